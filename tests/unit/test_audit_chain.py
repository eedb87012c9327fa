"""The chain through the audit log: whatever is changed, removed, added or put elsewhere is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.audit.chain import START, Head, Link, forge, verify

KEYS = {"key-new": b"n" * 32, "key-old": b"o" * 32}
FIRST = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)


def log(length: int, first: int = 1, key_id: str = "key-new") -> list[Link]:
    rows, before = [], START
    for number in range(first, first + length):
        row = Link(number, FIRST + timedelta(seconds=number), "turn.done", f"c_{number % 3}", {"kind": "a"}, key_id)
        before = forge(KEYS[key_id], before, row)
        rows.append(replace(row, chain=before))
    return rows


def head(rows: list[Link]) -> Head:
    return Head(rows[-1].id, str(rows[-1].chain))


def test_an_untouched_log_holds() -> None:
    rows = log(20)
    assert verify(KEYS, rows, head(rows)).broken is None
    assert verify(KEYS, [], Head(0, START)).broken is None


def test_a_log_that_goes_on_after_older_rows_and_under_another_key_holds() -> None:
    older = [Link(number, FIRST, "turn.done", None, {}) for number in (1, 2, 5)]
    rows = log(3, first=6, key_id="key-old")
    row = replace(rows[-1], id=9, key_id="key-new", chain=None)
    rows.append(replace(row, chain=forge(KEYS["key-new"], str(rows[-1].chain), row)))
    verdict = verify(KEYS, [*older, *rows], head(rows))
    assert (verdict.events, verdict.unchained, verdict.broken) == (4, 3, None)


@pytest.mark.parametrize(
    "change",
    [
        {"event": "turn.failed"},
        {"conversation_id": None},
        {"codes": {}},
        {"codes": {"kind": "b"}},
        {"at": FIRST + timedelta(microseconds=5)},
        {"chain": None},
        {"chain": "f" * 64},
        {"key_id": "key-old"},
        {"key_id": "unknown"},
    ],
    ids=str,
)
@pytest.mark.parametrize("at", [0, 3, 9])
def test_a_changed_row_is_found(change: dict[str, Any], at: int) -> None:
    rows = log(10)
    ends = head(rows)
    rows[at] = replace(rows[at], **change)
    broken = verify(KEYS, rows, ends).broken
    assert broken is not None
    assert f"ow {at + 1}" in broken or (at == 0 and "chain" in change)  # a first row unchained looks older


@given(st.integers(2, 12), st.data())
def test_whatever_is_removed_is_found(length: int, data: Any) -> None:
    rows = log(length)
    ends = head(rows)
    gone = data.draw(st.sets(st.integers(0, length - 1), min_size=1))
    assert verify(KEYS, [row for at, row in enumerate(rows) if at not in gone], ends).broken is not None


@given(st.permutations(range(6)))
def test_another_order_is_found(order: list[int]) -> None:
    rows = log(6)
    moved = [replace(rows[source], id=at + 1) for at, source in enumerate(order)]
    assert (verify(KEYS, moved, head(rows)).broken is None) == (order == list(range(6)))


def test_nobody_without_the_key_can_add_a_row() -> None:
    rows = log(3)
    row = replace(rows[-1], id=4, chain=None)
    forged = replace(row, chain=forge(b"x" * 32, str(rows[-1].chain), row))
    assert verify(KEYS, [*rows, forged], Head(4, str(forged.chain))).broken == (
        "Row 4 was changed, or its place in the log was."
    )
