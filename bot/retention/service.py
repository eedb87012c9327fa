"""Forgets on time: values and answers after half a day of silence, the record after a month; a grant may keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from bot import clock
from bot.consent import service as consent
from bot.conversation import service as conversations
from bot.conversation.models import Conversation, InboxRow, Message, OutboxRow
from bot.db import Database
from bot.retention.rules import Policy, kept
from bot.screening import service as screening
from bot.screening.models import ScreeningRun
from bot.vault import service as vault
from bot.vault.models import VaultValue

_SETTLED = timedelta(hours=1)


@dataclass(frozen=True)
class Forgotten:
    """How much one run forgot."""

    conversations_erased: int
    values_forgotten_in: int


def run(db: Database, policy: Policy, dry_run: bool = False) -> Forgotten:
    """Erase what is due. Running it again at once changes nothing; a dry run only counts.

    Where a grant keeps what was told, the values stay, and of the record only what was said in the last of them.
    """
    now = clock.now()
    with db.own_transaction() as session:
        # Somebody who writes again on day 31 is answered first, and has then written a moment ago.
        waiting = exists().where(InboxRow.conversation_id == Conversation.id, InboxRow.state == "new")
        due = (Conversation.last_at < now - policy.record) & ~waiting
        old, erased = _apart(session, session.execute(select(Conversation.id).where(due)).scalars().all())
        holding = exists().where(VaultValue.conversation_id == Conversation.id)
        holding |= exists().where(ScreeningRun.conversation_id == Conversation.id)
        idle = select(Conversation.id).where(Conversation.last_at < now - policy.idle, ~due, holding)
        _, quiet = _apart(session, session.execute(idle).scalars().all())
        if not dry_run:
            for conversation_id in erased:
                conversations.erase(session, conversation_id)
            for conversation_id in quiet:
                vault.forget(session, conversation_id)
                screening.forget(session, conversation_id)
            session.execute(delete(Message).where(Message.conversation_id.in_(old), Message.at < now - policy.record))
            gone = (OutboxRow.state.in_(("sent", "failed", "dropped")), OutboxRow.next_at < now - policy.record)
            session.execute(delete(OutboxRow).where(*gone))  # blank by now, but they count who was written to when
        if not dry_run:
            _drop_orphans(session, now)
    if erased or quiet:
        db.fold_log()
    return Forgotten(len(erased), len(quiet))


def _drop_orphans(session: Session, now: datetime) -> None:
    """Keys of conversations that were never stored: the process died between the two."""
    made = vault.store(session).older_than(now - _SETTLED)
    vault.store(session).destroy(made - set(session.execute(select(Conversation.id)).scalars()))


def _apart(session: Session, ids: list[str]) -> tuple[list[str], list[str]]:
    """Those that a grant keeps, and the others."""
    keeping = [one for one in ids if kept(consent.ledger(session, one), clock.now())]
    return keeping, [one for one in ids if one not in set(keeping)]
