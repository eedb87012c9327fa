"""What staff put into the audit log by hand: two events, codes only, about a conversation that is or was there."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from click.testing import Result
from sqlalchemy import select
from typer.testing import CliRunner

from bot.audit import events as audit
from bot.audit import service
from bot.audit.by_hand import Recipient
from bot.audit.models import AuditRow
from bot.cli.audit import app
from bot.conversation import service as conversations
from bot.errors import AlderError

NOBODY = "c_0123456789abcdef01234567"


@pytest.fixture
def someone(house: Any) -> str:
    """The id of a conversation."""
    with house.db.own_transaction() as session:
        conversation, _ = conversations.open_web(session, house.keys, "en", chosen=True)
        return str(conversation.id)


def record(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["record", *arguments])


def refusal(*arguments: str) -> str:
    """The sentence with which it was refused."""
    done = record(*arguments)
    assert done.exit_code != 0 and isinstance(done.exception, AlderError), done.output
    return done.exception.message


def noted(house: Any) -> list[tuple[str, Optional[str], dict[str, str]]]:
    with house.db.own_transaction() as session:
        assert service.check(session).broken is None
        query = select(AuditRow).where(AuditRow.event.in_(("report.mandated", "disclosure.compelled")))
        return [(row.event, row.conversation_id, row.codes) for row in session.execute(query).scalars()]


@pytest.mark.parametrize("event", ["report.mandated", "disclosure.compelled"])
@pytest.mark.parametrize("to", [None, *(one.value for one in Recipient)])
def test_a_report_is_recorded_with_who_and_to_whom_and_nothing_else(
    house: Any, someone: str, event: str, to: Optional[str]
) -> None:
    done = record(event, someone, "--by", "s_12", *(["--to", to] if to else []))
    assert done.exit_code == 0 and done.stdout.startswith(f"Recorded {event}.")
    assert noted(house) == [(event, someone, {"by": "s_12", "to": to} if to else {"by": "s_12"})]


def test_it_stays_when_the_person_erases_everything(house: Any, someone: str) -> None:
    record("report.mandated", someone, "--by", "s_12")
    with house.db.own_transaction() as session:
        conversations.erase(session, someone)
    assert len(noted(house)) == 1
    assert "--erased" in refusal("disclosure.compelled", someone, "--by", "s_12", "--to", "court")
    assert record("disclosure.compelled", someone, "--by", "s_12", "--to", "court", "--erased").exit_code == 0
    assert [event for event, *_ in noted(house)] == ["report.mandated", "disclosure.compelled"]


def test_an_unknown_conversation_needs_erased_and_the_shape_of_an_id(house: Any) -> None:
    assert "no such conversation" in refusal("report.mandated", NOBODY, "--by", "s_12")
    for words in ("Maria", "305-555-0142", NOBODY[:-1], f"{NOBODY}\n", "c_0123456789ABCDEF01234567"):
        assert "not the id" in refusal("report.mandated", words, "--by", "s_12", "--erased")
    assert noted(house) == []
    assert record("report.mandated", NOBODY, "--by", "s_12", "--erased").exit_code == 0


@pytest.mark.parametrize("event", [one.value for one in audit.Event if "." in one.value][:-2] + ["report", ""])
def test_no_other_event_is_recorded_by_hand(house: Any, someone: str, event: str) -> None:
    assert refusal(event, someone, "--by", "s_12") == (
        "Only these are recorded by hand: report.mandated, disclosure.compelled."
    )
    assert noted(house) == []


@pytest.mark.parametrize("by", ["Sam Rivera", "sam@programme.example", "+13055550142", "", "s_12\n", "s" * 33])
def test_who_is_a_staff_id_and_no_free_text(house: Any, someone: str, by: str) -> None:
    found = refusal("report.mandated", someone, "--by", by)
    assert "staff id" in found and (not by or by.strip() not in found), "what was typed is repeated"
    assert noted(house) == []


@pytest.mark.parametrize("to", ["her mother", "Police", "", "child protection"])
def test_to_whom_is_one_of_four(house: Any, someone: str, to: str) -> None:
    assert "child_protection, police, court, other" in refusal("report.mandated", someone, "--by", "s_12", "--to", to)
    assert noted(house) == []


def test_without_who_nothing_is_recorded(house: Any, someone: str) -> None:
    done = record("report.mandated", someone)
    assert done.exit_code != 0 and noted(house) == []
