"""Tables of coming back: nothing here opens anything by itself."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, LargeBinary, String

from bot.db import Base, UtcDateTime


class ReturnCode(Base):
    """The slow hash of a code; one a conversation."""

    __tablename__ = "return_code"

    conversation_id = Column(String(32), ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    digest = Column(LargeBinary(32), nullable=False, unique=True)
    at = Column(UtcDateTime, nullable=False)


class CodeWord(Base):
    """The slow hash of a word with its salt; ``locked`` from the first message after the silence until it is said."""

    __tablename__ = "code_word"

    conversation_id = Column(String(32), ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    salt = Column(LargeBinary(16), nullable=False)
    digest = Column(LargeBinary(32), nullable=False)
    locked = Column(Boolean, nullable=False, default=False)
    at = Column(UtcDateTime, nullable=False)
