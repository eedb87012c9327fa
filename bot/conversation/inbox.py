"""The inbox: what came in is durable, sealed and unique before anybody is told that it arrived."""

from __future__ import annotations

from contextlib import nullcontext
from typing import NamedTuple, Optional

from sqlalchemy import bindparam, exists, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from bot import clock
from bot.conversation.models import Conversation, InboxRow, Tracker
from bot.vault.keys import KeyRing

MOST_ATTEMPTS = 3


# Statements are built once: building them anew for each message took longer than running them.
_BY_PROVIDER_ID = select(InboxRow.id).where(
    InboxRow.channel == bindparam("channel"), InboxRow.provider_id == bindparam("provider_id")
)
_LOCK = select(Conversation.id).where(Conversation.id == bindparam("id")).with_for_update(key_share=True)
_STORE = insert(InboxRow.__table__)
_OLDER = aliased(InboxRow)
_BLOCKED = exists().where(
    _OLDER.conversation_id == InboxRow.conversation_id, _OLDER.state == "new", _OLDER.id < InboxRow.id
)
# With what every turn reads first: one question instead of three.
_NEXT = (
    select(InboxRow, Conversation, Tracker)
    .join(Conversation, Conversation.id == InboxRow.conversation_id)
    .outerjoin(Tracker, Tracker.conversation_id == InboxRow.conversation_id)
    .where(InboxRow.state == "new", ~_BLOCKED)
    .order_by(InboxRow.id)
    .limit(1)
    .with_for_update(skip_locked=True, of=InboxRow)
)


def find(session: Session, channel: str, provider_id: str) -> Optional[int]:
    """The id of a message that came before, if it did."""
    return session.execute(_BY_PROVIDER_ID, {"channel": channel, "provider_id": provider_id}).scalar_one_or_none()


def store(
    session: Session, keys: KeyRing, channel: str, provider_id: str, conversation_id: str, plain: bytes
) -> tuple[int, bool]:
    """Store a message once per provider id: ``(inbox id, whether it is new)``.

    On PostgreSQL the lock gives the messages of one conversation their ids in the order in which they can be seen;
    else the second could be taken before the first appears, and then both at once. SQLite has one writer anyway.
    """
    session.execute(_LOCK, {"id": conversation_id})
    before = find(session, channel, provider_id)
    if before is not None:
        return before, False
    row = {
        "channel": channel,
        "provider_id": provider_id,
        "conversation_id": conversation_id,
        "sealed": keys.seal_in_flight(plain, provider_id),
        "state": "new",
        "attempts": 0,
        "received_at": clock.now(),
    }
    # On SQLite a refused statement leaves the rest of its transaction alone; on PostgreSQL only a savepoint does.
    apart = session.begin_nested() if session.get_bind().dialect.name == "postgresql" else nullcontext()
    try:
        with apart:
            inbox_id = session.execute(_STORE, row).inserted_primary_key[0]
    except IntegrityError:  # the provider delivered it twice at the same moment
        before = find(session, channel, provider_id)
        if before is None:
            raise
        return before, False
    return inbox_id, True


class Waiting(NamedTuple):
    """A message, and where its conversation stands. Held for the turn: the session's own memory of rows is weak."""

    row: InboxRow
    conversation: Conversation
    tracker: Optional[Tracker]


def next_waiting(session: Session) -> Optional[Waiting]:
    """The oldest message whose conversation has no older one unfinished, locked until the transaction ends.

    On PostgreSQL the row lock is the claim: a process that dies lets go of it. On SQLite one process works at a time.
    """
    found = session.execute(_NEXT).one_or_none()
    return Waiting(*found) if found is not None else None


def plain(keys: KeyRing, row: InboxRow) -> bytes:
    """What came in, opened for the turn in hand."""
    return keys.open_in_flight(row.sealed, row.provider_id)


def finish(row: InboxRow) -> None:
    """The message was answered: its sealed copy is blanked in the same transaction."""
    row.state = "done"
    row.sealed = None
