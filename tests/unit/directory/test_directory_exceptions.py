"""Days that are not like others: exceptions, public holidays, and rules of the service, of the place, of both."""

from __future__ import annotations

from datetime import date, datetime, time, timezone
from typing import Any, Optional
from zoneinfo import ZoneInfo

import pytest

from bot.directory.opening.hours import Change, Status, in_force, is_open, next_change, status
from bot.directory.opening.notes import OnHolidays, on_holidays
from bot.directory.opening.public_holidays import country_of, is_public_holiday
from bot.directory.opening.schedule import Schedule, layered

MIAMI = ZoneInfo("America/New_York")
WEEK = tuple(range(7))
THANKSGIVING = date(2026, 11, 26)


def rule(days: tuple[int, ...] = WEEK, opens: int = 9, closes: int = 17, **more: Any) -> Schedule:
    return Schedule(days, time(opens), time(closes % 24), **more)


def shut(first: date, last: Optional[date] = None, **more: Any) -> Schedule:
    return Schedule(WEEK, valid_from=first, valid_to=last or first, **more)


def special(opens: int, closes: int, first: date, last: Optional[date] = None, **more: Any) -> Schedule:
    return rule(more.pop("days", WEEK), opens, closes, valid_from=first, valid_to=last or first, **more)


def at(day: int, hour: int, month: int = 11) -> datetime:
    """2026; 23 November is a Monday, the 26th is Thanksgiving."""
    return datetime(2026, month, day, hour)


OFFICE = rule((0, 1, 2, 3, 4))
ALWAYS = rule(WEEK, 0, 24)
NIGHT = rule((2, 3), 20, 8)
SHUT = "Closed on federal holidays."
SEVEN_DAYS = "Open 365 days a year"


@pytest.mark.parametrize(
    ("schedules", "moment", "expected", "holiday"),
    [
        ([OFFICE], at(26, 10), None, True),
        ([OFFICE], at(26, 18), False, True),
        ([OFFICE], at(25, 10), True, False),
        ([ALWAYS], at(26, 10), True, False),
        ([rule(note=SHUT)], at(26, 10), False, True),
        ([rule(note=SHUT)], at(25, 10), True, False),
        ([rule(WEEK, 0, 24, note=SHUT)], at(26, 10), False, True),
        ([OFFICE, Schedule(note=SHUT)], at(26, 10), False, True),
        ([ALWAYS, rule((0,), note=SHUT)], at(26, 10), True, False),
        ([rule(note=SEVEN_DAYS)], at(26, 10), True, False),
        ([rule(note=SEVEN_DAYS + " except holidays")], at(26, 10), None, True),
        ([NIGHT], at(26, 3), True, True),
        ([NIGHT], at(26, 21), None, True),
        ([NIGHT], at(27, 3), None, False),
        ([OFFICE, special(10, 12, THANKSGIVING)], at(26, 11), True, False),
        ([OFFICE, special(10, 12, THANKSGIVING)], at(26, 13), False, False),
        ([OFFICE, shut(THANKSGIVING)], at(26, 11), False, False),
        ([OFFICE, special(10, 12, date(2026, 11, 23), date(2026, 11, 29))], at(26, 11), None, True),
    ],
)
def test_a_public_holiday(schedules: list[Schedule], moment: datetime, expected: Optional[bool], holiday: bool) -> None:
    assert status(schedules, moment, MIAMI) == Status(expected, moment.date(), holiday)


@pytest.mark.parametrize(
    ("schedules", "moment", "expected"),
    [
        ([OFFICE, shut(date(2026, 11, 23))], at(23, 10), False),
        ([OFFICE, shut(date(2026, 11, 23), note="Closed for training")], at(23, 10), False),
        ([OFFICE, shut(date(2026, 11, 23), note="Call us that day")], at(23, 10), None),
        ([OFFICE, shut(date(2026, 11, 23))], at(24, 10), True),
        ([OFFICE, special(10, 12, date(2026, 11, 28))], at(28, 11), True),
        ([OFFICE, special(20, 23, date(2026, 11, 23))], at(23, 10), False),
        ([OFFICE, special(8, 20, date(2026, 11, 16), date(2026, 11, 24)), shut(date(2026, 11, 23))], at(23, 10), False),
        ([OFFICE, special(8, 20, date(2026, 11, 16), date(2026, 11, 24)), shut(date(2026, 11, 23))], at(24, 19), True),
        ([OFFICE, special(8, 20, date(2026, 11, 16), date(2026, 11, 24), days=(0,))], at(24, 10), None),
        ([OFFICE, special(8, 20, date(2026, 11, 16), date(2026, 11, 24), days=(0,))], at(24, 19), False),
        ([NIGHT, shut(date(2026, 11, 19))], at(19, 3), True),
        ([NIGHT, shut(date(2026, 11, 18))], at(19, 3), False),
        ([special(20, 8, date(2026, 11, 18))], at(19, 3), True),
        ([OFFICE, rule((5,), 9, 12, valid_from=date(2026, 6, 1), valid_to=date(2026, 12, 31))], at(23, 10), True),
        ([OFFICE, Schedule((), time(9), time(12))], at(28, 10), None),
        ([OFFICE, Schedule((), time(9), time(12))], at(28, 13), False),
        ([OFFICE, Schedule((5,), time(9), None)], at(28, 10), None),
        ([OFFICE, Schedule((5,), note="Closed")], at(28, 10), False),
        ([OFFICE, Schedule((5,), by_appointment=True)], at(28, 10), False),
    ],
)
def test_an_exception(schedules: list[Schedule], moment: datetime, expected: Optional[bool]) -> None:
    assert is_open(schedules, moment, MIAMI) is expected


