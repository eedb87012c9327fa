"""The hours of a week in which a service may be open, as text that a database can look into.

It only chooses whom to look at first: `opening.hours` decides who is open. So it may say yes too often, never too
seldom.
"""

from __future__ import annotations

from datetime import datetime, timezone
from functools import lru_cache
from typing import Iterable, Optional, Sequence

from bot.directory.opening.hours import zone
from bot.directory.opening.schedule import Schedule

HOURS = 168
CLOSED, OPEN, UNSURE = "0", "1", "?"
ANY = OPEN * HOURS
# The clocks of the United States. One of another place is OTHER: such a service may be open at any hour.
CLOCKS = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "Pacific/Guam",
    "Pacific/Pago_Pago",
)
OTHER = -1
_SKIPPED = 2
_SAME = {"America/Detroit": 0, "US/Eastern": 0, "US/Central": 1, "US/Mountain": 2, "US/Pacific": 3}


def clock_of(name: Optional[str]) -> int:
    """The number of the clock that a zone keeps."""
    if name in CLOCKS:
        return CLOCKS.index(name)
    return _SAME.get(name or "", OTHER)


def week_of(schedules: Sequence[Schedule], clock: int) -> str:
    """168 letters from Monday's first hour: open at some minute of it, closed for certain, or unsure.

    Empty if no hours are known. Dates are left out of account: a rule that holds in summer only leaves the other hours
    unsure.
    """
    timed = [rule for rule in schedules if rule.timed]
    if not timed:
        return ""
    if clock == OTHER:
        return ANY
    return _week(tuple(timed))


@lru_cache(maxsize=4096)
def _week(rules: tuple[Schedule, ...]) -> str:
    always = any(rule.valid_from is None and rule.valid_to is None for rule in rules)
    week = [CLOSED if always else UNSURE] * HOURS
    for rule in rules:
        for hour in _hours(rule):
            week[hour % HOURS] = OPEN
    return "".join(week)


def _hours(rule: Schedule) -> Iterable[int]:
    assert rule.opens_at is not None and rule.closes_at is not None
    first = rule.opens_at.hour
    last = rule.closes_at.hour if rule.closes_at.minute or rule.closes_at.second else rule.closes_at.hour - 1
    if rule.closes_at <= rule.opens_at:
        last += 24
    if last % 24 == _SKIPPED:  # in the night when it does not exist the span ends an hour later by the clock
        last += 1
    for day in rule.days:
        yield from range(day * 24 + first, day * 24 + last + 1)


def together(weeks: Iterable[str]) -> str:
    """Of several places of one service: open if one of them may be, closed if all are."""
    parts = list(weeks)
    known = [week for week in parts if week]
    if not known:
        return ""
    unsure = len(known) < len(parts)
    return "".join(_hour(letters, unsure) for letters in zip(*known, strict=True))


def _hour(letters: tuple[str, ...], unsure: bool) -> str:
    if OPEN in letters:
        return OPEN
    return UNSURE if unsure or UNSURE in letters else CLOSED


def hours_at(at: datetime) -> tuple[int, ...]:
    """For each of :data:`CLOCKS` the place of the hour in a week, counted from one as databases count letters."""
    return tuple(_place(at, name) for name in CLOCKS)


def _place(at: datetime, name: str) -> int:
    where = zone(name) if at.tzinfo else None
    there = at.astimezone(where or timezone.utc) if at.tzinfo else at
    return there.weekday() * 24 + there.hour + 1
