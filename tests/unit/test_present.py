"""Presenting: buttons on the web, numbered lines in few parts by SMS, and the same choices in both."""

from __future__ import annotations

import pytest

from bot.content.speak import STANDING, Button, Utterance
from channels.present import as_said, present
from channels.sms.parts import LIMIT, count

NEEDS = tuple(Button(f"Need {number}", f"/need_{number}") for number in range(15))
ALWAYS = tuple(Button(name, f"/{name}") for name in STANDING)


def said(text: str, *buttons: Button) -> Utterance:
    return Utterance("ask_need", text, "en", "ltr", buttons)


def test_by_sms_the_choices_stand_numbered_under_their_question() -> None:
    presented = present([said("Thank you."), said("What would help?", *NEEDS[:2], *ALWAYS)], "sms")
    assert presented.texts == ("Thank you.\n\nWhat would help?\n1 Need 0\n2 Need 1",)
    assert presented.choices == ("/need_0", "/need_1")


def test_what_always_works_takes_no_number() -> None:
    presented = present([said("Ask me anything.", *ALWAYS)], "sms")
    assert presented.texts == ("Ask me anything.",) and presented.choices == ()


def test_only_the_last_question_has_numbers() -> None:
    """Two lists with the same numbers would make "1" mean two things."""
    presented = present(
        [said("In Spanish?", NEEDS[5]), said("What would help?", NEEDS[0]), said("Take your time.")], "sms"
    )
    assert presented.texts == ("In Spanish?\n\nWhat would help?\n1 Need 0\n\nTake your time.",)
    assert presented.choices == ("/need_0",)


def test_a_list_by_sms_ends_after_twelve() -> None:
    presented = present([said("What would help?", *NEEDS)], "sms")
    assert len(presented.choices) == 12 and "12 Need 11" in presented.texts[0] and "Need 12" not in presented.texts[0]


def test_on_the_web_nothing_is_sent_and_a_number_still_chooses() -> None:
    presented = present([said("What would help?", *NEEDS[:2], *ALWAYS)], "web")
    assert presented.texts == () and presented.choices == ("/need_0", "/need_1")


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_silence_presents_nothing(channel: str) -> None:
    assert present([], channel) == present([said("Hi")], "web") == type(present([], channel))((), ())


def test_typographic_signs_do_not_double_the_price() -> None:
    (text,) = present([said("It’s fine — “really” …")], "sms").texts
    assert count(text).encoding == "GSM-7"


def test_a_long_answer_is_several_messages_that_a_provider_takes() -> None:
    texts = present([said(f"Place {number}. " + "word " * 60) for number in range(12)], "sms").texts
    assert len(texts) > 1 and all(0 < len(text) <= LIMIT for text in texts)
    assert sum(text.count("Place") for text in texts) == 12


def test_a_message_as_the_interface_promises_it() -> None:
    assert as_said(said("Hi", NEEDS[0]), 7) == {
        "seq": 7,
        "who": "assistant",
        "text": "Hi",
        "buttons": [{"title": "Need 0", "payload": "/need_0"}],
        "lang": "en",
        "dir": "ltr",
    }


def test_neither_words_nor_choices_show_in_a_repr() -> None:
    assert "Need" not in repr(present([said("Need help?", NEEDS[0])], "sms"))
