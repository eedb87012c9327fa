"""Open now against brute force: two years, quarter hour by quarter hour, in seven zones, for any rules."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.directory.opening.hours import is_open, next_change
from tests.unit.directory.opening_oracle import COUNTRIES, FIRST, LAST, ONE, QUARTER, Row, answers

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EVERY = ",".join(CODES)
NINE, FIVE = time(9), time(17)
ZONES = sorted(COUNTRIES)


def row(freq: str = "WEEKLY", opens: time = NINE, closes: time = FIVE, **said: Any) -> Row:
    return Row({"freq": freq, "opens_at": opens, "closes_at": closes, **said})


def exception(first: date, days: int, **said: Any) -> Row:
    return Row({"exception": True, "valid_from": first, "valid_to": first + (days - 1) * ONE, **said})


BUSY = (
    row(byday="MO,TU,WE,TH,FR"),
    row(byday="TU", opens=time(18), closes=time(20)),
    row(byday="FR,SA", opens=time(20), closes=time(8)),
    row(byday="SU", opens=time(1, 30), closes=time(2, 30)),
    row(byday="SU", interval=2, dtstart=date(2026, 1, 4), wkst="SU", opens=time(10), closes=time(12)),
    row("MONTHLY", byday="1SA,-1SA", opens=time(9), closes=time(12)),
    row("MONTHLY", bymonthday="-1", opens=time(22), closes=time(23, 59)),
    exception(date(2026, 12, 21), 14, opens_at=time(10), closes_at=time(14)),
    exception(date(2026, 12, 25), 1),
    exception(date(2026, 11, 26), 1, opens_at=time(11), closes_at=time(13)),
)
ALWAYS = (row(byday=EVERY, opens=time(0), closes=time(23, 59)),)

# In the hour that is there twice, in the one that is not, and up to it; nothing else is open beside them.
SMALL_HOURS = (
    row(byday="SU", opens=time(1, 30), closes=time(2, 30)),
    row(byday="SU", opens=time(2, 45), closes=time(3, 30)),
    row(byday="SA", opens=time(22), closes=time(1)),
)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("rows", [BUSY, ALWAYS, SMALL_HOURS], ids=["busy", "always", "small hours"])
def test_every_quarter_hour_of_two_years(rows: tuple[Row, ...], zone: str) -> None:
    rules = tuple(one.rule for one in rows)
    wrong = [at for at, expected in answers(rows, zone).items() if is_open(rules, at, zone) is not expected]
    assert wrong == []


quarters = some.integers(0, 95).map(lambda count: time(count // 4, count % 4 * 15))
days = some.integers(0, (LAST - FIRST).days).map(lambda count: FIRST + count * ONE)
codes = some.lists(some.sampled_from(CODES), min_size=1, max_size=7, unique=True).map(",".join)
nths = some.lists(
    some.tuples(some.sampled_from([1, 2, 3, 4, 5, -1, -2, -5]), some.sampled_from(CODES)), min_size=1, max_size=3
).map(lambda parts: ",".join(f"{n}{code}" for n, code in parts))
month_days = some.lists(some.sampled_from([*range(1, 32), *range(-31, 0)]), min_size=1, max_size=4).map(
    lambda parts: ",".join(map(str, parts))
)
spans = some.one_of(
    some.fixed_dictionaries({"opens_at": quarters, "closes_at": quarters}),
    some.just({"opens_at": time(0), "closes_at": time(23, 59)}),
    some.just({"opens_at": time(0), "closes_at": time(0)}),
    some.just({"opens_at": time(20), "closes_at": time(8)}),
)
notes = some.sampled_from([None, None, "Closed on federal holidays.", "Open 365 days a year"])


def repeating(freq: str, **columns: Any) -> some.SearchStrategy[dict[str, Any]]:
    return some.fixed_dictionaries({"freq": some.just(freq), "description": notes, **columns})


starts = days.map(lambda day: day - 200 * ONE)
recurrences = some.one_of(
    repeating("WEEKLY", byday=codes),
    repeating("WEEKLY", byday=some.just(EVERY)),
    repeating("WEEKLY", byday=codes, interval=some.integers(2, 5), dtstart=starts, wkst=some.sampled_from(CODES)),
    repeating("DAILY", interval=some.integers(2, 9), dtstart=starts),
    repeating("DAILY", byday=codes),
    repeating("MONTHLY", byday=nths),
    repeating("MONTHLY", bymonthday=month_days),
    repeating("MONTHLY", byday=codes, bymonthday=month_days),
    repeating("MONTHLY", byday=nths, interval=some.integers(2, 4), dtstart=starts),
    repeating("MONTHLY", dtstart=starts),
    repeating("YEARLY", dtstart=starts),
)
bounds: some.SearchStrategy[dict[str, Any]] = some.one_of(
    some.just({}),
    days.map(lambda day: {"valid_from": day}),
    days.map(lambda day: {"until": day}),
    days.map(lambda day: {"valid_from": day, "valid_to": day + 60 * ONE}),
)
regular = some.tuples(recurrences, spans, bounds).map(lambda parts: Row({**parts[0], **parts[1], **parts[2]}))
exceptional = some.tuples(days, some.sampled_from([1, 1, 2, 3, 4, 9]), some.one_of(some.just({}), spans)).map(
    lambda parts: exception(parts[0], parts[1], **parts[2])
)


def _lasting(one: Row) -> bool:
    """Not a regular row that its own dates make an exception of."""
    return one.rule.exception_days is None


tables = some.tuples(
    some.lists(regular.filter(_lasting), min_size=1, max_size=4), some.lists(exceptional, max_size=3)
).map(lambda parts: (*parts[0], *parts[1]))


def _moments(rows: tuple[Row, ...], drawn: list[date]) -> list[datetime]:
    """Quarter hours about the drawn days, the changes of clocks, the exceptions, and holidays of several countries."""
    marked = [date(2026, 3, 8), date(2026, 11, 1), date(2027, 3, 28), date(2027, 10, 31), date(2026, 11, 26)]
    marked += [date(2026, 12, 25), date(2027, 1, 6), date(2027, 8, 15)]
    marked += [one.said["valid_from"] for one in rows if one.exception]
    begins = [datetime.combine(day - ONE, time(0), tzinfo=timezone.utc) for day in [*drawn, *marked]]
    return [start + count * QUARTER for start in begins for count in range(3 * 96)]


@settings(deadline=None, derandomize=True, max_examples=60)
@given(rows=tables, zone=some.sampled_from(ZONES), drawn=some.lists(days, min_size=3, max_size=3))
def test_any_rules(rows: tuple[Row, ...], zone: str, drawn: list[date]) -> None:
    expected = answers(rows, zone)
    rules = tuple(one.rule for one in rows)
    for at in _moments(rows, drawn):
        if at in expected:
            assert is_open(rules, at, zone) is expected[at], at


@settings(deadline=None, derandomize=True, max_examples=60)
@given(rows=tables, zone=some.sampled_from(ZONES), drawn=some.lists(days, min_size=5, max_size=5))
def test_the_next_change_is_the_first_quarter_hour_that_is_otherwise(
    rows: tuple[Row, ...], zone: str, drawn: list[date]
) -> None:
    expected = answers(rows, zone)
    rules = tuple(one.rule for one in rows)
    for day in drawn:
        at = datetime.combine(day, time(14, 30), tzinfo=timezone.utc)
        if at + timedelta(days=64) not in expected or at not in expected:
            continue
        change = next_change(rules, at, zone)
        now = expected[at] is True
        moments = (at + count * QUARTER for count in range(1, 64 * 96))
        first = next((moment for moment in moments if (expected[moment] is True) != now), None)
        if change is not None:
            assert (change.at, change.opens) == (first, not now)
        else:
            assert first is None or first - at > timedelta(days=60)
