"""Danger, self-harm, a medical emergency: answered at once, at any question, in both languages, without a model too."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from bot.content.catalogue import read_files
from bot.content.detect import detect
from channels.gateway import Gateway
from channels.hub import Hub
from tests.integration.points import ANSWERS, POINTS, bring
from tests.talking import Talk

pytestmark = pytest.mark.usefixtures("places_known")
TOLD = {
    ("en", "danger"): "he is outside and he has a gun",
    ("en", "self_harm"): "I want to kill myself",
    ("en", "medical"): "I'm bleeding a lot and it won't stop",
    ("es", "danger"): "está afuera y tiene una pistola",
    ("es", "self_harm"): "me quiero matar",
    ("es", "medical"): "estoy sangrando mucho y no para",
}
LINES = {
    ("en", "danger"): "Call 911",
    ("en", "self_harm"): "Call or text 988",
    ("en", "medical"): "Call 911",
    ("es", "danger"): "Llame al 911",
    ("es", "self_harm"): "Llame al 988 y marque 2",
    ("es", "medical"): "Llame al 911",
}
TWO = {code: words for code, words in read_files().languages.items() if code in ("en", "es")}
STAYS = {"en": "I'm still here", "es": "igo aquí"}
every_crisis = pytest.mark.parametrize(("lang", "kind"), TOLD)
points = pytest.mark.parametrize("point", POINTS)


def here(request: pytest.FixtureRequest, lang: str) -> Talk:
    talk: Talk = request.getfixturevalue("talk" if lang == "en" else "talk_es")
    return talk


def without_a_model(talk: Talk, redactor: Any) -> Talk:
    """From here on the engine cannot be had."""

    def broken() -> Any:
        raise RuntimeError("no model")

    talk.gateway = Gateway(talk.house, broken, redactor, Hub())
    return talk


def is_answered(talk: Talk, lang: str, kind: str) -> bool:
    """Whether the last replies are the answer to this crisis and nothing else, and ask nothing."""
    assert talk.keys == [f"crisis_{kind}", "utter_lines"] and not talk.buttons
    words, lines = (str(reply.text) for reply in talk.replies)
    assert "?" not in words + lines and "!" not in words + lines and len(words) < 160
    assert LINES[lang, kind] in lines.splitlines()[0] and STAYS[lang] in words
    assert {reply.lang for reply in talk.replies} == {lang} and detect(words, TWO, {}) == lang
    return True


@every_crisis
@points
def test_it_is_answered_at_once_and_the_question_stays_in_hand(
    request: pytest.FixtureRequest, point: str, lang: str, kind: str
) -> None:
    talk = bring(here(request, lang), point)
    before = dict(talk.slots)
    talk.say(TOLD[lang, kind])
    assert is_answered(talk, lang, kind) and talk.slots == before
    talk.say(f"hola, {TOLD[lang, kind]}")  # said again it is answered again
    assert is_answered(talk, lang, kind)
    payload, last = ANSWERS[point]
    talk.press(payload)
    assert talk.keys[-1] == last


@every_crisis
def test_it_needs_no_model(request: pytest.FixtureRequest, redactor: Any, lang: str, kind: str) -> None:
    talk = without_a_model(here(request, lang), redactor)
    talk.say(TOLD[lang, kind])
    assert is_answered(talk, lang, kind)
    talk.press(f"/crisis_{kind}")
    assert is_answered(talk, lang, kind)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_without_a_model_everybody_else_gets_the_lines_too(
    request: pytest.FixtureRequest, redactor: Any, lang: str
) -> None:
    talk = without_a_model(here(request, lang), redactor)
    talk.say("hello" if lang == "en" else "hola")
    assert talk.keys == ["utter_trouble", "utter_lines"] and "1-888-373-7888" in talk.replies[1].text


@every_crisis
@points
def test_a_button_says_it_too(request: pytest.FixtureRequest, point: str, lang: str, kind: str) -> None:
    talk = bring(here(request, lang), point)
    talk.press(f"/crisis_{kind}")
    assert is_answered(talk, lang, kind) and talk.slots["question"] == point


@pytest.mark.parametrize("kind", ["danger", "self_harm", "medical"])
def test_the_answer_is_in_the_language_it_was_told_in(talk: Talk, talk_es: Talk, kind: str) -> None:
    talk.say(TOLD["es", kind])
    assert is_answered(talk, "es", kind)
    talk_es.say(TOLD["en", kind])
    assert is_answered(talk_es, "en", kind)
    row = talk.row()
    assert row is not None and row.language == "en", (
        "answered, but the conversation's language is the person's to choose"
    )


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_model_alone_is_enough(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    monkeypatch.setattr(import_module("channels.steps.crisis"), "find", lambda text: None)
    for kind, words in (("self_harm", TOLD[lang, "self_harm"]), ("danger", TOLD[lang, "danger"])):
        talk = here(request, lang)
        talk.say(words)
        assert is_answered(talk, lang, kind)


@every_crisis
def test_it_comes_before_erasing_is_settled(request: pytest.FixtureRequest, lang: str, kind: str) -> None:
    talk = bring(here(request, lang), "need")
    talk.press("/delete_data")
    talk.say(TOLD[lang, kind])
    assert is_answered(talk, lang, kind)
    talk.press("/deny")
    assert talk.keys == ["utter_not_erased", "ask_need"]


def test_a_name_in_it_does_not_stand_in_the_record(talk: Talk) -> None:
    talk.say("my name is Ottoline Farquhar and I want to kill myself, call me 305-555-0142")
    assert is_answered(talk, "en", "self_harm")
    heard = [str(message.text) for message in talk.record() if message.who == "person"]
    assert heard and not any("Ottoline" in text or "0142" in text for text in heard)


@every_crisis
def test_by_text_it_is_the_first_answer_in_the_right_language(sms: Talk, lang: str, kind: str) -> None:
    sms.say(TOLD[lang, kind])
    assert is_answered(sms, lang, kind)
    row = sms.row()
    assert row is not None and row.language == lang
    assert len(sms.texts()) == 1


def test_by_text_the_numbers_of_the_question_still_work(sms: Talk) -> None:
    sms.say("hello")
    sms.say("1")
    assert sms.keys[-1] == "ask_permission"
    sms.say(TOLD["en", "self_harm"])
    sms.say("1")
    assert sms.keys[-1] == "ask_need"


@every_crisis
def test_whoever_said_stop_is_still_answered(sms: Talk, lang: str, kind: str) -> None:
    sms.say("hello" if lang == "en" else "hola")
    sms.say("STOP")
    assert sms.keys == ["sms_stopped"]
    sms.say("I am hungry")
    assert sms.keys == []
    sms.say(TOLD[lang, kind])
    assert is_answered(sms, lang, kind)
    sms.say("yes please")
    assert sms.keys == []
