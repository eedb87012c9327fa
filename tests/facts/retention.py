"""Facts about retention: what a grant keeps, until when a conversation stays, and the figures that people are told."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import datetime, timedelta, timezone
from typing import Any, Optional

import pytest

from bot.consent.rules import Act, Entry, Scope
from tests.mutants import Fact

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)


def granted(scope: Scope, until: Optional[timedelta] = None, subject: str = "", act: Act = Act.GRANTED) -> Entry:
    """A grant (or its withdrawal) of a day ago that ends ``until`` after NOW."""
    return Entry(scope, act, NOW - DAY, subject, until=NOW + until if until is not None else None)


OTHERS = [granted(scope, 300 * DAY) for scope in Scope if scope is not Scope.KEEP]
OTHERS_FOR_GOOD = [granted(scope) for scope in Scope if scope is not Scope.KEEP]


def half_a_day_and_a_month_where_the_programme_says_nothing(rules: Any) -> None:
    assert rules.Policy() == rules.Policy(12 * HOUR, 30 * DAY)
    assert (rules.IDLE_HOURS, rules.RECORD_DAYS) == ((1, 48), (7, 90))


def people_are_told_the_figures_in_use(rules: Any) -> None:
    assert rules.Policy().told == {"days": 30, "hours": 12}
    told = rules.Policy(36 * HOUR, 7 * DAY).told
    assert told == {"days": 7, "hours": 36} and isinstance(told["hours"], int)
    assert rules.Policy(2 * HOUR - SECOND).told["hours"] == 1, "more was told than is kept"


def a_policy_cannot_be_changed(rules: Any) -> None:
    policy = rules.Policy()
    with pytest.raises(FrozenInstanceError):
        policy.record = 400 * DAY


def only_a_standing_grant_to_keep_keeps(rules: Any) -> None:
    keep = granted(Scope.KEEP)
    assert rules.kept([keep], NOW) and rules.kept([*OTHERS, keep], NOW)
    assert rules.kept([granted(Scope.KEEP, SECOND)], NOW)
    assert not rules.kept([], NOW) and not rules.kept(OTHERS, NOW) and not rules.kept(OTHERS_FOR_GOOD, NOW)
    assert not rules.kept([granted(Scope.KEEP, 0 * DAY)], NOW), "it ended"
    assert not rules.kept([keep, granted(Scope.KEEP, act=Act.WITHDRAWN)], NOW), "it was taken back"
    assert not rules.kept([granted(Scope.KEEP, act=Act.ASKED)], NOW), "it was only asked for"


def a_conversation_stays_a_month_or_as_long_as_a_grant_keeps_it(rules: Any) -> None:
    policy = rules.Policy(record=30 * DAY)
    for until, stays in ((DAY, 30 * DAY), (30 * DAY, 30 * DAY), (31 * DAY, 31 * DAY), (-DAY, 30 * DAY)):
        found = rules.record_until([*OTHERS, granted(Scope.KEEP, until)], NOW, policy)
        assert found == NOW + stays, until
    assert rules.record_until([], NOW, policy) == NOW + 30 * DAY
    assert rules.record_until([], NOW, rules.Policy(record=7 * DAY)) == NOW + 7 * DAY
    assert rules.record_until(OTHERS, NOW, policy) == NOW + 30 * DAY, "another permission kept it"
    assert rules.record_until(OTHERS_FOR_GOOD, NOW, policy) == NOW + 30 * DAY, "another permission kept it"


def kept_until_erased_has_no_date(rules: Any) -> None:
    policy = rules.Policy()
    assert rules.record_until([*OTHERS, granted(Scope.KEEP)], NOW, policy) is None
    assert rules.record_until([granted(Scope.KEEP), granted(Scope.KEEP, 40 * DAY)], NOW, policy) == NOW + 40 * DAY


FACTS: tuple[Fact, ...] = (
    half_a_day_and_a_month_where_the_programme_says_nothing,
    people_are_told_the_figures_in_use,
    a_policy_cannot_be_changed,
    only_a_standing_grant_to_keep_keeps,
    a_conversation_stays_a_month_or_as_long_as_a_grant_keeps_it,
    kept_until_erased_has_no_date,
)
