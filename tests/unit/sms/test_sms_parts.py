"""SMS arithmetic against a second, slower way of counting, and splitting that loses nothing."""

from __future__ import annotations

import functools
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.sms.parts import GSM_BASIC, GSM_EXTENSION, Parts, count, soften, split

# The default alphabet as the standard prints it, row by row (3GPP TS 23.038, 6.2.1), code point by code point.
STANDARD_BASIC = [
    *(0x40, 0xA3, 0x24, 0xA5, 0xE8, 0xE9, 0xF9, 0xEC, 0xF2, 0xC7, 0x0A, 0xD8, 0xF8, 0x0D, 0xC5, 0xE5),
    *(0x394, 0x5F, 0x3A6, 0x393, 0x39B, 0x3A9, 0x3A0, 0x3A8, 0x3A3, 0x398, 0x39E, 0xC6, 0xE6, 0xDF, 0xC9),
    *(0x20, 0x21, 0x22, 0x23, 0xA4, *range(0x25, 0x40)),
    *(0xA1, *range(0x41, 0x5B), 0xC4, 0xD6, 0xD1, 0xDC, 0xA7),
    *(0xBF, *range(0x61, 0x7B), 0xE4, 0xF6, 0xF1, 0xFC, 0xE0),
]
STANDARD_EXTENSION = [0x0C, 0x5E, 0x7B, 0x7D, 0x5C, 0x5B, 0x7E, 0x5D, 0x7C, 0x20AC]


def test_alphabet_is_the_standard() -> None:
    assert len(STANDARD_BASIC) == 127  # 128 places less the escape
    assert {ord(char) for char in GSM_BASIC} == set(STANDARD_BASIC)
    assert {ord(char) for char in GSM_EXTENSION} == set(STANDARD_EXTENSION)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Parts("GSM-7", 0, 0)),
        ("a" * 160, Parts("GSM-7", 160, 1)),
        ("a" * 161, Parts("GSM-7", 161, 2)),
        ("a" * 306, Parts("GSM-7", 306, 2)),
        ("a" * 307, Parts("GSM-7", 307, 3)),
        ("€" * 80, Parts("GSM-7", 160, 1)),
        ("€" * 81, Parts("GSM-7", 162, 2)),
        ("a" * 152 + "€" + "a" * 152, Parts("GSM-7", 306, 3)),  # the escape pair moves on whole
        ("í" + "a" * 69, Parts("UCS-2", 70, 1)),
        ("í" + "a" * 70, Parts("UCS-2", 71, 2)),
        ("😀" * 35, Parts("UCS-2", 70, 1)),
        ("a" * 66 + "😀" + "a" * 66, Parts("UCS-2", 134, 3)),  # so does the surrogate pair
        ("¿Mañana, señor? É ñ ü à ò ù ¡", Parts("GSM-7", 29, 1)),
        ("aquí", Parts("UCS-2", 4, 1)),
    ],
)
def test_counts(text: str, expected: Parts) -> None:
    assert count(text) == expected


def encode(text: str) -> tuple[str, list[bytes]]:
    """Every character as the bytes it is sent as: one byte a septet, or two a UTF-16 code unit."""
    places = {code: bytes([place]) for place, code in enumerate(STANDARD_BASIC)}
    places.update({code: b"\x1b" + bytes([place]) for place, code in enumerate(STANDARD_EXTENSION)})
    if all(ord(char) in places for char in text):
        return "GSM-7", [places[ord(char)] for char in text]
    return "UCS-2", [char.encode("utf-16-be") for char in text]


def brute(text: str) -> Parts:
    """The fewest parts over every allowed way of cutting the encoded characters."""
    encoding, chars = encode(text)
    width, single, linked = (1, 160, 153) if encoding == "GSM-7" else (2, 70, 67)
    sizes = [len(char) // width for char in chars]

    @functools.cache
    def fewest(start: int) -> int:
        best, used, end = len(sizes), 0, start
        if start == len(sizes):
            return 0
        while end < len(sizes) and used + sizes[end] <= linked:
            used, end = used + sizes[end], end + 1
            if end == len(sizes) or used + sizes[end] > linked - 4:  # only cuts near the end of a part can be best
                best = min(best, 1 + fewest(end))
        return best

    total = sum(sizes)
    return Parts(encoding, total, (1 if sizes else 0) if total <= single else fewest(0))  # type: ignore[arg-type]


GSM_TEXT = st.lists(st.sampled_from(sorted(GSM_BASIC | GSM_EXTENSION) + ["€"] * 60), max_size=400).map("".join)
ANY_TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from("a😀í€ "), max_size=300)


@settings(max_examples=150, deadline=None)
@given(GSM_TEXT | ANY_TEXT)
def test_agrees_with_brute_force(text: str) -> None:
    assert count(text) == brute(text)


def test_soften_makes_typography_cheap() -> None:
    assert soften("“Hi” – it’s… fine\u00a0— ok") == '"Hi" - it\'s... fine - ok'
    assert count(soften("Can’t talk now…")).encoding == "GSM-7"
    assert soften("e\u0301") == "é"


def test_soften_keeps_letters() -> None:
    text = "Está aquí, José: ¿cuándo? Kreyòl ayisyen, 北京, नमस्ते, ‏مرحبا"
    assert soften(text) == text


@given(ANY_TEXT)
def test_soften_touches_no_letter_and_no_number(text: str) -> None:
    def letters(value: str) -> list[str]:
        return [char for char in unicodedata.normalize("NFC", value) if unicodedata.category(char)[0] in "LMN"]

    assert letters(soften(text)) == letters(text)
    assert soften(soften(text)) == soften(text)


def units(text: str) -> int:
    return len(text.encode("utf-16-be")) // 2


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab é\n\n\t 😀。\u0301") | st.characters(codec="utf-8"), max_size=300))
def test_split_loses_nothing(text: str) -> None:
    for limit in (2, 9, 40):
        pieces = split(text, limit)
        assert "".join("".join(pieces).split()) == "".join(text.split())
        assert all(piece and piece == piece.strip() and units(piece) <= limit for piece in pieces)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), max_size=60))
def test_split_keeps_words_whole(words: list[str]) -> None:
    assert [word for piece in split(" ".join(words), 30) for word in piece.split()] == words


def test_split_prefers_paragraphs_then_lines_then_words() -> None:
    assert split("one two three\n\nfour five", 20) == ["one two three", "four five"]
    assert split("one two three\nfour five", 20) == ["one two three", "four five"]
    assert split("one two three four five", 20) == ["one two three four", "five"]
    assert split("Hi.\n\n" + "word " * 10, 30)[0] == "Hi.\n\nword word word word word"  # no tiny first message
    assert split("今天很好。明天也很好", 8) == ["今天很好。", "明天也很好"]
    assert split("  \n ") == []


def test_split_keeps_accents_with_their_letter() -> None:
    assert split("abc" + "e\u0301" * 3, 4) == ["abc", "e\u0301e\u0301", "e\u0301"]
    assert split("a" * 3 + "👩\u200d👧", 6) == ["aaa", "👩\u200d👧"]


def test_split_needs_room() -> None:
    with pytest.raises(ValueError):
        split("x", 1)
