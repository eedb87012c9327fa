"""What the web chat asks of the house: open, store, read back, copy, erase. Called in threads, one transaction each."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from bot.bootstrap import House
from bot.content.catalogue import FALLBACK
from bot.conversation import service as conversations
from bot.conversation.models import Conversation, InboxRow, Message
from bot.ids import token_digest
from bot.kept import copy as copies
from bot.kept.copy import Copy
from bot.returning import CODE
from bot.vault import service as vault
from channels import metrics
from channels.gateway import Gateway
from channels.message import Inbound
from channels.present import as_message
from channels.web import copy_page

MAX_TEXT = 2000  # characters; longer than anybody types in a chat

_STATE = select(InboxRow.state).where(InboxRow.id == bindparam("id"))
_MINE = select(Message).where(Message.conversation_id == bindparam("conversation_id")).order_by(Message.seq)
# By inbox id alone, which no other conversation has: asked for both, SQLite reads the whole conversation.
_REPLIES = (
    select(Message).where(Message.inbox_id == bindparam("inbox_id"), Message.who != "person").order_by(Message.seq)
)
# A code is told in the answer that it was asked in, and nowhere again.
_AFTER = _MINE.where(Message.seq > bindparam("seq"), ~Message.text.contains(CODE, autoescape=True))


class WebChat:
    """The web channel's use of the house and the gateway."""

    def __init__(self, house: House, gateway: Gateway) -> None:
        self._house = house
        self._gateway = gateway

    def open(self, language: Optional[str]) -> tuple[str, str]:
        """``(conversation id, token)``. ``language`` is the browser's, not yet the person's choice.

        One that we do not speak begins in English; one that is written later on is offered.
        """
        catalogue = self._house.editions.current().catalogue
        wished = (language or "").split("-")[0].lower()
        known = wished if catalogue.knows(wished) else FALLBACK
        with self._house.db.own_transaction() as session:
            conversation, token = conversations.open_web(session, self._house.keys, known, chosen=False)
            return str(conversation.id), token

    def store(
        self, conversation_id: str, client_id: str, said: Optional[str], payload: Optional[str], opening: bool
    ) -> tuple[int, bool]:
        """Make one message durable; the same client id is the same message.

        The id is kept as a digest: a page that embeds the chat may make it of anything, of a phone number too.
        """
        provider_id = f"{conversation_id}:{token_digest(client_id)}"
        inbound = Inbound("web", provider_id, conversation_id, said, payload, opening)
        inbox_id, new = self._gateway.receive(inbound)
        if new:
            metrics.messages_received.labels("web").inc()
        return inbox_id, new

    def is_done(self, inbox_id: int) -> bool:
        """Whether the turn of a message is finished (an erased one is)."""
        with self._house.db.read() as session:
            return session.execute(_STATE, {"id": inbox_id}).scalar() != "new"

    def replies(self, inbox_id: int) -> list[Mapping[str, Any]]:
        """What the assistant said to one message."""
        return self._read(_REPLIES, {"inbox_id": inbox_id})

    def after(self, conversation_id: str, seq: int) -> Optional[list[Mapping[str, Any]]]:
        """Everything said after ``seq``; ``None`` when the conversation is over."""
        with self._house.db.read() as session:
            state = session.execute(select(Conversation.state).where(Conversation.id == conversation_id)).scalar()
        messages = self._read(_AFTER, {"conversation_id": conversation_id, "seq": seq})
        return messages if messages or state == "open" else None

    def moved_to(self, conversation_id: str) -> Optional[tuple[str, int]]:
        """Where a conversation went on after a return code, and the number of the word that said so."""
        there = aliased(Conversation)
        query = select(there.id, Conversation.seq).join(Conversation, Conversation.moved_to == there.id)
        with self._house.db.read() as session:
            row = session.execute(query.where(Conversation.id == conversation_id)).first()
        return (str(row.id), int(row.seq)) if row else None

    def erase(self, conversation_id: str) -> None:
        """Erase the conversation now, whatever is under way: a turn in hand finds it gone and says nothing."""
        with self._house.db.own_transaction() as session:
            conversations.erase(session, conversation_id)
        self._house.db.fold_log()

    def copy(self, conversation_id: str, kind: str) -> Copy:
        """Everything that is kept of a conversation, for the person; ``kind``: "page" or "json".

        Raises:
            ConversationEnded: it was erased meanwhile.
        """
        with self._house.db.own_transaction() as session:
            return copies.of(session, self._house, self._mine(session, conversation_id), kind)

    def receipts(self, conversation_id: str) -> list[dict[str, Any]]:
        """A receipt for each permission that was given.

        Raises:
            ConversationEnded: it was erased meanwhile.
        """
        with self._house.db.own_transaction() as session:
            return copies.records(session, self._house, self._mine(session, conversation_id))

    def page(self, copy: Copy) -> str:
        """A copy as the page that is downloaded."""
        return copy_page.page(copy, self._house.editions.current().catalogue, copies.holder(self._house))

    @staticmethod
    def _mine(session: Session, conversation_id: str) -> Conversation:
        found = session.get(Conversation, conversation_id)
        if found is None:
            raise conversations.ConversationEnded
        return found

    def _read(self, statement: Any, values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        catalogue = self._house.editions.current().catalogue
        with self._house.db.read() as session:
            rows = session.execute(statement, values).scalars().all()
            return [as_message(row, catalogue.direction(str(row.lang)), self._text(session, row)) for row in rows]

    def _text(self, session: Session, row: Message) -> str:
        """Our own words as they went out; what the person wrote stays as it is on record."""
        if row.who == "person" or "<" not in row.text:
            return str(row.text)
        return vault.opened(session, self._house.keys, str(row.conversation_id), str(row.text))
