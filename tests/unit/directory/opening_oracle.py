"""The slow answer to "is it open?": every quarter hour of two years, with days from dateutil and clocks by looking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from types import SimpleNamespace
from typing import Any, Mapping, Optional, Sequence
from zoneinfo import ZoneInfo

import holidays
from dateutil import rrule

from bot.directory.opening.kept import schedule_of
from bot.directory.opening.schedule import Schedule

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
QUARTER = timedelta(minutes=15)
ONE = timedelta(days=1)
COUNTRIES = {
    "America/New_York": "US",
    "America/Phoenix": "US",
    "America/Chicago": "US",
    "Pacific/Honolulu": "US",
    "America/Puerto_Rico": "PR",
    "Asia/Kolkata": "IN",
    "Europe/London": "GB",
}
_FREQ: Mapping[str, Any] = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}
_WEEKDAYS = {code: getattr(rrule, code) for code in ("MO", "TU", "WE", "TH", "FR", "SA", "SU")}
_COLUMNS = ("freq", "interval", "byday", "bymonthday", "dtstart", "wkst", "occurrences", "byweekno", "byyearday",
            "valid_from", "valid_to", "until", "description", "notes", "opens_at", "closes_at")  # fmt: skip
Moments = dict[datetime, datetime]


@dataclass(frozen=True)
class Row:
    """A row as a file has it, and the rule that our code makes of it."""

    said: Mapping[str, Any]

    @property
    def rule(self) -> Schedule:
        return schedule_of(SimpleNamespace(**{name: self.said.get(name) for name in _COLUMNS}, by_appointment=False))

    @property
    def exception(self) -> bool:
        return bool(self.said.get("exception"))

    @property
    def days(self) -> set[date]:
        said = self.said
        if self.exception:
            return {day.date() for day in rrule.rrule(rrule.DAILY, dtstart=_noon(said["valid_from"]),
                                                      until=_noon(said["valid_to"]))}  # fmt: skip
        more: dict[str, Any] = {}
        if said.get("byday"):
            more["byweekday"] = [_weekday(code) for code in said["byday"].split(",")]
        if said.get("bymonthday"):
            more["bymonthday"] = [int(day) for day in said["bymonthday"].split(",")]
        if said.get("wkst"):
            more["wkst"] = _WEEKDAYS[said["wkst"]]
        start = said.get("dtstart") or date(2025, 1, 1)
        found = rrule.rrule(_FREQ[said["freq"]], dtstart=_noon(start), interval=said.get("interval") or 1,
                            until=_noon(LAST + 3 * ONE), **more)  # fmt: skip
        ends = [day for day in (said.get("until"), said.get("valid_to")) if day]
        days = {day.date() for day in found}
        return {day for day in days if said.get("valid_from", FIRST - 9 * ONE) <= day <= min([*ends, LAST + 3 * ONE])}


def _weekday(code: str) -> Any:
    return _WEEKDAYS[code[-2:]](int(code[:-2])) if len(code) > 2 else _WEEKDAYS[code]


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12))


def answers(rows: Sequence[Row], zone: str) -> dict[datetime, Optional[bool]]:
    """For every quarter hour (UTC) of the two years: True, False, or None where it cannot be known."""
    where = ZoneInfo(zone)
    walls, instants = _walls(where)
    holidays_there = holidays.country_holidays(COUNTRIES[zone], years=range(2025, 2029))
    days_of = [(row, row.days) for row in rows]
    sure: set[datetime] = set()
    doubtful: set[datetime] = set()
    told: set[date] = set()
    for number in range(-2, (LAST - FIRST).days + 3):
        day = FIRST + number * ONE
        for row, is_sure in _of(day, days_of, day in holidays_there, told):
            (sure if is_sure else doubtful).update(_quarters(row, day, instants))
    return {
        moment: True if moment in sure else None if moment in doubtful or wall.date() not in told else False
        for moment, wall in walls.items()
        if FIRST <= wall.date() <= LAST
    }


def _of(day: date, days_of: Sequence[tuple[Row, set[date]]], holiday: bool, told: set[date]) -> list[tuple[Row, bool]]:
    meant = [row for row, days in days_of if row.exception and day in days]
    if meant:
        told.add(day)
        length = min(row.said["valid_to"] - row.said["valid_from"] for row in meant)
        chosen = [row for row in meant if row.said["valid_to"] - row.said["valid_from"] == length]
        open_ = [row for row in chosen if row.said.get("opens_at") is not None]
        return [(row, not holiday or length < 3 * ONE) for row in open_]
    regular = [(row, days) for row, days in days_of if not row.exception and _in_force(row, day)]
    if regular:
        told.add(day)
    weekly = [row for row, _ in regular if row.said["freq"] == "WEEKLY" and not row.said.get("interval")]
    nonstop = {code for row in weekly if _whole(row) for code in row.said["byday"].split(",")}
    found = []
    for row, days in regular:
        if day in days:
            text = row.said.get("description") or ""
            if holiday and "Closed" in text:
                continue
            found.append((row, not holiday or "365" in text or len(nonstop) == 7))
    return found


def _in_force(row: Row, day: date) -> bool:
    starts = [row.said[name] for name in ("valid_from", "dtstart") if row.said.get(name)]
    ends = [row.said[name] for name in ("valid_to", "until") if row.said.get(name)]
    return all(start <= day for start in starts) and all(day <= end for end in ends)


def _whole(row: Row) -> bool:
    opens, closes = row.said["opens_at"], row.said["closes_at"]
    return opens == closes or (opens, closes) == (time(0), time(23, 59))


def _quarters(row: Row, day: date, instants: Moments) -> list[datetime]:
    opens, closes = row.said["opens_at"], row.said["closes_at"]
    start = datetime.combine(day, opens)
    end = datetime.combine(day + ONE, time(0)) if closes == time(23, 59) else datetime.combine(day, closes)
    if closes <= opens:
        end = datetime.combine(day + ONE, closes)
    at, until = _instant(start, instants), _instant(end, instants)
    return [at + count * QUARTER for count in range(max(0, (until - at) // QUARTER))]


def _instant(wall: datetime, instants: Moments) -> datetime:
    """The first instant at which the clock shows it; if none does, as long after an hour before as there should be."""
    hour = timedelta(hours=1)
    return instants[wall] if wall in instants else instants[wall - hour] + hour


_CLOCKS: dict[str, tuple[Moments, Moments]] = {}


def _walls(where: ZoneInfo) -> tuple[Moments, Moments]:
    """What the clock on the wall shows at each quarter hour, and when it shows that for the first time."""
    if where.key not in _CLOCKS:
        moment = datetime.combine(FIRST - 5 * ONE, time(0), tzinfo=timezone.utc)
        walls: Moments = {}
        while moment.date() < LAST + 6 * ONE:
            walls[moment] = moment.astimezone(where).replace(tzinfo=None, fold=0)
            moment += QUARTER
        instants: Moments = {}
        for at, wall in walls.items():
            instants.setdefault(wall, at)
        _CLOCKS[where.key] = walls, instants
    return _CLOCKS[where.key]
