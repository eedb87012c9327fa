"""What can happen to a conversation as a whole: opened, found again, ended, erased."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from bot import clock, crashpoints
from bot.audit import events as audit
from bot.consent.models import ConsentEvent
from bot.conversation.models import Conversation, InboxRow, Message, OptOut, OutboxRow, Tracker
from bot.db import at_commit, carry_out
from bot.errors import NotAuthorised
from bot.ids import new_id, new_token, token_digest
from bot.screening import service as screening
from bot.screening.models import ScreeningRun
from bot.vault import service as vault
from bot.vault.keys import KeyRing
from bot.vault.models import VaultValue
from bot.vault.seal import seal, unseal

_BY_TOKEN = select(Conversation.state, Conversation.moved_to).where(
    Conversation.id == bindparam("id"), Conversation.token_digest == bindparam("token_digest")
)


class ConversationEnded(NotAuthorised):
    """The conversation was ended or erased; its token opens nothing any more."""

    code = "session_token_expired"

    def __init__(self) -> None:
        super().__init__("This conversation has ended.")


def open_web(session: Session, keys: KeyRing, language: str, chosen: bool) -> tuple[Conversation, str]:
    """A new web conversation and its token (the only credential; its digest alone is stored)."""
    token = new_token()
    conversation = _open(session, keys, "web", language, chosen)
    conversation.token_digest = token_digest(token)
    return conversation, token


def open_sms(session: Session, keys: KeyRing, address: str, language: str) -> Conversation:
    """The conversation of a phone number, opened on its first message. The number itself is sealed."""
    for lookup in keys.lookups(address):
        query = select(Conversation).where(Conversation.address_lookup == lookup)
        found = session.execute(query).scalar_one_or_none()
        if found and vault.has_key(session, found.id):
            return found
        if found:  # erased, and its rows came back from a backup: it is nobody's any more
            erase(session, found.id)
            session.expunge(found)
    conversation = _open(session, keys, "sms", language, chosen=False)
    conversation.address_lookup = keys.lookups(address)[0]
    key = vault.data_key(session, keys, conversation.id)
    conversation.address_sealed = seal(key, address.encode(), f"{conversation.id}/address")
    return conversation


def _open(
    session: Session, keys: KeyRing, channel: str, language: str, chosen: bool, conversation_id: Optional[str] = None
) -> Conversation:
    at = clock.now()
    conversation = Conversation(
        id=conversation_id or new_id("c"),
        channel=channel,
        state="open",
        language=language,
        language_chosen=chosen,
        turn=0,
        seq=0,
        choices=[],
        opened_at=at,
        last_at=at,
    )
    session.add(conversation)
    session.flush()
    vault.create_key(session, keys, conversation.id)
    audit.append(session, audit.Event.CONVERSATION_OPENED, conversation.id, channel=channel)
    session.flush()
    return conversation


def adopt(session: Session, keys: KeyRing, conversation_id: str) -> Conversation:
    """The conversation with this id; one is made for an id that Rasa's own shell or tests came up with."""
    found = session.get(Conversation, conversation_id)
    return found or _open(session, keys, "shell", "en", chosen=False, conversation_id=conversation_id)


def check_token(session: Session, conversation_id: str, token: str) -> str:
    """Let whoever holds the token of an open web conversation in: the conversation's id, or that of where it went on.

    Raises:
        ConversationEnded: no such pair. An erased one, an ended one and a guess look alike.
    """
    pair = {"id": conversation_id, "token_digest": token_digest(token)}
    row = session.execute(_BY_TOKEN, pair).first()
    if row is not None and row.moved_to is not None:
        state = session.execute(select(Conversation.state).where(Conversation.id == row.moved_to)).scalar()
        if state == "open":
            return str(row.moved_to)
    if row is None or row.state != "open":
        raise ConversationEnded
    return conversation_id


def address(session: Session, keys: KeyRing, conversation: Conversation) -> str:
    """The phone number of an SMS conversation, opened to send a reply."""
    key = vault.data_key(session, keys, conversation.id)
    return unseal(key, conversation.address_sealed, f"{conversation.id}/address").decode()


@dataclass(frozen=True)
class Counts:
    """How much there is of one conversation."""

    messages: int
    values: int


