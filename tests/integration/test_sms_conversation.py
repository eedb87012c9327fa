"""The conversation by text: bland first words, numbers for choices, one text an answer, and the carriers' words."""

from __future__ import annotations

import re
from typing import Any

import pytest

from channels.sms.parts import count
from tests.integration.points import NONSENSE, not_understood
from tests.talking import Talk

pytestmark = pytest.mark.usefixtures("places_known")
TOPICS = re.compile(
    r"traffick|violen|abus|shelter|hotline|victim|surviv|police|lawyer|sex|safe place|trata\b|refugio|víctima|policía"
    r"|abogad|seguro\b|doctor|immigra|inmigra|crisis|hurt|lastim",
    re.IGNORECASE,
)


def text_of(sms: Talk) -> str:
    """The text that was put in the outbox last."""
    return sms.texts()[-1]


def say(sms: Talk, words: str) -> str:
    """Text something; the one text that answers it."""
    before = sms.texts()
    sms.say(words)
    assert len(sms.texts()) == len(before) + 1, "one text an answer"
    return text_of(sms)


@pytest.mark.parametrize(
    "first", ["hi", "I need a place to sleep tonight", "my boyfriend hits me", "are you there?", "1"]
)
def test_the_first_words_name_no_topic(sms: Talk, first: str) -> None:
    text = say(sms, first)
    assert text.startswith("Hello. This is an automated assistant, not a person")
    assert "30 days" in text and "only our staff can read" in text and "Could someone else see this phone?" in text
    assert not TOPICS.search(text), text
    assert text.endswith("1 No, only me\n2 Yes, someone could\n3 Skip this")


@pytest.mark.parametrize(
    "first", ["Hola", "hola necesito ayuda", "buenas", "ayuda", "no tengo donde dormir esta noche"]
)
def test_the_first_words_in_spanish_when_that_is_what_is_written(sms: Talk, first: str) -> None:
    text = say(sms, first)
    assert text.startswith("Hola. Este es un asistente automático, no una persona") and not TOPICS.search(text)
    assert text.endswith("1 No, solo yo\n2 Sí, alguien podría\n3 Saltar esto")


def test_nonsense_first_gets_no_meanings_to_choose_from(sms: Talk, engine: Any) -> None:
    text = say(sms, not_understood(engine, *NONSENSE))
    assert "Could someone else see this phone?" in text and not TOPICS.search(text)


def test_from_hello_to_services_by_numbers(sms: Talk) -> None:
    assert "3 Skip this" in say(sms, "hello")
    assert say(sms, "1").endswith("1 Yes\n2 No")
    needs = say(sms, "1")
    assert "\n1 A place to stay\n2 Food\n" in needs and needs.endswith("7 Skip this")
    assert say(sms, " 2. ").endswith("1 Anywhere\n2 Skip this")
    services = say(sms, "33130")
    assert sms.keys.count("utter_service") == 3
    assert len(re.findall(r"^305-555-01\d\d", services, re.MULTILINE)) >= 3
    assert len(re.findall(r"^English, ", services, re.MULTILINE)) == 3 and services.count("\nFree") == 3
    assert "Address:" not in services and services.endswith("1 Show more\n2 Something else")
    assert say(sms, "1") != services
    assert "ask_after" in sms.keys
    heard = [(message.text, message.intent) for message in sms.record() if message.who == "person"]
    assert ("/need_food", "need_food") in heard and not any("33130" in text for text, _ in heard)


def test_words_work_as_well_as_numbers(sms: Talk) -> None:
    for words, last in (
        ("hello", "device"),
        ("no", "permission"),
        ("yes", "need"),
        ("food", "place"),
        ("ANYWHERE", "after"),
    ):
        say(sms, words)
        assert sms.keys[-1] == f"ask_{last}"
    for words, key in (("PAUSE", "utter_paused"), ("PERSON", "utter_no_one_on_duty"), ("BYE", "utter_goodbye")):
        say(sms, words)
        assert sms.keys[0] == key


def test_spanish_words_that_the_first_text_promises(sms: Talk) -> None:
    for words, key in (
        ("hola", "utter_notice"), ("SALTAR", "ask_permission"), ("PAUSA", "utter_paused"),
        ("PERSONA", "utter_no_one_on_duty"), ("ADIOS", "utter_goodbye"),
    ):  # fmt: skip
        say(sms, words)
        assert sms.keys[0] == key, words


