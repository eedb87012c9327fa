"""The consent ledger: append-only rows of what was told, asked, granted and withdrawn, with the wording's place."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String

from bot.db import Base, UtcDateTime


class ConsentEvent(Base):
    """One line of the ledger. A refusal is recorded as nothing more than ``asked``."""

    __tablename__ = "consent_event"

    id = Column(Integer, primary_key=True, autoincrement=True)
    conversation_id = Column(String(32), ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False, index=True)
    scope = Column(String(32), nullable=False)
    act = Column(String(10), nullable=False)
    wording = Column(String(64), nullable=False)  # catalogue key that was shown
    lang = Column(String(8), nullable=False)
    edition = Column(Integer, nullable=False)
    at = Column(UtcDateTime, nullable=False)
