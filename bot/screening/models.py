"""The table of screening: one run of a pack in a conversation, its answers sealed under the conversation's key."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, LargeBinary, String

from bot.db import Base, UtcDateTime


class ScreeningRun(Base):
    """A pack that a person began. A pack begun anew takes the place of what was answered before."""

    __tablename__ = "screening_run"

    conversation_id = Column(String(32), ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    pack = Column(String(32), primary_key=True)
    digest = Column(String(8), nullable=False)
    lang = Column(String(8), nullable=False)
    state = Column(String(8), nullable=False)
    sealed = Column(LargeBinary, nullable=False)
    at = Column(UtcDateTime, nullable=False)
