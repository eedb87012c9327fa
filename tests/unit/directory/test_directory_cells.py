"""Untidy cells of real files, one case a line."""

from __future__ import annotations

from datetime import date, time
from typing import Any, Optional

import pytest

from bot.directory.importing import cells
from bot.directory.importing.phones import Number, read_number
from bot.directory.languages import language_codes


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("9:00 AM", time(9)),
        ("9:00am", time(9)),
        ("9am", time(9)),
        ("9:30 p.m.", time(21, 30)),
        ("12:00 AM", time(0)),
        ("12 pm", time(12)),
        ("09:00:00Z", time(9)),
        ("09:00:00-05:00", time(9)),
        ("17:30", time(17, 30)),
        ("24:00", time(23, 59)),
        ("noon", time(12)),
        ("blank", None),
        ("", None),
        (None, None),
    ],
)
def test_clock_time(cell: Any, expected: Optional[time]) -> None:
    assert cells.clock_time(cell) == expected


@pytest.mark.parametrize("cell", ["by appointment", "25:00", "9:75", "call"])
def test_a_time_that_is_none_is_refused(cell: str) -> None:
    with pytest.raises(cells.BadCell):
        cells.clock_time(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("One.\\nTwo.", "One.\nTwo."),
        ("  a   b ", "a b"),
        ('"quoted"', "quoted"),
        ("N/A", None),
        ("null", None),
        (12, "12"),
        ({"a": 1}, None),
        (True, None),
    ],
)
def test_text(cell: Any, expected: Optional[str]) -> None:
    assert cells.text(cell) == expected


def test_numbers_days_and_instants() -> None:
    assert cells.number("25.5") == 25.5
    assert cells.number("nan") is None
    assert cells.number("x") is None
    assert cells.day("2005-01-01T00:00:00Z") == date(2005, 1, 1)
    assert cells.day("soon") is None
    instant = cells.instant("2023-03-15T10:30:45.123Z")
    assert instant is not None and instant.tzinfo is not None


@pytest.mark.parametrize(
    ("number", "extension", "kind", "expected"),
    [
        ("(305) 555-0101 x57471", None, "", Number("305-555-0101", "57471", "voice")),
        ("305.555.0101 ext. 12", None, None, Number("305-555-0101", "12", "voice")),
        ("305 555 0101", 100, "sms", Number("305-555-0101", "100", "text")),
        ("18885550101", None, "voice", Number("1-888-555-0101", None, "voice")),
        ("988", None, "text", Number("988", None, "text")),
        ('"+44 1234 234567"', None, "voice", Number("+44 1234 234567", None, "voice")),
        ("305-555-0101", None, "fax", Number("305-555-0101", None, "fax")),
        ("call us", None, None, None),
        ("", None, None, None),
    ],
)
def test_phone(number: Any, extension: Any, kind: Any, expected: Optional[Number]) -> None:
    assert read_number(number, extension, kind) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Creole", ("ht",)),
        ("Haitian Creole", ("ht",)),
        ("Kreyòl", ("ht",)),
        ("hat", ("ht",)),
        ("eng", ("en",)),
        ("Español", ("es",)),
        ("Inglés y español", ("en", "es")),
        ("English, Spanish & Creole", ("en", "es", "ht")),
        ("Mandarin", ("zh",)),
        ("zh-Hans", ("zh",)),
        ("Filipino", ("tl",)),
        ("tl", ("tl",)),
        ("Tiếng Việt", ("vi",)),
        ("한국어", ("ko",)),
        ("русский", ("ru",)),
        ("العربية", ("ar",)),
        ("हिन्दी", ("hi",)),
        ("Urdu", ("ur",)),
        ("American Sign Language", ("ase",)),
        ("Gibberish", ()),
        ("", ()),
    ],
)
def test_language(cell: str, expected: tuple[str, ...]) -> None:
    assert language_codes(cell) == expected


def test_a_code_goes_before_a_name() -> None:
    assert language_codes("Something else", "ht") == ("ht",)