def test_without_a_zone_what_has_exceptions_or_holidays_is_not_known_to_be_open() -> None:
    assert is_open([ALWAYS, shut(THANKSGIVING)], at(25, 23), None) is None
    assert is_open([ALWAYS, shut(THANKSGIVING)], at(20, 23), None) is True
    assert is_open([rule(WEEK, 0, 24, note=SHUT)], at(20, 23), None) is None


def test_next_change_leaps_over_doubt_and_closed_days() -> None:
    friday_nine = datetime(2026, 11, 27, 14, tzinfo=timezone.utc)
    assert next_change([OFFICE], at(25, 18), MIAMI) == Change(friday_nine, opens=True)
    assert next_change([OFFICE], at(26, 10), MIAMI) == Change(friday_nine, opens=True)
    shut_too = [OFFICE, shut(date(2026, 11, 27), date(2026, 12, 9))]
    assert next_change(shut_too, at(25, 18), MIAMI) == Change(datetime(2026, 12, 10, 14, tzinfo=timezone.utc), True)


def test_next_change_joins_spans_that_touch() -> None:
    night = [rule((0,), 20, 8), rule((1,), 8, 12)]
    assert next_change(night, at(23, 22), MIAMI) == Change(datetime(2026, 11, 24, 17, tzinfo=timezone.utc), False)


BUILDING, DESK, SERVICE = rule((0,), 6, 22), rule((0,), 10, 11), rule((0,), 9, 17)


@pytest.mark.parametrize(
    ("layers", "hour", "expected"),
    [
        (((DESK,), (SERVICE,), (BUILDING,)), 12, False),
        (((), (SERVICE,), (BUILDING,)), 12, True),
        (((), (SERVICE,), (BUILDING,)), 20, False),
        (((), (), (BUILDING,)), 20, True),
        (((), (SERVICE,), (BUILDING, shut(date(2026, 11, 23)))), 12, False),
        (((special(12, 13, date(2026, 11, 23)),), (SERVICE,), (shut(date(2026, 11, 23)),)), 12, True),
        (((Schedule(note="Ring the bell"),), (SERVICE,), ()), 12, True),
        (((), (), ()), 12, None),
    ],
)
def test_layers(layers: tuple[tuple[Schedule, ...], ...], hour: int, expected: Optional[bool]) -> None:
    assert is_open(layered(*layers), at(23, hour), MIAMI) is expected


def test_a_place_that_is_closed_on_holidays_closes_its_services() -> None:
    thursdays = (rule((3,)),)
    assert is_open(layered((), thursdays, (Schedule(note=SHUT),)), at(26, 12), MIAMI) is False


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Closed on federal holidays.", OnHolidays.CLOSED),
        ("closed weekends and Holidays", OnHolidays.CLOSED),
        ("Mon-Fri 9-5 except holidays", OnHolidays.CLOSED),
        ("The service is not available on public holidays.", OnHolidays.CLOSED),
        ("No tours will be held on holidays.", OnHolidays.CLOSED),
        ("Holidays: closed", OnHolidays.CLOSED),
        ("Federal holidays observed", OnHolidays.CLOSED),
        ("Cerrado los días feriados", OnHolidays.CLOSED),
        ("No abre los días festivos", OnHolidays.CLOSED),
        ("24 hours a day, 7 days a week, including holidays", OnHolidays.OPEN),
        ("evenings, weekends, and holidays included", OnHolidays.OPEN),
        ("Open weekends and holidays", OnHolidays.OPEN),
        ("365 days a year", OnHolidays.OPEN),
        ("Abierto incluso los días feriados", OnHolidays.OPEN),
        ("Open 365 days a year except holidays", OnHolidays.UNSAID),
        ("1:00pm-5:00pm, Sat, Sun, and Holidays", OnHolidays.UNSAID),
        ("Open holidays 10-2", OnHolidays.UNSAID),
        ("Open on holidays by appointment", OnHolidays.UNSAID),
        ("Never closed on holidays", OnHolidays.UNSAID),
        ("Closed Sundays. Ask about our holiday toys.", OnHolidays.UNSAID),
        ("Holiday hours vary", OnHolidays.UNSAID),
        (None, OnHolidays.UNSAID),
    ],
)
def test_what_a_text_says_of_holidays(note: Optional[str], expected: OnHolidays) -> None:
    assert on_holidays(note) is expected


@pytest.mark.parametrize(
    ("name", "country"),
    [("America/Chicago", "US"), ("US/Eastern", "US"), ("America/Puerto_Rico", "PR"), ("Europe/London", "GB"),
     ("UTC", None)],
)  # fmt: skip
def test_the_country_of_a_zone(name: str, country: Optional[str]) -> None:
    assert country_of(name) == country


@pytest.mark.parametrize(
    ("day", "zone", "expected"),
    [
        (THANKSGIVING, "America/New_York", True),
        (THANKSGIVING, "Europe/London", False),
        (date(2026, 7, 3), "America/New_York", True),  # the fourth is a Saturday
        (date(2026, 11, 27), "America/New_York", False),
        (date(2026, 1, 6), "America/Puerto_Rico", True),
        (date(2026, 11, 26), "UTC", False),
    ],
)
def test_public_holidays(day: date, zone: str, expected: bool) -> None:
    assert is_public_holiday(day, zone) is expected


def test_exceptions_of_the_week_to_come_are_shown() -> None:
    closed = shut(THANKSGIVING)
    assert in_force([OFFICE, closed], date(2026, 11, 20)) == (OFFICE, closed)
    assert in_force([OFFICE, closed], date(2026, 11, 10)) == (OFFICE,)
    assert in_force([OFFICE, closed], date(2026, 11, 27)) == (OFFICE,)
