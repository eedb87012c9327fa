"""What stands beside a name stays readable, and nothing of the name does."""

from __future__ import annotations

from typing import Any

import pytest

from redaction.edges import drawn_in, is_tail
from redaction.overlaps import settle
from redaction.types import LOCATION, PERSON, PHONE, Finding


@pytest.mark.parametrize(
    ("text", "type_", "name"),
    [
        ("thằng Tuấn", PERSON, "Tuấn"),
        ("Mr. Sir Renato", PERSON, "Renato"),
        ("Bobby saab", PERSON, "Bobby"),
        ("si  Nena sa", PERSON, "Nena"),
        ("sir", PERSON, "sir"),
        ("sir sa", PERSON, "sa"),
        ("미영이라는", PERSON, "미영"),
        ("부산에서", LOCATION, "부산"),
        ("은에", PERSON, "은에"),
        ("Mr. Springs", LOCATION, "Mr. Springs"),
        ("Yoselin", PERSON, "Yoselin"),
    ],
)
def test_a_mark_is_drawn_in_to_the_name(text: Any, type_: Any, name: Any) -> None:
    typed = f"... {text} ..."
    found = drawn_in(typed, Finding(type_, 4, 4 + len(text), 0.9))
    assert typed[found.start : found.end] == name


def test_a_mark_is_not_drawn_out_over_a_particle_but_over_the_rest_of_a_word() -> None:
    assert is_tail("은") and not is_tail("") and not is_tail("iguez")
    assert settle("지은은 갔어요", [Finding(PERSON, 0, 2, 0.9)]) == [Finding(PERSON, 0, 2, 0.9)]
    assert settle("Rodriguez left", [Finding(PERSON, 0, 4, 0.9)]) == [Finding(PERSON, 0, 9, 0.9)]
    assert settle("공일공오오이", [Finding(PHONE, 0, 5, 0.9)]) == [Finding(PHONE, 0, 6, 0.9)], "a two, not a particle"
