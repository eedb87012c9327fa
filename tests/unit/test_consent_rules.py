"""Consent: only a grant that was neither withdrawn nor ended stands, and only for what it names."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.consent import rules
from bot.consent import service as ledger
from bot.consent.rules import Act, Entry, Scope, Verdict, may, standing
from bot.consent.service import Shown
from bot.conversation import service as conversations
from tests.facts import consent as facts
from tests.facts.consent import DAY, NOW, line, verdict
from tests.mutants import Fact

ACTS = some.lists(some.sampled_from(Act), max_size=8)


@pytest.mark.parametrize("fact", facts.FACTS, ids=lambda fact: fact.__name__)
def test_the_rules(fact: Fact) -> None:
    fact(rules)


@given(ACTS)
def test_withdrawing_always_ends_it(acts: list[Act]) -> None:
    assert verdict(rules, [*acts, Act.WITHDRAWN]) is Verdict.WITHDRAWN


@given(ACTS, some.lists(some.sampled_from((Act.TOLD, Act.ASKED))))
def test_telling_and_asking_change_nothing(acts: list[Act], said: list[Act]) -> None:
    assert verdict(rules, [*acts, *said]) is verdict(rules, acts)


FIELDS = ("phone", "name", "need")
FIELD, ORGANIZATION = some.sampled_from(FIELDS), some.sampled_from(("org_1", "org_2"))


class Releases(RuleBasedStateMachine):
    """Grant, withdraw, let time pass and send, in any order: no field goes out without a live grant that names it."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.told: list[Entry] = []
        self.live: dict[str, tuple[frozenset[str], datetime]] = {}  # the same, kept by hand
        self.sent: list[tuple[str, str]] = []

    @rule(
        to=ORGANIZATION,
        fields=some.frozensets(FIELD),
        days=some.integers(0, 120),
    )
    def grant(self, to: str, fields: frozenset[str], days: int) -> None:
        until = self.now + days * DAY
        self.told.append(line(rules, Act.GRANTED, Scope.SHARE, subject=to, fields=fields, until=until, at=self.now))
        self.live[to] = (fields, min(until, self.now + 90 * DAY))

    @rule(to=ORGANIZATION)
    def ask_again(self, to: str) -> None:
        self.told.append(line(rules, Act.ASKED, Scope.SHARE, subject=to, at=self.now))

    @rule(to=ORGANIZATION)
    def withdraw(self, to: str) -> None:
        self.told.append(line(rules, Act.WITHDRAWN, Scope.SHARE, subject=to, at=self.now))
        self.live.pop(to, None)

    @rule(scope=some.sampled_from([scope for scope in Scope if scope is not Scope.SHARE]))
    def grant_something_else(self, scope: Scope) -> None:
        self.told.append(line(rules, Act.GRANTED, scope, subject="org_1", fields=frozenset(FIELDS), at=self.now))

    @rule(days=some.integers(0, 60))
    def time_passes(self, days: int) -> None:
        self.now += days * DAY

    @rule(to=ORGANIZATION, field=FIELD)
    def send(self, to: str, field: str) -> None:
        fields, ends = self.live.get(to, (frozenset(), NOW))
        allowed = field in fields and self.now < ends
        assert (may(self.told, self.now, Scope.SHARE, to, field) is Verdict.ALLOWED) == allowed

    @invariant()
    def what_stands_is_what_is_live(self) -> None:
        shares = [entry for entry in standing(self.told, self.now) if entry.scope is Scope.SHARE]
        assert {entry.subject for entry in shares} == {to for to, (_, ends) in self.live.items() if self.now < ends}


TestReleases = Releases.TestCase


def test_a_grant_is_for_one_conversation_and_counts_at_once(house: Any) -> None:
    shown = Shown("ask_permission", "en", 1)
    with house.db.own_transaction() as session:
        mine, _ = conversations.open_web(session, house.keys, "en", chosen=True)
        other, _ = conversations.open_web(session, house.keys, "en", chosen=True)
        ledger.note(session, mine.id, Scope.QUESTIONS, Act.GRANTED, shown)
        assert ledger.granted(session, mine.id, Scope.QUESTIONS), "the act of the turn in hand was overlooked"
        assert not ledger.granted(session, mine.id, Scope.NOTICE)
        assert not ledger.granted(session, other.id, Scope.QUESTIONS)
    with house.db.own_transaction() as session:
        assert ledger.granted(session, mine.id, Scope.QUESTIONS)
        ledger.note(session, mine.id, Scope.QUESTIONS, Act.WITHDRAWN, shown)
        assert not ledger.granted(session, mine.id, Scope.QUESTIONS)
    with house.db.own_transaction() as session:
        acts = [one.act for one in ledger.ledger(session, mine.id)]
        assert acts == [Act.GRANTED, Act.WITHDRAWN]


def test_what_was_shown_and_the_limits_of_a_grant_are_kept_and_those_of_a_refusal_are_not(house: Any) -> None:
    shown = Shown("ask_share", "es", 3, "org_1", frozenset({"phone", "name"}), NOW + DAY)
    with house.db.own_transaction() as session:
        mine, _ = conversations.open_web(session, house.keys, "en", chosen=True)
        ledger.note(session, mine.id, Scope.SHARE, Act.ASKED, shown)
        ledger.note(session, mine.id, Scope.SHARE, Act.GRANTED, shown)
    with house.db.own_transaction() as session:
        asked, granted = ledger.ledger(session, mine.id)
    assert (asked.subject, asked.fields, asked.until) == ("org_1", frozenset(), None)
    assert (granted.fields, granted.until) == (shown.fields, shown.until)
    assert (granted.wording, granted.lang, granted.edition) == ("ask_share", "es", 3)
