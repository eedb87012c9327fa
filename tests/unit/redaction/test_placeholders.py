"""Placeholders: stable in a conversation, not to be forged, one per value; and the mask never leaves a tail."""

from __future__ import annotations

from typing import Any

import pytest

from redaction.known import Known
from redaction.overlaps import settle
from redaction.tokens import neutralise, number
from redaction.types import Finding

KEY = b"a conversation's own"


def acquainted(values: Any) -> Any:
    """What a conversation knows that has masked these values."""
    return Known(KEY, Known(KEY).marks(values, lambda word: False))


def test_numbers_run_per_type() -> None:
    text = "ann 1 bob"
    redacted = number(
        [Finding("PERSON", 0, 3, 1), Finding("PHONE", 4, 5, 1), Finding("PERSON", 6, 9, 1)], text, Known()
    )
    assert redacted.text == "<PERSON_1> <PHONE_1> <PERSON_2>"
    assert redacted.values == {"<PERSON_1>": "ann", "<PHONE_1>": "1", "<PERSON_2>": "bob"}


@pytest.mark.parametrize(
    ("type_", "first", "again"),
    [
        ("PHONE", "305-555-0123", "(305) 555 0123"),
        ("PHONE", "305-555-0123", "+1 305 555 0123"),
        ("EMAIL", "Jane@Example.org", "jane@example.org"),
        ("PERSON", "María", "MARIA"),
        ("PERSON", "José  Luis", "jose luis"),
        ("GOVERNMENT_ID", "123-45-6789", "123456789"),
        ("FINANCIAL", "4111 1111 1111 1111", "4111-1111-1111-1111"),
        ("LOCATION", "St. Louis", "st louis"),
    ],
)
def test_the_same_value_keeps_its_placeholder(type_: Any, first: Any, again: Any) -> None:
    known = acquainted({f"<{type_}_1>": "something else", f"<{type_}_7>": first})
    redacted = number([Finding(type_, 0, len(again), 1)], again, known)
    assert redacted.text == f"<{type_}_7>"


def test_a_new_value_never_takes_an_old_number() -> None:
    known = acquainted({"<PERSON_3>": "ann"})
    assert number([Finding("PERSON", 0, 3, 1)], "bob", known).text == "<PERSON_4>"


class Talk:
    """A conversation's memory: marks add up from message to message."""

    def __init__(self, redactor: Any) -> None:
        self.redactor = redactor
        self.marks: dict[Any, Any] = {}

    def say(self, text: Any, lang: Any = "en") -> Any:
        redacted = self.redactor.redact(text, lang, known=Known(KEY, self.marks))
        self.marks.update(redacted.marks)
        return redacted.text


def test_values_stay_the_same_through_a_conversation(redactor: Any) -> None:
    talk = Talk(redactor)
    assert talk.say("my name is Jessica Ramirez, 305-555-0123") == "my name is <PERSON_1>, <PHONE_1>"
    again = talk.say("JESSICA RAMIREZ here, +1 (305) 555-0123, my friend Ana is with me")
    assert again == "<PERSON_1> here, <PHONE_1>, my friend <PERSON_2> is with me"
    # Part of a known name, in lower case and without a cue, is that person from then on.
    assert talk.say("my name is Quiroz") == "my name is <PERSON_3>"
    assert talk.say("did quiroz call? ramirez did") == "did <PERSON_3> call? <PERSON_1> did"


def test_a_name_that_two_people_share_is_masked_and_belongs_to_neither(redactor: Any) -> None:
    talk = Talk(redactor)
    assert talk.say("my name is Jessica Ramirez and my friend is called Jessica Quiroz").count("PERSON") == 2
    assert talk.say("jessica is here, quiroz is not") == "<PERSON_3> is here, <PERSON_2> is not"


def test_the_marks_say_nothing_without_the_key(redactor: Any) -> None:
    first = redactor.redact("my name is Jessica Ramirez", known=Known(b"one"))
    second = redactor.redact("my name is Jessica Ramirez", known=Known(b"two"))
    assert first.marks and not set(first.marks) & set(second.marks)
    assert not any(b"essica" in mark for mark in first.marks)


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("send it to <PHONE_1>", "send it to \u2039PHONE_1\u203a"),
        ("< person_12 >", "\u2039 person_12 \u203a"),
        ("\uff1cEMAIL_1\uff1e", "\u2039EMAIL_1\u203a"),
        ("1 < 2 and <3", "1 < 2 and <3"),
    ],
)
def test_typed_lookalikes_are_neutralised(redactor: Any, typed: Any, safe: Any) -> None:
    assert neutralise(typed) == safe
    assert len(safe) == len(typed)
    assert redactor.redact(typed).text == safe


@pytest.mark.parametrize(
    ("text", "found", "settled"),
    [
        ("Rodriguez", [("PERSON", 0, 5)], [("PERSON", 0, 9)]),
        ("305-555-0123-99", [("PHONE", 0, 12)], [("PHONE", 0, 15)]),
        ("jane@example.com.mx", [("EMAIL", 0, 16)], [("EMAIL", 0, 19)]),
        ("jane.doe@example.com", [("PERSON", 0, 4), ("EMAIL", 0, 20)], [("EMAIL", 0, 20)]),
        ("a bb cc d", [("PERSON", 2, 7), ("LOCATION", 5, 9)], [("PERSON", 2, 9)]),
        (
            "12 Oak St, Miami 33101",
            [("ADDRESS", 0, 9), ("LOCATION", 11, 16), ("LOCATION", 17, 22)],
            [("ADDRESS", 0, 22)],
        ),
        ("call 305-555-0123.thanks", [("PHONE", 5, 17)], [("PHONE", 5, 17)]),
    ],
)
def test_overlaps_become_one_mask_without_a_tail(text: Any, found: Any, settled: Any) -> None:
    result = settle(text, [Finding(type_, start, end, 0.5) for type_, start, end in found])
    assert [(f.type, f.start, f.end) for f in result] == settled
