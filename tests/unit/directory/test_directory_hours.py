"""Open or closed, when that changes, and how it is said: days, nights, seasons and the change of clocks."""

from __future__ import annotations

from datetime import date, datetime, time, timezone
from typing import Any, Optional
from zoneinfo import ZoneInfo

import pytest

from bot.directory.opening.hours import Change, is_open, next_change
from bot.directory.opening.hours_text import describe
from bot.directory.opening.schedule import Schedule

MIAMI = ZoneInfo("America/New_York")
WEEK = tuple(range(7))
OFFICE = Schedule(days=(0, 1, 2, 3, 4), opens_at=time(9), closes_at=time(17))
SATURDAY = Schedule(days=(5,), opens_at=time(9, 30), closes_at=time(12))
NIGHT = Schedule(days=(4, 5), opens_at=time(20), closes_at=time(8))
ALWAYS = Schedule(days=WEEK, opens_at=time(0), closes_at=time(23, 59))
APPOINTMENT = Schedule(by_appointment=True)
SUMMER = Schedule(
    days=WEEK, opens_at=time(9), closes_at=time(17), valid_from=date(2026, 6, 1), valid_to=date(2026, 8, 31)
)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """2026; 23 November is a Monday."""
    return datetime(2026, month, day, hour, minute)


@pytest.mark.parametrize(
    ("schedules", "moment", "expected"),
    [
        ([OFFICE], at(23, 8, 59), False),
        ([OFFICE], at(23, 9), True),
        ([OFFICE], at(23, 16, 59), True),
        ([OFFICE], at(23, 17), False),
        ([OFFICE], at(28, 10), False),
        ([OFFICE, SATURDAY], at(28, 10), True),
        ([NIGHT], at(27, 20), True),
        ([NIGHT], at(28, 7, 59), True),
        ([NIGHT], at(28, 8), False),
        ([NIGHT], at(29, 3), True),
        ([NIGHT], at(27, 3), False),
        ([ALWAYS], at(26, 23, 59), True),
        ([SUMMER], at(10, 10, month=7), True),
        ([SUMMER], at(23, 10), None),
        ([APPOINTMENT], at(23, 10), None),
        ([], at(23, 10), None),
    ],
)
def test_is_open(schedules: list[Schedule], moment: datetime, expected: Optional[bool]) -> None:
    assert is_open(schedules, moment, MIAMI) is expected


def test_an_instant_is_read_in_the_zone_of_the_place() -> None:
    moment = datetime(2026, 11, 23, 14, 30, tzinfo=timezone.utc)
    assert is_open([OFFICE], moment, "America/New_York") is True
    assert is_open([OFFICE], moment, "America/Los_Angeles") is False


def test_a_numeric_offset_would_be_wrong_half_the_year() -> None:
    half_past_one: dict[str, Any] = {"hour": 13, "minute": 30, "tzinfo": timezone.utc}
    assert is_open([OFFICE], datetime(2026, 7, 6, **half_past_one), MIAMI) is True
    assert is_open([OFFICE], datetime(2026, 12, 7, **half_past_one), MIAMI) is False


def test_a_night_over_the_change_of_clocks_keeps_its_closing_time() -> None:
    night = Schedule(days=(5,), opens_at=time(20), closes_at=time(8))
    before, after = datetime(2026, 11, 1, 12, 59), datetime(2026, 11, 1, 13)  # clocks go back on 1 November
    assert is_open([night], before.replace(tzinfo=timezone.utc), MIAMI) is True
    assert is_open([night], after.replace(tzinfo=timezone.utc), MIAMI) is False


def test_without_a_zone_only_what_never_closes_is_known() -> None:
    assert is_open([ALWAYS], at(23, 3), None) is True
    assert is_open([OFFICE], at(23, 10), None) is None
    assert is_open([OFFICE], at(23, 10), "Not/A_Zone") is None


def test_next_change() -> None:
    monday_nine = datetime(2026, 11, 23, 14, tzinfo=timezone.utc)
    assert next_change([OFFICE], at(22, 12), MIAMI) == Change(monday_nine, opens=True)
    assert next_change([OFFICE], at(23, 10), MIAMI) == Change(monday_nine.replace(hour=22), opens=False)
    assert next_change([ALWAYS], at(23, 10), MIAMI) is None
    assert next_change([APPOINTMENT], at(23, 10), MIAMI) is None
    assert next_change([OFFICE], at(23, 10), None) is None


@pytest.mark.parametrize(
    ("schedules", "lang", "expected"),
    [
        ([OFFICE], "en", "Mon-Fri 9 am-5 pm"),
        ([OFFICE], "es", "lun-vie 9:00-17:00"),
        ([OFFICE, SATURDAY], "en", "Mon-Fri 9 am-5 pm; Sat 9:30 am-12 pm"),
        ([ALWAYS], "en", "24 hours"),
        ([ALWAYS], "es", "24 horas"),
        ([APPOINTMENT], "en", "by appointment"),
        ([OFFICE, APPOINTMENT], "es", "lun-vie 9:00-17:00; con cita"),
        ([NIGHT], "en", "Fri, Sat 8 pm-8 am"),
        ([ALWAYS], "ht", "24 è"),
        ([OFFICE], "ht", "len-van 09:00-17:00"),
        ([OFFICE], "fr", "lun-ven 09:00-17:00"),
        ([OFFICE], "xx", "Mon-Fri 9 am-5 pm"),
        ([], "en", ""),
    ],
)
def test_describe(schedules: list[Schedule], lang: str, expected: str) -> None:
    assert describe(schedules, lang) == expected


@pytest.mark.parametrize("lang", ["en", "es", "fr", "pt", "ht", "zh", "vi", "ko", "tl", "ru", "ar", "hi"])
def test_every_language_says_hours_without_code(lang: str) -> None:
    said = describe([OFFICE, APPOINTMENT], lang)
    assert said and "\u202f" not in said and "duration" not in said


def test_two_spans_a_day_are_in_order() -> None:
    afternoon = Schedule(days=(0,), opens_at=time(13), closes_at=time(17))
    morning = Schedule(days=(0,), opens_at=time(10), closes_at=time(12))
    assert describe([afternoon, morning], "en") == "Mon 10 am-12 pm, 1 pm-5 pm"


def test_rules_that_do_not_hold_are_left_out() -> None:
    assert describe([SUMMER], "en", on=date(2026, 11, 23)) == ""
