"""The consent ledger: append-only rows of what was told, asked, granted and withdrawn, with the wording's place."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, String

from bot.db import Base, UtcDateTime


class ConsentEvent(Base):
    """One line of the ledger. A refusal is recorded as nothing more than ``asked``.

    The database refuses to change a row (``0003_ledgers``); rows go with the conversation when that is erased.
    """

    __tablename__ = "consent_event"

    id = Column(Integer, primary_key=True, autoincrement=True)
    conversation_id = Column(String(32), ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False, index=True)
    scope = Column(String(32), nullable=False)
    subject = Column(String(64), nullable=False, default="", server_default="")
    act = Column(String(10), nullable=False)
    fields = Column(JSON, nullable=False, default=list, server_default="[]")  # names, never values
    until = Column(UtcDateTime, nullable=True)
    wording = Column(String(64), nullable=False)  # catalogue key that was shown
    lang = Column(String(8), nullable=False)
    edition = Column(Integer, nullable=False)
    at = Column(UtcDateTime, nullable=False)
