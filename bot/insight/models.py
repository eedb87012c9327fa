"""The table of counts. No row hangs on a conversation: what was counted cannot be traced back, nor taken out again."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, String

from bot.db import Base


class Counted(Base):
    """How many conversations of a month asked for a need, by language and channel."""

    __tablename__ = "counted"

    month = Column(Date, primary_key=True)  # its first day: a day with one conversation would name it
    need = Column(String(20), primary_key=True)
    language = Column(String(8), primary_key=True)
    channel = Column(String(8), primary_key=True)
    conversations = Column(Integer, nullable=False)
