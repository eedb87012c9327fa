"""A kept row of the schedule table as the rule that hours are computed with."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import lru_cache
from typing import Any, Optional

from bot.directory.opening.recurrence import Written, read
from bot.directory.opening.schedule import EXCEPTION_DAYS, Schedule


def schedule_of(row: Any) -> Schedule:
    """The rule of a row; equal rows share one, so that thousands of nine-to-fives are read once."""
    return _schedule(
        row.freq,
        row.interval,
        row.byday,
        row.bymonthday,
        row.dtstart,
        row.wkst,
        bool(row.occurrences or row.byweekno or row.byyearday),
        row.opens_at,
        row.closes_at,
        row.valid_from,
        row.valid_to,
        row.until,
        bool(row.by_appointment),
        row.description,
        row.notes,
    )


@lru_cache(maxsize=16384)
def _schedule(
    freq: Optional[str],
    interval: Optional[int],
    byday: Optional[str],
    bymonthday: Optional[str],
    dtstart: Optional[date],
    wkst: Optional[str],
    other: bool,
    opens_at: Optional[time],
    closes_at: Optional[time],
    valid_from: Optional[date],
    valid_to: Optional[date],
    until: Optional[date],
    by_appointment: bool,
    description: Optional[str],
    notes: Optional[str],
) -> Schedule:
    """``until`` ends it as ``valid_to`` does, and nothing recurs before ``dtstart``."""
    first = max((day for day in (valid_from, dtstart) if day), default=None)
    last = min((day for day in (valid_to, until) if day), default=None)
    found = read(Written(freq, interval, byday, bymonthday, dtstart, wkst, other))
    if first and last and (last - first).days < EXCEPTION_DAYS and not (freq or byday or bymonthday or other):
        found = _every_day(first, last), None  # dates without a recurrence: an exception on each of them
    days, recurrence = found or ((), None)
    if by_appointment and opens_at is None and closes_at is None:
        days, recurrence = (), None
    note = "\n".join(part for part in (description, notes) if part) or None
    return Schedule(days, opens_at, closes_at, first, last, by_appointment, note, recurrence)


def _every_day(first: date, last: date) -> tuple[int, ...]:
    count = min((last - first).days + 1, 7)
    return tuple(sorted((first + timedelta(days=offset)).weekday() for offset in range(count)))
