"""The outbox: replies wait here, sealed, until a provider has them; nothing is sent that was not committed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Optional

import structlog
from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from bot import clock
from bot.conversation.models import OutboxRow
from bot.vault.keys import KeyRing
from bot.vault.seal import SealBroken

_log = structlog.get_logger(__name__)
LEASE = timedelta(seconds=60)
_BACK_OFF = (2, 5, 15, 60, 300, 900, 3600)  # seconds before try 2, 3, …
MOST_ATTEMPTS = len(_BACK_OFF) + 1


@dataclass(frozen=True, repr=False)
class Parcel:
    """One claimed text. ``cut_off_at`` is set when an earlier try was cut off: ask the provider before sending again.

    ``known`` are the provider's ids of other texts of this conversation: the same words may rightly be sent twice.
    """

    id: int
    address: str
    body: str
    cut_off_at: Optional[datetime]
    known: tuple[str, ...] = ()


def put(session: Session, keys: KeyRing, conversation_id: str, turn: int, address: str, body: str) -> OutboxRow:
    """Let one text wait for sending."""
    row = OutboxRow(
        conversation_id=conversation_id,
        turn=turn,
        sealed=keys.seal_in_flight(json.dumps([address, body]).encode(), conversation_id),
        state="ready",
        attempts=0,
        next_at=clock.now(),
    )
    session.add(row)
    return row


def claim(session: Session, keys: KeyRing) -> Optional[Parcel]:
    """Take the next text that is due, in order within its conversation, and mark it *sending* (durable on commit)."""
    now = clock.now()
    older = aliased(OutboxRow)
    blocked = exists().where(
        older.conversation_id == OutboxRow.conversation_id,
        older.state.in_(("ready", "sending")),
        older.id < OutboxRow.id,
    )
    due = OutboxRow.state.in_(("ready", "sending")) & (OutboxRow.next_at <= now)
    query = select(OutboxRow).where(due, ~blocked).order_by(OutboxRow.id).limit(1).with_for_update(skip_locked=True)
    row = session.execute(query).scalar_one_or_none()
    if row is None:
        return None
    try:
        address, body = json.loads(keys.open_in_flight(row.sealed, row.conversation_id))
    except SealBroken:  # its master key was taken out of the settings: it must not stand in the way of all others
        _log.error("outbox.unreadable", outbox_id=row.id)
        row.state, row.sealed = "failed", None
        return None
    cut_off_at = row.started_at
    row.state, row.next_at, row.attempts = "sending", now + LEASE, row.attempts + 1
    row.started_at = cut_off_at or now  # the first try that may have arrived, however often it was cut off since
    return Parcel(row.id, address, body, cut_off_at, _known(session, row.conversation_id) if cut_off_at else ())


def _known(session: Session, conversation_id: str) -> tuple[str, ...]:
    others = select(OutboxRow.provider_id).where(OutboxRow.conversation_id == conversation_id)
    return tuple(found for found in session.execute(others).scalars() if found)


def sent(session: Session, parcel_id: int, provider_id: str) -> None:
    """The provider has it: blank the sealed text."""
    row = session.get(OutboxRow, parcel_id)
    if row is not None:  # else erased meanwhile
        row.state, row.provider_id, row.sealed = "sent", provider_id, None


def try_later(session: Session, parcel_id: int, certainly_not_sent: bool, retry_after: Optional[float] = None) -> bool:
    """Back off after a passing failure; gives up after the last try. Returns whether it will be tried again.

    ``certainly_not_sent`` clears the mark that makes the next try ask the provider first.
    """
    row = session.get(OutboxRow, parcel_id)
    if row is None:
        return False
    if row.attempts >= MOST_ATTEMPTS:
        refuse(session, parcel_id)
        return False
    wait = max(_BACK_OFF[min(row.attempts, len(_BACK_OFF)) - 1], retry_after or 0)
    row.state, row.next_at = "ready", clock.now() + timedelta(seconds=wait)
    if certainly_not_sent:
        row.started_at = None
    return True


def refuse(session: Session, parcel_id: int) -> None:
    """The provider will never take it: blank the text and go on with the next."""
    row = session.get(OutboxRow, parcel_id)
    if row is not None:
        row.state, row.sealed = "failed", None


def recover(session: Session) -> int:
    """At the start of the only process: whatever was being sent was cut off; take it up at once, provider first."""
    rows = session.execute(select(OutboxRow).where(OutboxRow.state == "sending")).scalars().all()
    for row in rows:
        row.state, row.next_at = "ready", clock.now()
    return len(rows)


def delivery(session: Session, provider_id: str, status: str) -> None:
    """Note what the provider says became of a text (`delivered`, `failed`, …)."""
    row = session.execute(select(OutboxRow).where(OutboxRow.provider_id == provider_id)).scalar_one_or_none()
    if row is not None:
        row.delivery = status
