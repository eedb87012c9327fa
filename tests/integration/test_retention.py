"""Retention: values after twelve quiet hours, everything after thirty days, nothing earlier and nothing twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Optional

import pytest
from sqlalchemy import func, select
from typer.testing import CliRunner

from bot.audit.models import AuditRow
from bot.conversation import inbox
from bot.conversation.models import Conversation, Message
from bot.retention import service as retention
from bot.retention.rules import Policy
from bot.retention.service import Forgotten
from bot.vault import service as vault
from bot.vault.models import VaultValue
from tests.talking import Talk

HALF_A_DAY, A_MONTH = timedelta(hours=12), timedelta(days=30)
A_MOMENT = timedelta(seconds=1)


@pytest.fixture
def told(at: Any, talk: Talk) -> Talk:
    """A conversation with a value in the vault."""
    talk.say("my number is 305-555-0177")
    assert count(talk, VaultValue) == 1
    return talk


def count(talk: Talk, kind: Any) -> int:
    with talk.house.db.own_transaction() as session:
        mine = kind.id if kind is Conversation else kind.conversation_id
        return int(session.execute(select(func.count()).select_from(kind).where(mine == talk.id)).scalar() or 0)


def run(talk: Talk, dry_run: bool = False) -> Forgotten:
    return retention.run(talk.house.db, Policy(), dry_run)


def test_what_people_are_told_is_what_is_done(talk: Talk) -> None:
    assert (Policy().record, Policy().idle) == (A_MONTH, HALF_A_DAY)
    assert "30 days" in talk.replies[0].text
    assert "30 days" in talk.press("/ask_privacy")[0]


def test_values_stay_for_half_a_day_and_then_go_while_the_record_stays(told: Talk, at: Any) -> None:
    at(HALF_A_DAY)
    assert run(told) == Forgotten(0, 0) and count(told, VaultValue) == 1
    at(HALF_A_DAY + A_MOMENT)
    messages = count(told, Message)
    assert run(told) == Forgotten(0, 1)
    assert (count(told, VaultValue), count(told, Message)) == (0, messages)
    assert run(told) == Forgotten(0, 0), "running again at once changed something"


def test_each_message_begins_the_half_day_anew(told: Talk, at: Any) -> None:
    at(HALF_A_DAY - A_MOMENT)
    told.press("/repeat")
    at(2 * HALF_A_DAY - 2 * A_MOMENT)
    assert run(told) == Forgotten(0, 0)


def test_the_conversation_goes_on_without_its_values(told: Talk, at: Any) -> None:
    at(HALF_A_DAY + A_MOMENT)
    run(told)
    assert told.say("my number is 305-555-0177")
    assert [one.text for one in told.record() if one.who == "person"][-1] == "my number is <PHONE_1>"
    with told.house.db.own_transaction() as session:
        mine = (session, told.house.keys, told.id)
        assert vault.read(*mine, "<PHONE_1>", vault.Purpose.REPLY) == "305-555-0177", "kept again, under its name"


def test_everything_stays_for_thirty_days_and_then_goes(told: Talk, at: Any) -> None:
    at(A_MONTH)
    assert run(told).conversations_erased == 0 and count(told, Conversation) == 1
    at(A_MONTH + A_MOMENT)
    assert run(told) == Forgotten(1, 0)
    assert [count(told, kind) for kind in (Conversation, Message, VaultValue)] == [0, 0, 0]
    assert run(told) == Forgotten(0, 0)
    with told.house.db.own_transaction() as session:
        last = session.execute(select(AuditRow.event).order_by(AuditRow.id.desc()).limit(1)).scalar()
    assert last == "conversation.erased"


def test_a_dry_run_only_counts(told: Talk, at: Any) -> None:
    at(A_MONTH + A_MOMENT)
    before = [count(told, kind) for kind in (Conversation, Message, VaultValue)]
    counted = run(told, dry_run=True)
    assert counted.conversations_erased == 1
    assert [count(told, kind) for kind in (Conversation, Message, VaultValue)] == before
    assert run(told) == counted, "the dry run promised something else than was done"


def test_another_conversation_is_left_alone(told: Talk, at: Any, engine: Any, redactor: Any) -> None:
    at(A_MONTH - A_MOMENT)
    fresh = Talk(told.house, engine, redactor)
    fresh.say("my number is 305-555-0166")
    at(A_MONTH + A_MOMENT)
    assert run(fresh) == Forgotten(1, 0)
    assert (count(fresh, Conversation), count(fresh, VaultValue)) == (1, 1)


def test_a_message_that_waits_is_answered_before_its_conversation_goes(told: Talk, at: Any) -> None:
    """Somebody writes again on day 31, and housekeeping runs in the moment before their turn."""
    at(A_MONTH + A_MOMENT)
    with told.house.db.own_transaction() as session:
        plain = b'{"channel": "web", "provider_id": "late", "conversation_id": "%s", "text": "hi"}' % told.id.encode()
        inbox.store(session, told.house.keys, "web", "late", told.id, plain)
    assert run(told).conversations_erased == 0 and count(told, Conversation) == 1
    assert told.gateway.take_next()
    assert run(told) == Forgotten(0, 0), "it was written to a moment ago"


@pytest.mark.parametrize(("flag", "said", "left"), [("--dry-run", "Would erase 1 ", 1), (None, "Erased 1 ", 0)])
def test_the_command_says_what_it_did(told: Talk, at: Any, flag: Optional[str], said: str, left: int) -> None:
    from bot.cli.retention import app

    at(A_MONTH + A_MOMENT)
    done = CliRunner().invoke(app, ["run", *([flag] if flag else [])])
    assert done.exit_code == 0 and said in done.stdout
    assert count(told, Conversation) == left
