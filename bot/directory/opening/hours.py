"""Whether a service is open at an instant and when that next changes, by wall clock in the place's IANA zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Iterator, Optional, Sequence, Union
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.directory.opening.schedule import LAST_MINUTE, Schedule

_DAYS_AHEAD = 8
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Change:
    """The next instant (UTC) at which a service opens or closes."""

    at: datetime
    opens: bool


@lru_cache(maxsize=256)
def zone(name: str) -> Optional[ZoneInfo]:
    """The IANA zone of that name, or None if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def is_open(schedules: Sequence[Schedule], at: datetime, tz: Union[str, ZoneInfo, None]) -> Optional[bool]:
    """Open at ``at``? None when nothing in force says so: a person must not be sent to a door on a guess.

    A naive ``at`` is wall clock in ``tz``. Without a zone only a service that never closes is known to be open.
    """
    where = zone(tz) if isinstance(tz, str) else tz
    if where is None:
        return True if never_closes(schedules, at.date()) else None
    moment = _utc(at, where)
    today = moment.astimezone(where).date()
    if not any(rule.timed and rule.holds_on(today) for rule in schedules):
        return None
    return any(start <= moment < end for start, end in _spans(schedules, today, 1, where))


def next_change(schedules: Sequence[Schedule], at: datetime, tz: Union[str, ZoneInfo, None]) -> Optional[Change]:
    """When it next opens or closes, within about a week; None if unknown or if it never closes."""
    where = zone(tz) if isinstance(tz, str) else tz
    if where is None:
        return None
    moment = _utc(at, where)
    today = moment.astimezone(where).date()
    horizon = moment + timedelta(days=_DAYS_AHEAD - 1)
    for start, end in _merged(_spans(schedules, today, _DAYS_AHEAD, where)):
        if start > moment:
            return Change(start, opens=True) if start <= horizon else None
        if end > moment:
            return Change(end, opens=False) if end <= horizon else None
    return None


def never_closes(schedules: Sequence[Schedule], on: date) -> bool:
    """24 hours, seven days a week, by the rules in force on that day."""
    covered = {day for rule in schedules if rule.whole_day and rule.holds_on(on) for day in rule.days}
    return len(covered) == 7


def _utc(at: datetime, where: ZoneInfo) -> datetime:
    return (at if at.tzinfo else at.replace(tzinfo=where)).astimezone(timezone.utc)


def _spans(schedules: Sequence[Schedule], today: date, ahead: int, where: ZoneInfo) -> Iterator[Span]:
    """Spans that start between yesterday (its night may still run) and ``ahead`` days on, in UTC.

    Each end is made from wall clock, so that an overnight span keeps its closing time when the clocks change.
    """
    for offset in range(-1, ahead):
        day = today + timedelta(days=offset)
        for rule in schedules:
            if rule.timed and day.weekday() in rule.days and rule.holds_on(day):
                yield _span(rule, day, where)


def _span(rule: Schedule, day: date, where: ZoneInfo) -> Span:
    assert rule.opens_at is not None and rule.closes_at is not None
    tomorrow = day + timedelta(days=1)
    if rule.closes_at >= LAST_MINUTE:
        end = datetime.combine(tomorrow, time(0), tzinfo=where)
    else:
        last_day = tomorrow if rule.closes_at <= rule.opens_at else day
        end = datetime.combine(last_day, rule.closes_at, tzinfo=where)
    start = datetime.combine(day, rule.opens_at, tzinfo=where)
    return start.astimezone(timezone.utc), end.astimezone(timezone.utc)


def _merged(spans: Iterator[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
