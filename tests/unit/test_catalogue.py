"""The catalogue: complete in every language, said by the code and the rules as it stands, and in the voice of Alder."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path
from typing import Any, Iterator

import pytest
import yaml

from bot.content.catalogue import FALLBACK, Catalogue, CatalogueError, read_files
from bot.content.speak import STANDING, meaning, speak
from bot.conversation.agenda import Question
from bot.safety.kind import Kind
from channels.sms.parts import count

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = read_files()
LANGUAGES = sorted(CATALOGUE.languages)
CHANNELS = ("web", "sms")
SECTIONS = ("lines", "buttons", "needs", "meanings", "language_names", "widget")
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
_KEY = re.compile(r"^(utter|ask|card|crisis|sms|offer|help|have|agreed|copy)_[a-z_]+$")
# The most parts of one line by SMS: one í doubles a Spanish text.
_PARTS = {
    "en": 2, "es": 4, "fr": 2, "pt": 4, "ht": 2, "zh": 2, "vi": 3, "ko": 3, "tl": 2, "ru": 4, "ar": 3, "hi": 4,
}  # fmt: skip
_ADVISED = 320  # characters, see the carriers' advice

NEVER = {
    "an exclamation": r"[!¡]",
    "a picture": r"[\u2190-\u2bff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]",
    "asking for reasons": r"(?i)\bwhy\b|por ?qué",
    "the word victim": r"(?i)\bv[ií]ctim",
    "the person's trafficker": r"(?i)\b(your|his|her|su) (trafficker|abuser|tratante|abusador)",
    "just": r"(?i)\bjust\b|\bsimplemente\b",
    "do not worry": r"(?i)don't worry|do not worry|no se preocupe",
    "I understand how you feel": r"(?i)i understand how|entiendo cómo se siente",
    "a promise": r"(?i)you are safe|you're safe|está a salvo|everything will be|todo va a estar",
    "a legal conclusion": r"(?i)you (are|were) (being )?(trafficked|exploited)|usted (es|fue) víctima",
    "asking for a rephrase": r"(?i)rephrase|reformul",
    "please call at once": r"(?i)please call|immediately|inmediatamente",
}
TOPICS = r"(?i)traffick|trata\b|sex|abus|violen|police|policía|immigra|inmigra|shelter|refugio|hurt|daño|danger|peligro"


def texts(lang: str, section: str) -> Iterator[tuple[str, str]]:
    """Every text of a section, each variant of a line apart."""
    for key, found in CATALOGUE.languages[lang][section].items():
        if isinstance(found, list):
            found = dict(enumerate(found))
        for variant, text in (found if isinstance(found, dict) else {"text": found}).items():
            yield f"{section}.{key}.{variant}", text


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def said_in_code() -> set[str]:
    """Keys that the code says: constants that look like one, and f-strings over the closed lists they are made of."""
    found = {f"ask_{question.value}" for question in Question} | {f"crisis_{kind.value}" for kind in Kind}
    paths = [
        path for folder in ("actions", "channels", "bot/content", "bot/kept") for path in (ROOT / folder).rglob("*.py")
    ]
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in ("say", "line", "_line"):
                found |= {one for argument in node.args for one in _constants(argument)}
            elif isinstance(node, (ast.Return, ast.Assign)) and node.value is not None:
                found |= {one for one in _constants(node.value) if one.startswith(("utter_", "card_", "copy_"))}
    return found


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _constants(node: ast.AST) -> set[str]:
    values = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str))
    return {value for value in values if _KEY.match(value)}


def said_in_rules() -> set[str]:
    """Lines that rules and stories say by themselves."""
    paths = [*(ROOT / "data/rules").glob("*.yml"), *(ROOT / "data").glob("stories/*.yml")]
    found = {key for path in paths for key in re.findall(r"action:\s*(utter_\w+)", path.read_text("utf-8"))}
    return found | {name for name in DOMAIN["actions"] if name.startswith("utter_")}


def test_no_line_that_is_said_is_missing() -> None:
    assert len(said_in_code()) > 50 and len(said_in_rules()) > 5
    assert not (said_in_code() | said_in_rules()) - set(CATALOGUE.languages[FALLBACK]["lines"])


def test_no_line_is_left_that_nobody_says() -> None:
    """Translators would work for nothing, and a lead would change a sentence and see no change."""
    composed = {"help_line"}
    assert not set(CATALOGUE.languages[FALLBACK]["lines"]) - said_in_code() - said_in_rules() - composed


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("section", SECTIONS)
def test_every_language_has_the_same_keys(lang: str, section: str) -> None:
    theirs, ours = CATALOGUE.languages[lang][section], CATALOGUE.languages[FALLBACK][section]
    assert set(theirs) == set(ours)
    assert all(text.strip() for _, text in texts(lang, section))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_placeholders(lang: str) -> None:
    for key in CATALOGUE.languages[FALLBACK]["lines"]:
        for channel in CHANNELS:
            theirs, ours = (placeholders(CATALOGUE.line(key, code, channel)[0]) for code in (lang, FALLBACK))
            assert theirs == ours, f"{key} by {channel}"


@pytest.mark.parametrize("section", ["buttons", "needs", "meanings"])
def test_titles_have_no_placeholders(section: str) -> None:
    assert not any(placeholders(text) for lang in LANGUAGES for _, text in texts(lang, section))


def test_every_language_and_need_and_intent_has_its_words() -> None:
    vocabulary = set(DOMAIN["intents"]) - set(CATALOGUE.shape["by_button"])
    words = CATALOGUE.languages[FALLBACK]
    assert {f"need_{need}" for need in words["needs"]} == {one for one in vocabulary if one.startswith("need_")}
    assert set(words["meanings"]) == {one for one in vocabulary if not one.startswith("need_")}
    assert len(words["language_names"]) == 12
    for lang in LANGUAGES:
        assert all(meaning(CATALOGUE, intent, lang).title for intent in vocabulary)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_button_of_a_line_has_a_title_and_means_an_intent(lang: str) -> None:
    for key, shape in CATALOGUE.shape["lines"].items():
        assert key in CATALOGUE.languages[lang]["lines"], key
        buttons = speak(CATALOGUE, key, lang, "web", days=30, **_values(key)).buttons
        assert {one.payload.strip("/").split("{")[0] for one in buttons} <= set(DOMAIN["intents"])
        assert len({one.title for one in buttons}) == len(buttons), f"two buttons of {key} look the same"
        if shape.get("question"):
            assert [one.payload for one in buttons][-3:] == [f"/{name}" for name in STANDING]


def _values(key: str) -> dict[str, Any]:
    return {name: "x" for name in placeholders(CATALOGUE.line(key, FALLBACK, "web")[0]) if name != "days"}


def test_every_question_can_be_skipped_or_refused_and_left() -> None:
    for question in Question:
        if question is Question.LANGUAGE:
            continue  # offered beside a question, not asked
        shape = CATALOGUE.shape["lines"][f"ask_{question.value}"]
        assert shape["question"] is True
        payloads = {CATALOGUE.shape["buttons"].get(name, f"/{name}") for name in shape["buttons"]}
        assert question in (Question.AFTER, Question.MENU) or payloads & {"/skip", "/deny"}


@pytest.mark.parametrize("rule", NEVER)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_voice_never_uses(lang: str, rule: str) -> None:
    broken = [key for section in SECTIONS[:4] for key, text in texts(lang, section) if re.search(NEVER[rule], text)]
    assert not broken


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_question_a_message(lang: str) -> None:
    asked = [(key, text) for key, text in texts(lang, "lines") if "offer_language" not in key]
    assert not [key for key, text in asked if sum(map(text.count, "?？؟")) > 1]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", [kind.value for kind in Kind])
def test_a_crisis_answer_is_short_and_asks_nothing(lang: str, kind: str) -> None:
    for channel in CHANNELS:
        text, spoken = CATALOGUE.line(f"crisis_{kind}", lang, channel)
        assert spoken == lang and "?" not in text and len(text) <= 160


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", ["utter_notice", "ask_device", "ask_permission", "sms_stopped", "sms_started"])
def test_the_first_words_by_sms_name_no_topic(lang: str, key: str) -> None:
    assert not re.search(TOPICS, CATALOGUE.line(key, lang, "sms")[0])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_line_by_sms_is_short(lang: str) -> None:
    lines = {key: CATALOGUE.line(key, lang, "sms")[0] for key in CATALOGUE.languages[lang]["lines"]}
    assert not {key: len(text) for key, text in lines.items() if len(text) > _ADVISED}
    assert not {key: count(text).parts for key, text in lines.items() if count(text).parts > _PARTS[lang]}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_single_answers_to_carrier_words_hold_what_they_must(lang: str) -> None:
    """CTIA: HELP names the programme, a contact, how to stop and the rates; ours adds the lines that save lives."""
    text = CATALOGUE.line("sms_help", lang, "sms")[0]
    assert placeholders(text) == {"programme", "contact"}
    assert all(part in text for part in ("STOP", "911", "988", "1-888-373-7888"))
    assert "START" in CATALOGUE.line("sms_stopped", lang, "sms")[0]
    assert count(CATALOGUE.line("sms_stopped", lang, "sms")[0]).parts <= 2


def test_a_missing_language_speaks_english_and_a_missing_line_is_an_error() -> None:
    assert CATALOGUE.line("utter_thank", "tlh", "web") == CATALOGUE.line("utter_thank", FALLBACK, "web")
    for look in (
        lambda: CATALOGUE.line("utter_nothing", "en", "web"),
        lambda: CATALOGUE.title("needs", "nothing", "en"),
    ):
        with pytest.raises(CatalogueError):
            look()


def test_the_same_words_have_the_same_digest() -> None:
    again = Catalogue.from_json(CATALOGUE.to_json())
    assert again == CATALOGUE and again.digest() == CATALOGUE.digest() == read_files().digest()


def test_a_language_file_that_lacks_something_is_named(tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "lines.yml").write_text("{buttons: {}, lines: {}}")
    (tmp_path / "catalogue" / "xx.yml").write_text("{name: X, dir: ltr, lines: {}}")
    with pytest.raises(CatalogueError, match="xx.yml lacks review, buttons, needs, meanings"):
        read_files(tmp_path)
