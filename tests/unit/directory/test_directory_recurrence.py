"""Which days a published recurrence falls on, and which ones are better not guessed at."""

from __future__ import annotations

from datetime import date, time
from types import SimpleNamespace
from typing import Any, Optional

import pytest

from bot.directory.opening.kept import schedule_of
from bot.directory.opening.recurrence import Written, read
from bot.directory.opening.schedule import Schedule

WEEK = tuple(range(7))
COLUMNS = ("freq", "interval", "byday", "bymonthday", "dtstart", "wkst", "occurrences", "byweekno", "byyearday",
           "valid_from", "valid_to", "until", "description", "notes")  # fmt: skip


def kept(**said: Any) -> Schedule:
    """A row of the table, from nine to five unless it says otherwise."""
    row = {name: None for name in COLUMNS} | {"opens_at": time(9), "closes_at": time(17), "by_appointment": False}
    return schedule_of(SimpleNamespace(**{**row, **said}))


def november(rule: Schedule) -> list[int]:
    """The days of November 2026, which begins on a Sunday."""
    days = [date(2026, 11, day) for day in range(1, 31)]
    return [day.day for day in days if rule.holds_on(day) and rule.recurs_on(day)]


@pytest.mark.parametrize(
    ("byday", "freq", "expected"),
    [
        ("MO,TU", "WEEKLY", (0, 1)),
        ("SU;SA", None, (5, 6)),
        ("Monday, Friday", "weekly", (0, 4)),
        (None, "DAILY", WEEK),
        ("MO,WE", "DAILY", (0, 2)),
        ("1MO", "WEEKLY", ()),
        ("MO", "MONTHLY", ()),
        ("MO-FR", "WEEKLY", ()),
        ("XX", "WEEKLY", ()),
        (None, None, ()),
    ],
)
def test_weekdays(byday: Optional[str], freq: Optional[str], expected: tuple[int, ...]) -> None:
    found = read(Written(freq=freq, byday=byday))
    assert (found or ((), None)) == (expected, None)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ({"freq": "MONTHLY", "byday": "1MO"}, [2]),
        ({"freq": "MONTHLY", "byday": "-1FR"}, [27]),
        ({"freq": "MONTHLY", "byday": "1TH,3TH"}, [5, 19]),
        ({"freq": "MONTHLY", "byday": "5MO"}, [30]),
        ({"freq": "MONTHLY", "byday": "5TU"}, []),
        ({"freq": "MONTHLY", "bymonthday": "1,15"}, [1, 15]),
        ({"freq": "MONTHLY", "bymonthday": "-1"}, [30]),
        ({"freq": "MONTHLY", "bymonthday": "31"}, []),
        ({"freq": "MONTHLY", "byday": "FR", "bymonthday": "13"}, [13]),
        ({"freq": "MONTHLY", "dtstart": date(2026, 1, 12)}, [12]),
        ({"freq": "MONTHLY", "interval": 2, "byday": "1MO", "dtstart": date(2026, 9, 7)}, [2]),
        ({"freq": "MONTHLY", "interval": 2, "byday": "1MO", "dtstart": date(2026, 10, 5)}, []),
        ({"freq": "WEEKLY", "interval": 2, "byday": "TU", "dtstart": date(2026, 11, 3)}, [3, 17]),
        ({"freq": "WEEKLY", "interval": 2, "byday": "TU,SU", "dtstart": date(2026, 11, 3)}, [3, 8, 17, 22]),
        ({"freq": "WEEKLY", "interval": 2, "byday": "TU,SU", "dtstart": date(2026, 11, 3), "wkst": "SU"},
         [3, 15, 17, 29]),
        ({"freq": "WEEKLY", "dtstart": date(2026, 11, 4)}, [4, 11, 18, 25]),
        ({"freq": "DAILY", "interval": 10, "dtstart": date(2026, 11, 5)}, [5, 15, 25]),
        ({"freq": "YEARLY", "dtstart": date(2020, 11, 26)}, [26]),
        ({"freq": "WEEKLY", "byday": "MO", "until": date(2026, 11, 9)}, [2, 9]),
        ({"freq": "WEEKLY", "byday": "MO", "valid_from": date(2026, 11, 3), "dtstart": date(2026, 11, 17)}, [23, 30]),
        ({"valid_from": date(2026, 11, 26), "valid_to": date(2026, 11, 27)}, [26, 27]),
    ],
)  # fmt: skip
def test_days(said: dict[str, Any], days: list[int]) -> None:
    assert november(kept(**said)) == days


@pytest.mark.parametrize(
    "said",
    [
        {"freq": "WEEKLY", "byday": "TU", "interval": 2},
        {"freq": "WEEKLY", "byday": "TU", "interval": -1},
        {"freq": "WEEKLY", "byday": "TU", "occurrences": 3},
        {"freq": "WEEKLY", "byday": "TU", "byweekno": "41,42"},
        {"freq": "WEEKLY", "byday": "TU", "byyearday": "100"},
        {"freq": "WEEKLY", "byday": "TU", "bymonthday": "3"},
        {"freq": "WEEKLY", "byday": "TU", "wkst": "?"},
        {"freq": "MONTHLY", "byday": "MO"},
        {"freq": "MONTHLY", "byday": "6MO"},
        {"freq": "MONTHLY", "byday": "0MO"},
        {"freq": "MONTHLY", "bymonthday": "40"},
        {"freq": "MONTHLY", "bymonthday": "last"},
        {"freq": "MONTHLY"},
        {"freq": "YEARLY", "byday": "1MO", "dtstart": date(2026, 1, 1)},
        {"freq": "YEARLY"},
        {"freq": "HOURLY", "byday": "MO"},
        {"dtstart": date(2026, 11, 2)},
        {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 12, 31)},
    ],
)
def test_what_cannot_be_told_is_not_guessed(said: dict[str, Any]) -> None:
    rule = kept(**said)
    assert rule.days == () and not rule.timed


def test_equal_rows_share_one_rule() -> None:
    assert kept(byday="MO", freq="WEEKLY") is kept(byday="MO", freq="WEEKLY")
