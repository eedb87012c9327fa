"""What a service's words tell, what a filter makes of it, the hours in the index, and which filter goes first."""

from __future__ import annotations

from datetime import date, datetime, time, timezone
from typing import Any

import pytest

from bot.directory.opening.schedule import Schedule
from bot.directory.searching.facts import Facts, Mark, Told, facts_of
from bot.directory.searching.filters import allows, said, without_one
from bot.directory.searching.query import Query
from bot.directory.searching.week import ANY, hours_at, together, week_of

LANGUAGE = Mark.ENGLISH


@pytest.mark.parametrize(
    ("told", "marks"),
    [
        ({"cost": "Free"}, Mark.FREE),
        ({"cost": "No charge"}, Mark.FREE),
        ({"cost": "Sliding fee scale"}, Mark.SLIDING),
        ({"cost": "$25 a month"}, Mark.PAID),
        ({"cost": "Gratis"}, Mark.FREE),
        ({"description": "Free and confidential HIV test"}, Mark.FREE),
        ({"description": "A drug-free, smoke-free house"}, Mark(0)),
        ({"description": "Free parking"}, Mark(0)),
        ({"description": "Wheelchair accessible"}, Mark.ACCESSIBLE),
        ({"description": "Not wheelchair accessible"}, Mark.INACCESSIBLE),
        ({"description": "Counseling over the phone"}, Mark.REMOTE),
        ({"eligibility": "Women 18 and older"}, Mark.WOMEN),
        ({"description": "Founded by women of the parish"}, Mark(0)),
        ({"eligibility": "Men"}, Mark.MEN),
        ({"eligibility": "Men and women"}, Mark.MEN | Mark.WOMEN),
        ({"description": "A shelter for women and their children"}, Mark.WOMEN | Mark.CHILDREN),
        ({"eligibility": "Single adult men only"}, Mark.MEN | Mark.NO_CHILDREN),
        ({"description": "Help regardless of immigration status"}, Mark.ANY_STATUS),
        ({"eligibility": "U.S. citizens"}, Mark.STATUS_ASKED),
        ({"placed": True}, Mark.IN_PERSON),
        ({"national": True}, Mark.REMOTE),
        ({"description": ""}, Mark(0)),
    ],
)
def test_facts(told: dict[str, Any], marks: Mark) -> None:
    assert facts_of(Told(**told)).marks == marks | LANGUAGE


@pytest.mark.parametrize(
    ("eligibility", "ages"),
    [
        ("Adults 18 and over", (18, None)),
        ("18+", (18, None)),
        ("Ages 13-17", (13, 17)),
        ("Youth 12 to 21 years", (12, 21)),
        ("Under 18", (None, 17)),
        ("Seniors", (60, None)),
        ("Open 24 hours", (None, None)),
        ("Within 30 days", (None, None)),
        ("Up to 90 days", (None, None)),
        ("", (None, None)),
    ],
)
def test_ages_in_words(eligibility: str, ages: tuple[Any, Any]) -> None:
    facts = facts_of(Told(eligibility=eligibility))
    assert (facts.youngest, facts.oldest) == ages


def test_columns_say_ages_before_words_do() -> None:
    facts = facts_of(Told(eligibility="Adults 18 and over", maximum_age=24))
    assert (facts.youngest, facts.oldest) == (None, 24) and facts.marks & Mark.YOUTH


@pytest.mark.parametrize(
    ("query", "facts", "fits", "met", "unknown"),
    [
        (Query("x", cost="free"), Facts(Mark.FREE), True, ("free",), ()),
        (Query("x", cost="free"), Facts(Mark.PAID), False, (), ("free",)),
        (Query("x", cost="free"), Facts(Mark.SLIDING), True, (), ("free",)),
        (Query("x", cost="sliding"), Facts(Mark.SLIDING), True, ("sliding",), ()),
        (Query("x", cost="free"), Facts(), True, (), ("free",)),
        (Query("x", serves=("women",)), Facts(Mark.MEN), False, (), ("for_women",)),
        (Query("x", serves=("women",)), Facts(Mark.MEN | Mark.WOMEN), True, ("for_women",), ()),
        (Query("x", way="remote"), Facts(Mark.IN_PERSON), False, (), ("remote",)),
        (Query("x", any_status=True), Facts(Mark.STATUS_ASKED), False, (), ("any_status",)),
        (Query("x", age=17), Facts(youngest=18), False, ("age",), ()),
        (Query("x", age=17), Facts(youngest=13, oldest=17), True, ("age",), ()),
        (Query("x", age=17), Facts(), True, (), ("age",)),
    ],
)
def test_filters(query: Query, facts: Facts, fits: bool, met: Any, unknown: Any) -> None:
    assert allows(query, facts) is fits
    assert said(query, facts) == (met, unknown)


def test_filters_are_given_up_in_a_stated_order() -> None:
    query = Query(
        "x", age=20, serves=("women", "children"), cost="free", accessible=True, any_status=True, way="remote",
        open_now=True,
    )  # fmt: skip
    order = []
    while (fewer := without_one(query)) is not None:
        query, code = fewer
        order.append(code)
    assert order == [
        "open_now", "remote", "free", "accessible", "any_status", "for_women", "for_children", "age",
    ]  # fmt: skip
    assert query == Query("x")


@pytest.mark.parametrize(
    ("rule", "hours"),
    [
        (Schedule((0,), time(9), time(17)), range(9, 17)),
        (Schedule((0,), time(9, 30), time(17, 15)), range(9, 18)),
        (Schedule((6,), time(22), time(1, 30)), [166, 167, 0, 1]),
        (Schedule((0,), time(0), time(23, 59)), range(24)),
        (Schedule((0,), time(0), time(0)), range(24)),
    ],
)
def test_weeks(rule: Schedule, hours: Any) -> None:
    week = week_of((rule,), 0)
    assert [hour for hour in range(168) if week[hour] == "1"] == sorted(hours)
    assert set(week) == {"0", "1"}


def test_weeks_are_never_surer_than_the_rules() -> None:
    summer = Schedule((0,), time(9), time(17), valid_from=date(2026, 6, 1))
    assert set(week_of((summer,), 0)) == {"1", "?"}
    assert week_of((Schedule(days=(0,)),), 0) == ""
    assert week_of((summer,), -1) == ANY
    assert together(["", "01" * 84]) == "?1" * 84
    assert together(["", ""]) == "" and together(["0" * 168, "?" * 168]) == "?" * 168


def test_the_hour_is_that_of_each_clock() -> None:
    assert set(hours_at(datetime(2026, 11, 23, 5))) == {6}
    new_york, chicago, *_ = hours_at(datetime(2026, 11, 23, 5, tzinfo=timezone.utc))
    assert (new_york, chicago) == (1, 168), "Monday's first hour, and Sunday's last"
