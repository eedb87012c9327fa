"""Forgets on time: working values after half a day of silence, the record after thirty days."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, exists, select

from bot import clock
from bot.conversation import service as conversations
from bot.conversation.models import Conversation, InboxRow, OutboxRow
from bot.db import Database
from bot.retention.rules import RECORD, WORKING_VALUES_IDLE
from bot.vault import service as vault
from bot.vault.models import VaultValue


@dataclass(frozen=True)
class Forgotten:
    """How much one run forgot."""

    conversations_erased: int
    values_forgotten_in: int


def run(db: Database, dry_run: bool = False) -> Forgotten:
    """Erase what is due. Running it again at once changes nothing; a dry run only counts."""
    now = clock.now()
    with db.own_transaction() as session:
        # Somebody who writes again on day 31 is answered first, and has then written a moment ago.
        waiting = exists().where(InboxRow.conversation_id == Conversation.id, InboxRow.state == "new")
        due = (Conversation.last_at < now - RECORD) & ~waiting
        erased = session.execute(select(Conversation.id).where(due)).scalars().all()
        for conversation_id in () if dry_run else erased:
            conversations.erase(session, conversation_id)
        idle = (
            select(VaultValue.conversation_id)
            .join(Conversation, Conversation.id == VaultValue.conversation_id)
            .where(Conversation.last_at < now - WORKING_VALUES_IDLE, ~due)
            .distinct()
        )
        quiet = session.execute(idle).scalars().all()
        for conversation_id in () if dry_run else quiet:
            vault.forget(session, conversation_id)
        if not dry_run:
            gone = (OutboxRow.state.in_(("sent", "failed", "dropped")), OutboxRow.next_at < now - RECORD)
            session.execute(delete(OutboxRow).where(*gone))  # blank by now, but they count who was written to when
    if erased or quiet:
        db.fold_log()
    return Forgotten(len(erased), len(quiet))
