"""Tables of the vault. The keys are not here: they have a store of their own, see `bot.vault.store`."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, LargeBinary, String

from bot.db import Base, UtcDateTime


class VaultValue(Base):
    """One identifying value behind its placeholder, such as ``<PHONE_1>``."""

    __tablename__ = "vault_value"

    conversation_id = Column(String(32), ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    placeholder = Column(String(32), primary_key=True)
    type = Column(String(20), nullable=False)
    sealed = Column(LargeBinary, nullable=False)
    created_at = Column(UtcDateTime, nullable=False)


class KnownMark(Base):
    """A keyed hash of something masked in a conversation, and its placeholder: the same value gets the same one again.

    The key hangs on the conversation's own, so these are noise once that is destroyed.
    """

    __tablename__ = "known_mark"

    conversation_id = Column(String(32), ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    mark = Column(LargeBinary(12), primary_key=True)
    placeholder = Column(String(32), nullable=False)
