"""On which days a rule recurs: the flattened RRULE of HSDS, read as RFC 5545 has it, or not at all."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Optional

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ALL_WEEK = tuple(range(7))
_TOKEN = re.compile(r"([+-]?\d{1,2})?([A-Z]{2})[A-Z]*\Z")
Nth = tuple[int, int]  # which one in the month (0: every, -1: the last), and the weekday


class Freq(str, Enum):
    """How often; the finer ones of RFC 5545 say nothing about opening hours."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True)
class Recurrence:
    """Which of its weekdays a rule recurs on. ``start`` is what intervals are counted from."""

    freq: Freq
    interval: int = 1
    start: Optional[date] = None
    nth: tuple[Nth, ...] = ()
    month_days: tuple[int, ...] = ()
    week_start: int = 0

    def falls_on(self, day: date) -> bool:
        """Whether it recurs on ``day``, a weekday of its own that is not before its start."""
        return self._in_step(day) and self._in_month(day)

    def _in_step(self, day: date) -> bool:
        if self.interval == 1 or self.start is None:
            return True
        apart = {
            Freq.DAILY: lambda first: (day - first).days,
            Freq.WEEKLY: lambda first: (self._week(day) - self._week(first)) // 7,
            Freq.MONTHLY: lambda first: (day.year - first.year) * 12 + day.month - first.month,
            Freq.YEARLY: lambda first: day.year - first.year,
        }[self.freq](self.start)
        return apart % self.interval == 0

    def _week(self, day: date) -> int:
        return day.toordinal() - (day.weekday() - self.week_start) % 7

    def _in_month(self, day: date) -> bool:
        if self.freq is Freq.YEARLY:
            return self.start is not None and (day.month, day.day) == (self.start.month, self.start.day)
        length = monthrange(day.year, day.month)[1]
        if self.month_days and not {day.day, day.day - length - 1} & set(self.month_days):
            return False
        places = {0, (day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1)}
        return not self.nth or any(weekday == day.weekday() and n in places for n, weekday in self.nth)


@dataclass(frozen=True)
class Written:
    """The recurrence as a file has it: the columns of an HSDS schedule. ``other`` is whether it says still more."""

    freq: Optional[str] = None
    interval: Optional[int] = None
    byday: Optional[str] = None
    bymonthday: Optional[str] = None
    dtstart: Optional[date] = None
    wkst: Optional[str] = None
    other: bool = False


Read = tuple[tuple[int, ...], Optional[Recurrence]]


def read(written: Written) -> Optional[Read]:
    """The weekdays it may fall on, and what narrows them down; None if that cannot be told for certain.

    It cannot for COUNT, BYWEEKNO and BYYEARDAY, and for an interval that nothing starts: a wrong week is a closed door.
    """
    found = _freq(written.freq)
    interval = 1 if written.interval is None else written.interval
    nth, month_days, week_start = _nth(written.byday), _month_days(written.bymonthday), _week_start(written.wkst)
    if found is None or nth is None or month_days is None or week_start is None or written.other or interval < 1:
        return None
    unsaid = not (written.freq or written.byday)  # a start alone says nothing of what comes after it
    if unsaid or (interval > 1 and written.dtstart is None):
        return None
    rule = Recurrence(found, interval, written.dtstart if interval > 1 else None, nth, month_days, week_start)
    return {
        Freq.DAILY: _daily,
        Freq.WEEKLY: _weekly,
        Freq.MONTHLY: _monthly,
        Freq.YEARLY: _yearly,
    }[found](rule, written.dtstart)


def _daily(rule: Recurrence, start: Optional[date]) -> Optional[Read]:
    if any(n for n, _ in rule.nth):
        return None
    narrowed = rule.interval > 1 or bool(rule.month_days)
    return _days(rule) or ALL_WEEK, _without_nth(rule) if narrowed else None


def _weekly(rule: Recurrence, start: Optional[date]) -> Optional[Read]:
    days = _days(rule) or ((start.weekday(),) if start else ())
    if not days or any(n for n, _ in rule.nth) or rule.month_days:
        return None
    return days, _without_nth(rule) if rule.interval > 1 else None


def _monthly(rule: Recurrence, start: Optional[date]) -> Optional[Read]:
    """``MONTHLY;BYDAY=MO`` is every Monday to RFC 5545, and one Monday a month to many who write it: not told."""
    if any(n == 0 for n, _ in rule.nth) and not rule.month_days:
        return None
    if not rule.nth and not rule.month_days:
        if start is None:
            return None
        rule = Recurrence(rule.freq, rule.interval, rule.start, (), (start.day,), rule.week_start)
    return _days(rule) or ALL_WEEK, rule


def _yearly(rule: Recurrence, start: Optional[date]) -> Optional[Read]:
    """Once a year on the day it starts with; the HSDS columns do not say which month a ``byday`` would be of."""
    if start is None or rule.nth or rule.month_days:
        return None
    return ALL_WEEK, Recurrence(rule.freq, rule.interval, start)


def _days(rule: Recurrence) -> tuple[int, ...]:
    return tuple(sorted({weekday for _, weekday in rule.nth}))


def _without_nth(rule: Recurrence) -> Recurrence:
    return Recurrence(rule.freq, rule.interval, rule.start, (), rule.month_days, rule.week_start)


def _freq(written: Optional[str]) -> Optional[Freq]:
    try:
        return Freq((written or Freq.WEEKLY.value).strip().upper())
    except ValueError:
        return None


def _parts(written: Optional[str]) -> list[str]:
    return [part for part in re.split(r"[;,\s]+", (written or "").upper()) if part]


def _nth(written: Optional[str]) -> Optional[tuple[Nth, ...]]:
    found = []
    for part in _parts(written):
        match = _TOKEN.match(part)
        n = int(match[1]) if match and match[1] else 0
        if match is None or match[2] not in WEEKDAYS or abs(n) > 5 or (match[1] and n == 0):
            return None
        found.append((n, WEEKDAYS.index(match[2])))
    return tuple(sorted(set(found)))


def _month_days(written: Optional[str]) -> Optional[tuple[int, ...]]:
    try:
        days = tuple(sorted({int(part) for part in _parts(written)}))
    except ValueError:
        return None
    return days if all(0 < abs(day) <= 31 for day in days) else None


def _week_start(written: Optional[str]) -> Optional[int]:
    code = (written or "MO").strip().upper()[:2]
    return WEEKDAYS.index(code) if code in WEEKDAYS else None
