"""Codes and words: what is one, what is none, and when a word is asked for; and when somebody may be texted."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.consent.contact import may_say, safe_now
from bot.returning.rules import asks_first, can_be_word, code_in, new_code, plain, slow_hash

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
IDLE = timedelta(hours=12)


def test_a_code_is_sixteen_digits_in_groups_and_another_each_time() -> None:
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    assert all([len(group) for group in code.split()] == [4, 4, 4, 4] for code in codes)
    assert all(code_in(code) == code.replace(" ", "") for code in codes)


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("1234567890123456", "1234567890123456"),
        ("my code: 1234-5678-9012-3456.", "1234567890123456"),
        ("١٢٣٤ ٥٦٧٨ ٩٠١٢ ٣٤٥٦", "1234567890123456"),
        ("123456789012345", None),
        ("12345678901234567", None),
        ("1234 5678 and then 9012 3456", None),
        ("call me at 305 555 0142 after 10 or 11 or 12", None),
        ("x" * 100 + "1234567890123456", None),
        ("4539 1488 0343 6467", None),  # a card
        ("", None),
    ],
)
def test_a_code_is_found_in_the_whole_message_only(typed: str, digits: str | None) -> None:
    assert code_in(typed) == digits


@pytest.mark.parametrize("word", ["mango", "Río Grande", "芒果", "2408", "мангo"])
def test_a_word_is_any_word_that_means_nothing_here(word: str) -> None:
    assert can_be_word(word, ["erase", "Food"])


@pytest.mark.parametrize("word", ["abc", "é", "ERASE", "f-o-o-d", "x" * 31, "...."])
def test_too_short_too_long_or_taken_is_no_word(word: str) -> None:
    assert not can_be_word(word, ["erase", "Food"])


def test_a_word_is_the_same_however_it_is_typed() -> None:
    assert plain("Mángo  TREE.") == plain("mango tree") != plain("mangotrees")
    assert slow_hash("a", b"1" * 16) != slow_hash("a", b"2" * 16) != slow_hash("b", b"2" * 16)


def test_the_word_is_asked_for_after_the_silence_and_until_it_is_said() -> None:
    assert not asks_first(False, NOW - IDLE, NOW, IDLE)
    assert asks_first(False, NOW - IDLE - timedelta(seconds=1), NOW, IDLE)
    assert asks_first(True, NOW, NOW, IDLE)


@pytest.mark.parametrize(
    ("when", "local", "safe"),
    [
        ("when_any", datetime(2026, 11, 23, 8), True),
        ("when_any", datetime(2026, 11, 23, 7, 59), False),
        ("when_any", datetime(2026, 11, 23, 21), False),
        ("when_day", datetime(2026, 11, 23, 16, 59), True),
        ("when_day", datetime(2026, 11, 23, 17), False),
        ("when_evening", datetime(2026, 11, 23, 17), True),
        ("when_evening", datetime(2026, 11, 23, 12), False),
        ("when_weekend", datetime(2026, 11, 28, 12), True),
        ("when_weekend", datetime(2026, 11, 27, 12), False),
        ("say_open", datetime(2026, 11, 23, 12), False),
    ],
)
def test_a_text_goes_out_only_when_it_was_said_to_be_safe(when: str, local: datetime, safe: bool) -> None:
    assert safe_now({when, "say_nothing"}, local) is safe


def test_a_text_says_what_it_is_about_only_where_that_was_granted() -> None:
    assert may_say({"when_any", "say_open"}) and not may_say({"when_any", "say_nothing"}) and not may_say(())
