"""Somebody who says that they are under 18 is told the limits first; the log notes that they were, and no age."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from bot.audit.models import AuditRow
from tests.talking import Talk


def told(talk: Talk) -> list[dict[str, str]]:
    """The codes of each time that the limits were told."""
    with talk.house.db.own_transaction() as session:
        mine = (AuditRow.conversation_id == talk.id, AuditRow.event == "minor.told")
        return [row.codes for row in session.execute(select(AuditRow).where(*mine)).scalars()]


@pytest.fixture(params=["web", "sms"])
def anybody(request: pytest.FixtureRequest, places_known: None, house: Any, engine: Any, redactor: Any) -> Talk:
    """Somebody whom nothing is known about."""
    return Talk(house, engine, redactor, request.param)


@pytest.mark.parametrize("said", ["I'm 15", "/disclose_minor"])
def test_the_limits_are_told_and_noted_once(anybody: Talk, said: str) -> None:
    anybody.press(said) if said.startswith("/") else anybody.say(said)
    assert anybody.keys.count("utter_minor_limits") == 1
    assert told(anybody) == [{}], "nothing but that it was told"


def test_they_are_told_before_anything_else_that_was_said(anybody: Talk) -> None:
    anybody.through("/affirm", "/affirm")
    anybody.say("I'm 15 and I need food")
    assert anybody.keys[0] == "utter_minor_limits" and len(anybody.keys) > 1
    assert told(anybody) == [{}]
    assert "15" not in "".join(row.text for row in anybody.record() if row.who == "person")


def test_each_telling_is_noted(anybody: Talk) -> None:
    anybody.say("I'm 15")
    anybody.say("I'm 15 and I need food")
    assert len(told(anybody)) == 2


@pytest.mark.parametrize(
    "said", ["I need food", "my boyfriend hits me", "I'm 15 weeks pregnant", "I'm 22", "i am 34 years old"]
)
def test_nobody_else_is_noted(anybody: Talk, said: str) -> None:
    anybody.say(said)
    assert "utter_minor_limits" not in anybody.keys and told(anybody) == []


def test_what_was_noted_outlives_an_erasure_and_says_nothing_of_the_person(anybody: Talk) -> None:
    anybody.say("I'm 15")
    anybody.press('/delete_data{"sure": "yes"}')
    assert told(anybody) == [{}]
