"""Tables of a conversation: the thread, its record, its dialogue state, and the messages in flight."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)

from bot.db import Base, UtcDateTime

_ID = String(32)


def _conversation() -> Column:
    return Column(_ID, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False)


class Conversation(Base):
    """A thread. ``turn`` fences: a reply of an older turn is dropped; ``seq`` orders: never a clock."""

    __tablename__ = "conversation"

    id = Column(_ID, primary_key=True)
    channel = Column(String(8), nullable=False)
    state = Column(String(8), nullable=False, default="open")
    language = Column(String(8), nullable=False)
    language_chosen = Column(Boolean, nullable=False, default=False)
    turn = Column(Integer, nullable=False, default=0)
    seq = Column(Integer, nullable=False, default=0)
    held_by = Column(_ID, nullable=True)
    choices = Column(JSON, nullable=False, default=list)  # payloads offered last, for an answer by number
    moved_to = Column(_ID, nullable=True)  # where whoever holds the token went on
    token_digest = Column(String(64), nullable=True, unique=True)
    address_lookup = Column(String(64), nullable=True, unique=True)
    address_sealed = Column(LargeBinary, nullable=True)
    opened_at = Column(UtcDateTime, nullable=False)
    last_at = Column(UtcDateTime, nullable=False, index=True)


class Message(Base):
    """The record: what was said, redacted, in order."""

    __tablename__ = "message"

    conversation_id = Column(_ID, ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    seq = Column(Integer, primary_key=True)
    inbox_id = Column(Integer, nullable=True, index=True)
    turn = Column(Integer, nullable=False)
    who = Column(String(10), nullable=False)
    text = Column(Text, nullable=False)
    buttons = Column(JSON, nullable=False, default=list)
    lang = Column(String(8), nullable=False)
    key = Column(String(64), nullable=True)  # catalogue line, for the assistant's messages
    intent = Column(String(32), nullable=True)  # for the person's
    edition = Column(Integer, nullable=True)
    at = Column(UtcDateTime, nullable=False)


class Tracker(Base):
    """One compact snapshot of the dialogue per conversation, so that message 400 costs what message 10 costs."""

    __tablename__ = "tracker"

    conversation_id = Column(_ID, ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    slots = Column(JSON, nullable=False, default=dict)


class InboxRow(Base):
    """A message that came in: sealed until its turn is finished, then blank."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "provider_id"),
        Index("inbox_waiting", "state", "id"),
        Index("inbox_conversation", "conversation_id", "state", "id"),
        {"sqlite_autoincrement": True},  # an erased message's id must never become another's: a turn may still hold it
    )

    id = Column(Integer, primary_key=True, autoincrement=True)
    channel = Column(String(8), nullable=False)
    provider_id = Column(String(128), nullable=False)
    conversation_id = _conversation()
    sealed = Column(LargeBinary, nullable=True)
    state = Column(String(8), nullable=False, default="new")
    attempts = Column(Integer, nullable=False, default=0)
    received_at = Column(UtcDateTime, nullable=False)


class OutboxRow(Base):
    """A message on its way out through a provider: sealed until the provider has it, then blank.

    It has no foreign key: the last words after an erasure go out when the conversation is gone.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_waiting", "state", "next_at"),
        {"sqlite_autoincrement": True},  # likewise: the sender may still hold an erased text's id
    )

    id = Column(Integer, primary_key=True, autoincrement=True)
    conversation_id = Column(_ID, nullable=False, index=True)
    turn = Column(Integer, nullable=False)
    sealed = Column(LargeBinary, nullable=True)
    state = Column(String(8), nullable=False, default="ready")
    attempts = Column(Integer, nullable=False, default=0)
    next_at = Column(UtcDateTime, nullable=False)
    started_at = Column(UtcDateTime, nullable=True)
    provider_id = Column(String(64), nullable=True, index=True)
    delivery = Column(String(16), nullable=True)


class OptOut(Base):
    """An address that said STOP. Kept through an erasure: forgetting it would mean writing to them again."""

    __tablename__ = "opt_out"

    address_lookup = Column(String(64), primary_key=True)
    at = Column(UtcDateTime, nullable=False)
