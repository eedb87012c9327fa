"""Facts about the consent rules: what stands, for what, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import FrozenInstanceError
from datetime import datetime, timedelta, timezone
from itertools import product
from typing import Any, Optional

import pytest

from tests.mutants import Fact

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
WHEN_A_PERMISSION_STANDS: tuple[tuple[str, str], ...] = (
    ("", "NEVER_GIVEN"),
    ("TOLD", "NEVER_GIVEN"),
    ("ASKED", "NEVER_GIVEN"),  # a refusal leaves nothing more than this
    ("ASKED ASKED", "NEVER_GIVEN"),
    ("ASKED GRANTED", "ALLOWED"),
    ("ASKED GRANTED ASKED", "ALLOWED"),  # being asked again takes nothing back
    ("ASKED GRANTED TOLD", "ALLOWED"),
    ("ASKED GRANTED WITHDRAWN", "WITHDRAWN"),
    ("GRANTED WITHDRAWN ASKED", "WITHDRAWN"),
    ("GRANTED WITHDRAWN GRANTED", "ALLOWED"),
    ("WITHDRAWN", "WITHDRAWN"),
)
# Purpose, the end that was said, and when it ends. A release ends after 30 days where nothing was said, after 90 at
# the latest (VAWA, 34 U.S.C. 12291(b)(2)(B)(ii): "reasonably time-limited").
WHEN_A_GRANT_ENDS: tuple[tuple[str, Optional[timedelta], Optional[timedelta]], ...] = (
    ("KEEP", DAY, DAY),
    ("KEEP", None, None),
    ("CONTACT", 400 * DAY, 400 * DAY),
    ("SHARE", DAY, DAY),
    ("SHARE", None, 30 * DAY),
    ("SHARE", 31 * DAY, 31 * DAY),
    ("SHARE", 400 * DAY, 90 * DAY),
)


def line(rules: Any, act: Any, scope: Any = None, **limits: Any) -> Any:
    """A line of the ledger; by default about the questions, now."""
    return rules.Entry(scope or rules.Scope.QUESTIONS, act, limits.pop("at", NOW), **limits)


def verdict(rules: Any, acts: Sequence[Any]) -> Any:
    """What the rules say after these acts on the questions."""
    return rules.may([line(rules, act) for act in acts], NOW, rules.Scope.QUESTIONS)


def the_last_grant_or_withdrawal_decides(rules: Any) -> None:
    for words, expected in WHEN_A_PERMISSION_STANDS:
        acts = [rules.Act[word] for word in words.split()]
        assert verdict(rules, acts) is rules.Verdict[expected], words
        stands = rules.standing([line(rules, act) for act in acts], NOW)
        assert [entry.act.name for entry in stands] == ["GRANTED"] * (expected == "ALLOWED"), words


def withdrawing_always_ends_it_and_telling_and_asking_change_nothing(rules: Any) -> None:
    for acts in (acts for length in range(4) for acts in product(rules.Act, repeat=length)):
        assert verdict(rules, [*acts, rules.Act.WITHDRAWN]) is rules.Verdict.WITHDRAWN, acts
        for said in (rules.Act.TOLD, rules.Act.ASKED):
            assert verdict(rules, [*acts, said]) is verdict(rules, acts), (acts, said)


def a_grant_is_for_its_purpose_and_subject_only(rules: Any) -> None:
    may, Scope, Verdict = rules.may, rules.Scope, rules.Verdict
    given = [line(rules, rules.Act.GRANTED, Scope.TOPIC, subject="sleep")]
    assert may(given, NOW, Scope.TOPIC, "sleep") is Verdict.ALLOWED
    assert may(given, NOW, Scope.TOPIC, "money") is Verdict.NEVER_GIVEN
    assert may(given, NOW, Scope.TOPIC) is Verdict.NEVER_GIVEN
    assert may(given, NOW, Scope.KEEP, "sleep") is Verdict.NEVER_GIVEN
    for scope, other in product(Scope, repeat=2):
        found = may([line(rules, rules.Act.GRANTED, scope)], NOW, other)
        assert found is (Verdict.ALLOWED if scope is other else Verdict.NEVER_GIVEN), (scope, other)


def withdrawing_one_subject_leaves_the_other(rules: Any) -> None:
    may, Act, Scope = rules.may, rules.Act, rules.Scope
    told = [line(rules, Act.GRANTED, Scope.TOPIC, subject=one) for one in ("sleep", "money")]
    told.append(line(rules, Act.GRANTED, Scope.SHARE, subject="sleep"))
    told.append(line(rules, Act.WITHDRAWN, Scope.TOPIC, subject="sleep"))
    assert may(told, NOW, Scope.TOPIC, "sleep") is rules.Verdict.WITHDRAWN
    assert may(told, NOW, Scope.TOPIC, "money") is rules.Verdict.ALLOWED
    assert rules.standing(told, NOW) == told[1:3]


def only_named_fields_are_allowed(rules: Any) -> None:
    may, share = rules.may, rules.Scope.SHARE
    release = [line(rules, rules.Act.GRANTED, share, subject="org_1", fields=frozenset({"phone"}))]
    assert may(release, NOW, share, "org_1", "phone") is rules.Verdict.ALLOWED
    assert may(release, NOW, share, "org_1", "name") is rules.Verdict.NOT_THIS_FIELD
    assert may(release, NOW, share, "org_1", "") is rules.Verdict.NOT_THIS_FIELD
    assert may(release, NOW, share, "org_1") is rules.Verdict.ALLOWED
    assert may(release, NOW, share, "org_2", "phone") is rules.Verdict.NEVER_GIVEN
    nothing_named = [line(rules, rules.Act.GRANTED, share)]
    assert may(nothing_named, NOW, share, "", "phone") is rules.Verdict.NOT_THIS_FIELD


def a_grant_ends_when_it_was_said_and_a_release_at_the_latest_after_ninety_days(rules: Any) -> None:
    for name, said, expected in WHEN_A_GRANT_ENDS:
        scope = rules.Scope[name]
        told = [line(rules, rules.Act.GRANTED, scope, until=said and NOW + said)]
        assert told[0].ends == (expected and NOW + expected), (name, said)
        before = NOW + (expected - SECOND if expected else 4000 * DAY)
        assert rules.may(told, before, scope) is rules.Verdict.ALLOWED, (name, said)
        assert rules.standing(told, before) == told, (name, said)
        for after in (expected, expected + DAY) if expected else ():
            assert rules.may(told, NOW + after, scope) is rules.Verdict.EXPIRED, (name, said)
            assert rules.standing(told, NOW + after) == [], (name, said)


def a_release_is_thirty_days_and_never_more_than_ninety(rules: Any) -> None:
    assert (rules.RELEASE_DAYS, rules.LONGEST_RELEASE) == (30 * DAY, 90 * DAY)


def what_stands_is_in_the_order_in_which_it_was_given(rules: Any) -> None:
    topics = [line(rules, rules.Act.GRANTED, rules.Scope.TOPIC, subject=one) for one in ("sleep", "money", "sleep")]
    assert [entry.subject for entry in rules.standing(topics, NOW)] == ["money", "sleep"]


def a_new_grant_takes_the_place_of_the_one_before(rules: Any) -> None:
    keep = [line(rules, rules.Act.GRANTED, rules.Scope.KEEP, until=NOW + days * DAY) for days in (30, 1)]
    assert rules.standing(keep, NOW) == keep[1:]
    assert rules.may(keep, NOW + DAY, rules.Scope.KEEP) is rules.Verdict.EXPIRED, "the longer one before came back"


def a_line_of_the_ledger_says_nothing_by_itself_and_cannot_be_changed(rules: Any) -> None:
    told = line(rules, rules.Act.GRANTED)
    assert (told.subject, told.fields, told.until, told.ends) == ("", frozenset(), None, None)
    with pytest.raises(FrozenInstanceError):
        told.until = NOW


def a_place_told_before_the_questions_were_taken_back_is_searched_for_no_more(rules: Any) -> None:
    purpose, verdicts = rules.Purpose, rules.Verdict
    told = [line(rules, rules.Act.ASKED, at=NOW - DAY), line(rules, rules.Act.GRANTED, at=NOW - DAY)]
    back = [*told, line(rules, rules.Act.WITHDRAWN)]
    other = [*told, line(rules, rules.Act.WITHDRAWN, rules.Scope.KEEP)]
    for ledger, at, expected in (
        ([], NOW, verdicts.ALLOWED),  # told unasked, or after a no
        (told, NOW, verdicts.ALLOWED),
        (told, NOW - 2 * DAY, verdicts.ALLOWED),  # being asked and saying yes since took nothing back
        (back, NOW - SECOND, verdicts.WITHDRAWN),
        (back, NOW, verdicts.WITHDRAWN),
        (back, NOW + SECOND, verdicts.ALLOWED),  # told again since
        ([*back, line(rules, rules.Act.GRANTED, at=NOW + DAY)], NOW - SECOND, verdicts.WITHDRAWN),
        (other, NOW - SECOND, verdicts.ALLOWED),
    ):
        assert rules.may_read(ledger, purpose.SEARCH, at) is expected
        for own in (purpose.REPLY, purpose.COPY, purpose.REDACTION):  # their own words back to them, and hiding them
            assert rules.may_read(ledger, own, at) is verdicts.ALLOWED


FACTS: tuple[Fact, ...] = (
    the_last_grant_or_withdrawal_decides,
    withdrawing_always_ends_it_and_telling_and_asking_change_nothing,
    a_grant_is_for_its_purpose_and_subject_only,
    withdrawing_one_subject_leaves_the_other,
    only_named_fields_are_allowed,
    a_grant_ends_when_it_was_said_and_a_release_at_the_latest_after_ninety_days,
    a_release_is_thirty_days_and_never_more_than_ninety,
    what_stands_is_in_the_order_in_which_it_was_given,
    a_new_grant_takes_the_place_of_the_one_before,
    a_line_of_the_ledger_says_nothing_by_itself_and_cannot_be_changed,
    a_place_told_before_the_questions_were_taken_back_is_searched_for_no_more,
)
