"""Whether a service is open at an instant and when that next changes, by wall clock in the place's IANA zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Iterator, Optional, Sequence, Union
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.directory.opening.day import covers_week, day_of
from bot.directory.opening.notes import OnHolidays
from bot.directory.opening.public_holidays import is_public_holiday
from bot.directory.opening.schedule import DAY, Schedule, Span

_DAYS_AHEAD = 62  # the next of a monthly clinic, one of which falls out
_SOON = timedelta(days=7)
_ONE = timedelta(days=1)


@dataclass(frozen=True)
class Change:
    """The next instant (UTC) at which a service opens or closes."""

    at: datetime
    opens: bool


@dataclass(frozen=True)
class Status:
    """``open`` is None when nothing says so for certain; ``holiday``: today's hours may be others, or closed.

    ``day`` is the date at the place.
    """

    open: Optional[bool]
    day: date
    holiday: bool = False


@dataclass(frozen=True)
class _Now:
    moment: datetime
    today: date
    seconds: float  # since midnight by the clock on the wall
    steady: bool  # no change of clocks near: the wall clock decides by itself
    holiday: bool
    eve: bool  # yesterday was a holiday


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
    return status(schedules, at, tz).open


def status(schedules: Sequence[Schedule], at: datetime, tz: Union[str, ZoneInfo, None]) -> Status:
    """:func:`is_open`, with the date there and whether a public holiday makes the hours less sure."""
    where = zone(tz) if isinstance(tz, str) else tz
    if where is None:
        return Status(True if never_closes(schedules, at.date()) else None, at.date())
    now = _now(at, at.fold, where)
    near = _near(tuple(schedules), now.today, now.holiday, now.eve)
    if _within(near.sure, now, where):
        known: Optional[bool] = True
    else:
        known = None if _within(near.doubtful, now, where) else near.otherwise
    return Status(known, now.today, near.holiday)


def next_change(schedules: Sequence[Schedule], at: datetime, tz: Union[str, ZoneInfo, None]) -> Optional[Change]:
    """When it next opens or closes for certain, within two months; None if unknown or if it never closes."""
    where = zone(tz) if isinstance(tz, str) else tz
    if where is None:
        return None
    now = _now(at, at.fold, where)
    running: Optional[datetime] = None  # the end of the span that is running
    for day in (now.today + timedelta(days=offset) for offset in range(-1, _DAYS_AHEAD)):
        for start, end in sorted(_instants(schedules, day, where)):
            if end <= now.moment:
                continue
            if start > (running or now.moment):
                return Change(running, opens=False) if running else Change(start, opens=True)
            running = max(running or end, end)
        if running and running < _instant(day, DAY, where):
            return Change(running, opens=False)
    return None


def never_closes(schedules: Sequence[Schedule], on: date) -> bool:
    """24 hours, seven days a week, by the rules in force on that day, and no exception or holiday about it."""
    for rule in schedules:
        if rule.on_holidays is OnHolidays.CLOSED:
            return False
        if rule.exception_days is not None and any(rule.holds_on(on + _ONE * near) for near in (-1, 0, 1)):
            return False
    return covers_week(schedules, on)


def in_force(schedules: Sequence[Schedule], on: date) -> tuple[Schedule, ...]:
    """What to show on that day: the rules that hold, and the exceptions of the week to come."""
    return tuple(
        rule
        for rule in schedules
        if rule.holds_on(on)
        or (rule.exception_days is not None and rule.valid_from is not None and on < rule.valid_from <= on + _SOON)
    )


@lru_cache(maxsize=256)
def _now(at: datetime, fold: int, where: ZoneInfo) -> _Now:
    """``fold`` is apart because equal times of day before and after the clocks went back count as equal."""
    moment = (at if at.tzinfo else at.replace(tzinfo=where)).astimezone(timezone.utc)
    there = moment.astimezone(where)
    today = there.date()
    noon = [datetime.combine(today + _ONE * near, time(12), tzinfo=where).utcoffset() for near in (-2, -1, 0, 1, 2)]
    return _Now(
        moment=moment,
        today=today,
        seconds=there.hour * 3600 + there.minute * 60 + there.second + there.microsecond / 1e6,
        steady=len(set(noon)) == 1,
        holiday=is_public_holiday(today, where.key),
        eve=is_public_holiday(today - _ONE, where.key),
    )


@dataclass(frozen=True)
class _Near:
    """The spans of today and yesterday, in seconds from today's midnight, and what holds outside of them."""

    sure: tuple[Span, ...]
    doubtful: tuple[Span, ...]
    otherwise: Optional[bool]
    holiday: bool


@lru_cache(maxsize=16384)
def _near(schedules: tuple[Schedule, ...], today: date, holiday: bool, eve: bool) -> _Near:
    """Worked out once a day for all services that keep the same hours: a search asks for thousands of them."""
    now, before = day_of(schedules, today, holiday), day_of(schedules, today - _ONE, eve)
    return _Near(
        (*now.sure, *_night(before.sure)),
        (*now.doubtful, *_night(before.doubtful)),
        None if now.unknown or not now.told else False,
        now.holiday,
    )


def _night(spans: Sequence[Span]) -> Iterator[Span]:
    return ((start - DAY, end - DAY) for start, end in spans)


def _within(spans: Sequence[Span], now: _Now, where: ZoneInfo) -> bool:
    if now.steady:
        return any([start <= now.seconds < end for start, end in spans])
    return any(
        _instant(now.today, start, where) <= now.moment < _instant(now.today, end, where) for start, end in spans
    )


def _instants(schedules: Sequence[Schedule], day: date, where: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    for start, end in day_of(schedules, day, is_public_holiday(day, where.key)).sure:
        begins, ends = _instant(day, start, where), _instant(day, end, where)
        if begins < ends:
            yield begins, ends


def _instant(day: date, seconds: int, where: ZoneInfo) -> datetime:
    """Wall clock as an instant (UTC): an overnight span keeps its closing time when the clocks change.

    A time that exists twice is the first one, one that does not is told by the offset before (RFC 5545, 3.3.5).
    """
    there = datetime.combine(day + _ONE * (seconds // DAY), time(0), tzinfo=where) + timedelta(seconds=seconds % DAY)
    return there.astimezone(timezone.utc)
