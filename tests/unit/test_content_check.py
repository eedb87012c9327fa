"""`alder content check`: what blocks, what advises, and that the catalogue as it stands has nothing that blocks."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any, Callable

import pytest
from typer.testing import CliRunner

from bot.content import catalogue as catalogues
from bot.content.catalogue import Catalogue, CatalogueError, read_files
from bot.content.check import rules, voice
from bot.content.check.grade import grade
from bot.content.check.problem import Problem
from channels.commands.content import app
from channels.sms import content as sms

CATALOGUE = read_files()
LANGUAGES = sorted(CATALOGUE.languages)


def changed(change: Callable[[Any, Any], object]) -> Catalogue:
    shape, languages = copy.deepcopy(CATALOGUE.shape), copy.deepcopy(dict(CATALOGUE.languages))
    change(shape, languages)
    return Catalogue(shape, languages)


def found(catalogue: Catalogue, language: str, where: str) -> list[Problem]:
    every = [*rules.problems(catalogue), *sms.problems(catalogue)]
    return [one for one in every if one.language == language and one.where.startswith(where)]


def test_nothing_blocks_as_it_stands() -> None:
    assert not [one for one in [*rules.problems(CATALOGUE), *sms.problems(CATALOGUE)] if one.blocks]


def test_every_language_has_its_list_of_what_is_never_said() -> None:
    assert voice.languages() == LANGUAGES
    for language in LANGUAGES:
        assert set(
            voice._File.parse_obj(voice.yaml.safe_load((voice.FOLDER / f"{language}.yml").read_text())).never
        ) == set(voice.RULES)


@pytest.mark.parametrize(
    ("language", "text", "rule"),
    [
        ("en", "Why did you stay?", "why"),
        ("en", "It was not your fault, but you should have called.", "blame"),
        ("en", "Great, thank you.", "cheer"),
        ("en", "You are safe now.", "promise"),
        ("en", "You are a victim of trafficking.", "legal"),
        ("en", "Please don't worry.", "dismiss"),
        ("es", "¿Por qué no se fue?", "why"),
        ("es", "Todo va a estar bien.", "promise"),
        ("fr", "Pourquoi êtes-vous restée ?", "why"),
        ("pt", "Vai ficar tudo bem.", "promise"),
        ("ht", "Poukisa ou te rete?", "why"),
        ("zh", "您为什么不离开？", "why"),
        ("vi", "Tại sao bạn không đi?", "why"),
        ("ko", "왜 떠나지 않으셨어요?", "why"),
        ("tl", "Bakit hindi ka umalis?", "why"),
        ("ru", "Почему вы не ушли?", "why"),
        ("ar", "لماذا لم تغادر؟", "why"),
        ("hi", "आप क्यों रुके?", "why"),
    ],
)
def test_what_may_never_be_said_blocks(language: str, text: str, rule: str) -> None:
    catalogue = changed(lambda _, languages: languages[language]["lines"].update(utter_thank=text))
    problems = found(catalogue, language, "lines.utter_thank")
    assert rule in {one.rule for one in problems if one.blocks}


@pytest.mark.parametrize("mark", ["!", "¡", "！", "🙂", "❤️"])
def test_an_exclamation_or_a_picture_blocks(mark: str) -> None:
    catalogue = changed(lambda _, languages: languages["zh"]["lines"].update(utter_thank=f"x{mark}"))
    assert {one.rule for one in found(catalogue, "zh", "lines.utter_thank") if one.blocks} == {"cheer"}


@pytest.mark.parametrize("text", ["{days", "{days} {dayz}", "nothing"])
def test_placeholders_must_be_those_of_english(text: str) -> None:
    catalogue = changed(lambda _, languages: languages["fr"]["lines"].update(utter_notice=text))
    assert "placeholders" in {one.rule for one in found(catalogue, "fr", "lines.utter_notice") if one.blocks}


def test_a_missing_line_advises_and_a_missing_crisis_line_blocks() -> None:
    def change(_: Any, languages: Any) -> None:
        del languages["ko"]["lines"]["utter_thank"], languages["ko"]["lines"]["crisis_danger"]

    catalogue = changed(change)
    (missing,) = found(catalogue, "ko", "lines.utter_thank")
    assert missing.rule == "missing" and not missing.blocks
    assert "crisis" in {one.rule for one in found(catalogue, "ko", "lines.crisis_danger") if one.blocks}


def test_a_question_that_cannot_be_left_or_skipped_blocks() -> None:
    catalogue = changed(lambda shape, _: shape["lines"].update(ask_place={"buttons": ["anywhere"]}))
    says = [one.says for one in found(catalogue, "en", "lines.ask_place") if one.rule == "reachable" and one.blocks]
    assert len(says) == 2 and "pause" in says[0]


def test_two_questions_at_once_block() -> None:
    catalogue = changed(lambda _, languages: languages["ar"]["lines"].update(utter_thank="أين؟ ومتى؟"))
    assert "one question" in {one.rule for one in found(catalogue, "ar", "lines.utter_thank") if one.blocks}


def test_a_button_that_carriers_would_take_blocks() -> None:
    catalogue = changed(lambda _, languages: languages["en"]["buttons"].update(skip="Cancel"))
    assert [one.rule for one in found(catalogue, "en", "buttons.skip")] == ["reserved word"]


def test_a_hard_sentence_and_a_costly_text_advise() -> None:
    hard = "Eligibility determinations necessitate comprehensive documentation regarding immigration circumstances."
    catalogue = changed(lambda _, languages: languages["en"]["lines"].update(utter_thank=hard))
    (advice,) = found(catalogue, "en", "lines.utter_thank")
    assert advice.rule == "reading grade" and not advice.blocks
    catalogue = changed(lambda _, languages: languages["ru"]["lines"].update(utter_thank="слово " * 60))
    assert [(one.rule, one.blocks) for one in found(catalogue, "ru", "lines.utter_thank")] == [("sms parts", False)]


def test_a_translation_of_words_that_have_changed_is_stale() -> None:
    def change(_: Any, languages: Any) -> None:
        languages["vi"]["translated_from"] = {"utter_thank": CATALOGUE.english("utter_thank"), "utter_bot": "00000000"}

    catalogue = changed(change)
    assert not found(catalogue, "vi", "lines.utter_thank")
    assert [one.rule for one in found(catalogue, "vi", "lines.utter_bot")] == ["stale"]


def test_a_translation_is_accepted_once_and_stale_when_english_changes(tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    home = Path(catalogues.__file__).parent
    for name in ("lines.yml", "catalogue/en.yml", "catalogue/fr.yml"):
        (tmp_path / name).write_text((home / name).read_text("utf-8"), "utf-8")
    assert not [one for one in rules.problems(read_files(tmp_path)) if one.rule == "stale"]
    assert catalogues.accept("fr", (), tmp_path) > 70 and catalogues.accept("fr", ["utter_bot"], tmp_path) == 1
    english = tmp_path / "catalogue/en.yml"
    english.write_text(english.read_text("utf-8").replace("You're welcome.", "You are welcome."), "utf-8")
    stale = [one.where for one in rules.problems(read_files(tmp_path)) if one.rule == "stale"]
    assert stale == ["lines.utter_thank"]
    for lang, keys in (("en", []), ("tlh", []), ("fr", ["utter_nothing"])):
        with pytest.raises(CatalogueError):
            catalogues.accept(lang, keys, tmp_path)


def test_each_line_has_a_review_state() -> None:
    catalogue = changed(
        lambda _, languages: languages["tl"].update(reviewed={"utter_thank": "reviewed by M. Reyes, 2026-11"})
    )
    assert catalogue.review("utter_thank", "tl") == "reviewed by M. Reyes, 2026-11"
    assert catalogue.review("utter_bot", "tl") == "draft"


@pytest.mark.parametrize(
    ("text", "lang", "low", "high"),
    [
        ("You can skip it. You can stop.", "en", -2, 2),
        ("Eligibility determinations necessitate comprehensive supporting documentation.", "en", 15, 60),
        ("Puede parar. Puede seguir. Puede ir.", "es", -5, 3),
        ("La determinación administrativa correspondiente requiere documentación migratoria.", "es", 5, 40),
    ],
)
def test_school_years(text: str, lang: str, low: float, high: float) -> None:
    years = grade(text, lang)
    assert years is not None and low <= years <= high


def test_a_language_without_a_measure_has_no_grade() -> None:
    assert grade("只要几分钟。", "zh") is None and grade("{lines}", "en") is None


def test_the_command_says_what_blocks_and_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = changed(lambda _, languages: languages["en"]["lines"].update(utter_thank="Why?"))
    monkeypatch.setattr("channels.commands.content.read_files", lambda: bad)
    result = CliRunner().invoke(app, ["check"])
    assert result.exit_code != 0 and "BLOCKS  en lines.utter_thank: asks for a reason" in result.output


def test_the_command_gives_json_with_the_cost_of_each_line() -> None:
    result = CliRunner().invoke(app, ["check", "--json", "--price", "0.01"])
    report = json.loads(result.output)
    assert result.exit_code == 0 and not [one for one in report["problems"] if one["blocks"]]
    notice = next(one for one in report["sms"] if (one["language"], one["key"]) == ("es", "utter_notice"))
    assert notice["encoding"] == "UCS-2" and notice["cost"] == pytest.approx(0.01 * notice["parts"])
    assert notice["review"] == "draft"
