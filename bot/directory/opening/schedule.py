"""One opening rule of a service as hours and search use it: a weekly span with the dates it holds between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Optional

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST_MINUTE = time(23, 59)


@dataclass(frozen=True)
class Schedule:
    """A weekly span in wall-clock time of the place.

    ``days``: 0 is Monday; empty when the rule is not weekly, which leaves the hours unknown.
    ``closes_at`` before or at ``opens_at`` is the next morning; 00:00-23:59 is the whole day (HSDS 3.x).
    """

    days: tuple[int, ...] = ()
    opens_at: Optional[time] = None
    closes_at: Optional[time] = None
    valid_from: Optional[date] = None
    valid_to: Optional[date] = None
    by_appointment: bool = False
    note: Optional[str] = None

    @property
    def timed(self) -> bool:
        """Whether it says enough to tell open from closed."""
        return bool(self.days) and self.opens_at is not None and self.closes_at is not None

    @property
    def whole_day(self) -> bool:
        """24 hours on each of its days."""
        if self.opens_at is None or self.closes_at is None:
            return False
        return self.opens_at == self.closes_at or (self.opens_at == time(0) and self.closes_at >= LAST_MINUTE)

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on ``day``, its first and last day included."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def weekdays(byday: Optional[str], freq: Optional[str]) -> tuple[int, ...]:
    """The weekdays of a flattened RRULE; empty unless it repeats every week (``1MO`` is "first Monday": not weekly)."""
    frequency = (freq or "WEEKLY").upper()
    if frequency == "DAILY":
        return tuple(range(7))
    if frequency != "WEEKLY" or not byday:
        return ()
    tokens = [token for token in byday.upper().replace(";", ",").replace(" ", ",").split(",") if token]
    if any(token[:2] not in WEEKDAYS for token in tokens):
        return ()
    return tuple(sorted({WEEKDAYS.index(token[:2]) for token in tokens}))