def test_a_number_that_was_not_offered_only_asks_again(sms: Talk) -> None:
    say(sms, "hello")
    for number in ("7", "0", "44"):
        say(sms, number)
        assert sms.keys == ["ask_device"]


def test_a_break_offers_its_numbers(sms: Talk) -> None:
    say(sms, "hello")
    assert say(sms, "give me a minute").endswith("1 Go on\n2 Leave")
    say(sms, "1")
    assert sms.keys == ["ask_device"]
    say(sms, "PAUSE")
    say(sms, "2")
    assert sms.keys == ["utter_goodbye"]


def test_the_second_time_not_understood_a_person_has_a_number(sms: Talk, engine: Any) -> None:
    for words in ("hello", "1", "1"):
        say(sms, words)
    words = not_understood(engine, *NONSENSE)
    assert re.search(r"1 .+\n2 .+\n3 Something else\n4 Reach a person$", say(sms, words))
    assert say(sms, words).endswith("1 Something else\n2 Reach a person")
    say(sms, "2")
    assert sms.keys[0] == "utter_no_one_on_duty"


@pytest.mark.parametrize("stop", ["STOP", "stop.", "Unsubscribe", "END", "alto", "cancel"])
def test_stop_is_answered_once_and_then_there_is_silence(sms: Talk, stop: str) -> None:
    sms.say("hello")
    sms.say(stop)
    for words in ("hello?", "I need food", "2", "STOP", "ERASE me"):
        assert sms.say(words) == []
    assert sms.texts() == ["You will get no more texts from this number. To undo that, text START."]
    assert "You will get replies" in say(sms, "START")
    say(sms, "hello")
    assert sms.keys == ["ask_device"], "where it stood"


def test_stop_as_the_very_first_word_is_answered_with_nothing_else(sms: Talk) -> None:
    assert say(sms, "STOP").startswith("You will get no more texts")
    assert sms.keys == ["sms_stopped"]


@pytest.mark.parametrize(
    "words", ["stop texting me", "please stop texting me", "remove my number", "no me escriban más"]
)
def test_any_reasonable_wording_stops_and_nothing_else_is_said(sms: Talk, words: str) -> None:
    sms.say(words)
    assert sms.keys == ["utter_opted_out"] and len(sms.texts()) == 1
    assert sms.say("hello") == []


@pytest.mark.parametrize("words", ["I am at the bus stop", "I can't stop crying", "please don't stop"])
def test_a_sentence_that_holds_the_word_stops_nothing(sms: Talk, words: str) -> None:
    say(sms, "hello")
    say(sms, words)
    assert "sms_stopped" not in sms.keys and "utter_opted_out" not in sms.keys


@pytest.mark.parametrize(("words", "contact"), [("HELP", "Text STOP to stop"), ("info", "Text STOP to stop")])
def test_help_is_one_answer_with_who_we_are_and_the_lines(sms: Talk, words: str, contact: str) -> None:
    text = say(sms, words)
    assert sms.keys == ["sms_help"] and contact in text and text.startswith("Alder: ")
    assert "911" in text and "988" in text and "1-888-373-7888" in text


def test_erase_by_text_leaves_nothing_but_one_last_text(sms: Talk) -> None:
    for words in ("hello", "1", "1", "food", "33130"):
        sms.say(words)
    sms.say("ERASE")
    assert sms.row() is None and not sms.record()
    assert sms.texts() == ["Done. Everything is erased here."], (
        "waiting texts go too; the last says nothing of what was"
    )


def test_after_erasing_the_same_phone_is_a_stranger(sms: Talk) -> None:
    sms.say("hello")
    sms.say("ERASE")
    sms.say("hello")
    assert sms.keys == ["utter_notice", "ask_device"]


@pytest.mark.parametrize(
    ("words", "encoding", "most"),
    [
        (("hello", "1", "1", "1", "33130"), "GSM-7", (3, 1, 2, 1, 7)),
        (("hola", "1", "1", "1", "33130"), "UCS-2", (6, 3, 5, 2, 17)),  # one "í" turns a whole text into UCS-2
    ],
)
def test_what_the_texts_cost(sms: Talk, words: tuple[str, ...], encoding: str, most: tuple[int, ...]) -> None:
    for said, parts in zip(words, most, strict=True):
        text = say(sms, said)
        cost = count(text)
        assert len(text) <= 1600 and cost.parts <= parts and cost.encoding in (encoding, "GSM-7"), said