def counts(session: Session, conversation_id: str) -> Counts:
    """How many messages are on record, and how many values rest sealed; those of the turn in hand are not yet."""
    messages, values = (
        session.execute(select(func.count()).where(table.conversation_id == conversation_id)).scalar_one()
        for table in (Message, VaultValue)
    )
    return Counts(messages, values)


def end(session: Session, conversation: Conversation, keeping: Optional[Mapping[str, Any]] = None) -> None:
    """The person leaves. Working values and the place in the dialogue go now; the redacted record by retention.

    ``keeping``: the slots that a grant keeps for when the person writes again, and the values with them.
    """
    conversation.state = "ended"
    conversation.choices = []
    if keeping:
        mine = update(Tracker).where(Tracker.conversation_id == conversation.id)
        at_commit(session, mine.values(slots=dict(keeping)))
    else:
        vault.forget(session, conversation.id)
        screening.forget(session, conversation.id)
        at_commit(session, delete(Tracker).where(Tracker.conversation_id == conversation.id))
    audit.append(session, audit.Event.CONVERSATION_ENDED, conversation.id)


def empty(session: Session, conversation_id: str) -> None:
    """Take everything out of a conversation that went on elsewhere; only its token still leads there."""
    carry_out(session)
    vault.destroy_key(session, conversation_id)
    for table in (Tracker, Message, InboxRow, OutboxRow, VaultValue):
        session.execute(delete(table).where(table.conversation_id == conversation_id))
    _forget_told(session, conversation_id)


def erase(session: Session, conversation_id: str) -> None:
    """Erase a conversation: its key first, then every row. What stays is audit lines without content.

    Waiting replies go too: whoever erases expects silence (the last words are put in the outbox after this).
    """
    # On PostgreSQL: wait for a turn in hand before holding anything that it needs to finish.
    session.execute(select(InboxRow.id).where(InboxRow.conversation_id == conversation_id).with_for_update())
    carry_out(session)  # what this turn noted so far must go too, and must not come after its conversation is gone
    vault.destroy_key(session, conversation_id)
    crashpoints.reached("key_destroyed")
    for table in (Tracker, Message, InboxRow, OutboxRow):
        session.execute(delete(table).where(table.conversation_id == conversation_id))
    vault.forget(session, conversation_id)
    _forget_told(session, conversation_id)
    gone = (Conversation.id == conversation_id) | (Conversation.moved_to == conversation_id)
    session.execute(delete(Conversation).where(gone))
    audit.append(session, audit.Event.CONVERSATION_ERASED, conversation_id)


def _forget_told(session: Session, conversation_id: str) -> None:
    for table in (ConsentEvent, ScreeningRun):
        session.execute(delete(table).where(table.conversation_id == conversation_id))


def opted_out(session: Session, keys: KeyRing, address: str) -> bool:
    """Whether this address said STOP and did not take it back."""
    query = select(OptOut.address_lookup).where(OptOut.address_lookup.in_(keys.lookups(address)))
    return session.execute(query).first() is not None


def opt_out(session: Session, conversation: Conversation) -> None:
    """Never write to this address again until it says START (47 CFR 64.1200(a)(10)): waiting texts go too."""
    if conversation.address_lookup and session.get(OptOut, conversation.address_lookup) is None:
        session.add(OptOut(address_lookup=conversation.address_lookup, at=clock.now()))
    mine = OutboxRow.conversation_id == conversation.id
    newest = session.execute(select(func.max(OutboxRow.id)).where(mine)).scalar() or 0  # the confirmation comes after
    waiting = (mine, OutboxRow.state == "ready", OutboxRow.id <= newest)
    at_commit(session, update(OutboxRow).where(*waiting).values(state="dropped", sealed=None))
    audit.append(session, audit.Event.OPTED_OUT, conversation.id)


def opt_in(session: Session, keys: KeyRing, address: str, conversation: Optional[Conversation]) -> None:
    """The address may be written to again."""
    at_commit(session, delete(OptOut).where(OptOut.address_lookup.in_(keys.lookups(address))))
    audit.append(session, audit.Event.OPTED_IN, conversation.id if conversation else None)
