"""Consent: only a grant that was not withdrawn stands, and only for what it was given."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.consent import service as ledger
from bot.consent.rules import Act, Scope, stands
from bot.conversation import service as conversations

ACTS = some.lists(some.sampled_from(Act), max_size=8)


@pytest.mark.parametrize(
    ("acts", "standing"),
    [
        ([], False),
        ([Act.TOLD], False),
        ([Act.ASKED], False),  # a refusal leaves nothing more than this
        ([Act.ASKED, Act.ASKED], False),
        ([Act.ASKED, Act.GRANTED], True),
        ([Act.ASKED, Act.GRANTED, Act.ASKED], True),  # being asked again takes nothing back
        ([Act.ASKED, Act.GRANTED, Act.WITHDRAWN], False),
        ([Act.GRANTED, Act.WITHDRAWN, Act.ASKED], False),
        ([Act.GRANTED, Act.WITHDRAWN, Act.GRANTED], True),
        ([Act.WITHDRAWN], False),
    ],
)
def test_when_a_permission_stands(acts: list[Act], standing: bool) -> None:
    assert stands(acts) is standing


@given(ACTS)
def test_withdrawing_always_ends_it(acts: list[Act]) -> None:
    assert not stands([*acts, Act.WITHDRAWN])


@given(ACTS, some.lists(some.sampled_from((Act.TOLD, Act.ASKED))))
def test_telling_and_asking_change_nothing(acts: list[Act], said: list[Act]) -> None:
    assert stands([*acts, *said]) is stands(acts)


def test_a_grant_is_for_one_scope_and_one_conversation_and_counts_at_once(house: Any) -> None:
    with house.db.own_transaction() as session:
        mine, _ = conversations.open_web(session, house.keys, "en", chosen=True)
        other, _ = conversations.open_web(session, house.keys, "en", chosen=True)
        ledger.note(session, mine.id, Scope.QUESTIONS, Act.GRANTED, "ask_permission", "en", 1)
        assert ledger.granted(session, mine.id, Scope.QUESTIONS), "the act of the turn in hand was overlooked"
        assert not ledger.granted(session, mine.id, Scope.NOTICE)
        assert not ledger.granted(session, other.id, Scope.QUESTIONS)
    with house.db.own_transaction() as session:
        assert ledger.granted(session, mine.id, Scope.QUESTIONS)
        ledger.note(session, mine.id, Scope.QUESTIONS, Act.WITHDRAWN, "ask_permission", "en", 1)
        assert not ledger.granted(session, mine.id, Scope.QUESTIONS)
        assert ledger.acts(session, mine.id, Scope.QUESTIONS) == [Act.GRANTED, Act.WITHDRAWN]
