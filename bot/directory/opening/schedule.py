"""One opening rule of a service as hours and search use it: a span of the clock, the days it recurs on, its dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from functools import cached_property
from typing import Optional, Sequence

from bot.directory.opening.notes import OnHolidays, on_holidays, says_closed
from bot.directory.opening.recurrence import Recurrence

LAST_MINUTE = time(23, 59)
DAY = 86400
EXCEPTION_DAYS = 31
Span = tuple[int, int]  # seconds from the midnight the day begins with, the end not included


@dataclass(frozen=True)
class Schedule:
    """A span in wall-clock time of the place.

    ``days``: the weekdays it may recur on, 0 is Monday; ``recurrence`` narrows them ("the first Monday of a month").
    Empty when the days cannot be told, which leaves the hours unknown.
    ``closes_at`` before or at ``opens_at`` is the next morning; 00:00-23:59 is the whole day (HSDS 3.x).
    ``layer``: 0 is the service at that location, 1 the service, 2 the location.
    """

    days: tuple[int, ...] = ()
    opens_at: Optional[time] = None
    closes_at: Optional[time] = None
    valid_from: Optional[date] = None
    valid_to: Optional[date] = None
    by_appointment: bool = False
    note: Optional[str] = None
    recurrence: Optional[Recurrence] = None
    layer: int = 0

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Worked out once: hours are looked up by the rules they come from."""
        return hash((self.days, self.opens_at, self.closes_at, self.valid_from, self.valid_to, self.note, self.layer))

    @property
    def timed(self) -> bool:
        """Whether it says enough to tell open from closed."""
        return bool(self.days) and self.span is not None

    @property
    def whole_day(self) -> bool:
        """24 hours on each of its days."""
        if self.opens_at is None or self.closes_at is None:
            return False
        return self.opens_at == self.closes_at or (self.opens_at == time(0) and self.closes_at >= LAST_MINUTE)

    @property
    def weekly(self) -> bool:
        """Whether it recurs on all its days every week."""
        return self.recurrence is None

    @cached_property
    def span(self) -> Optional[Span]:
        """From when to when on a day it recurs on, past one day when it runs into the next; None without both times."""
        if self.opens_at is None or self.closes_at is None:
            return None
        opens, closes = _seconds(self.opens_at), _seconds(self.closes_at)
        if closes <= opens:
            return opens, closes + DAY
        return opens, DAY if self.closes_at >= LAST_MINUTE else closes

    @cached_property
    def exception_days(self) -> Optional[int]:
        """How many days it holds on, if they are so few (31) that it stands for an exception; else None."""
        if self.valid_from is None or self.valid_to is None:
            return None
        days = (self.valid_to - self.valid_from).days + 1
        return days if days <= EXCEPTION_DAYS else None

    @cached_property
    def closed(self) -> bool:
        """Whether it says "closed" on its days: without hours, and in so many words or with nothing else to say."""
        empty = self.opens_at is None and self.closes_at is None and not self.by_appointment
        return empty and (says_closed(self.note) or (not self.note and self.exception_days is not None))

    @property
    def vague(self) -> bool:
        """Whether something is on its days that it does not tell the hours of."""
        return bool(self.days) and self.span is None and not self.closed and not self.by_appointment

    @cached_property
    def on_holidays(self) -> OnHolidays:
        """What its text says of public holidays."""
        return on_holidays(self.note)

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on ``day``, its first and last day included."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def recurs_on(self, day: date) -> bool:
        """Whether ``day``, on which it is in force, is one of its days."""
        return day.weekday() in self.days and (self.recurrence is None or self.recurrence.falls_on(day))


def layered(
    at_location: Sequence[Schedule], of_service: Sequence[Schedule], of_location: Sequence[Schedule]
) -> tuple[Schedule, ...]:
    """The hours of a service at a location: the nearest layer that has regular hours, and the exceptions of all.

    A building that is shut for a day is shut for every service in it. What only a text says of holidays counts too.
    """
    layers = (at_location, of_service, of_location)
    regular = next((layer for layer, rules in enumerate(layers) if any(map(_regular, rules))), None)
    found: list[Schedule] = []
    for layer, rules in enumerate(layers):
        for rule in rules:
            if rule.exception_days is not None:
                found.append(replace(rule, layer=layer) if layer else rule)
            elif layer == regular or (not _regular(rule) and rule.on_holidays is not OnHolidays.UNSAID):
                found.append(rule)
    return tuple(found)


def _regular(rule: Schedule) -> bool:
    return rule.exception_days is None and bool(rule.days or rule.span or rule.by_appointment)


def _seconds(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second
