"""Tables of the audit log: its rows, each chained to the one before, and where it ends."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Integer, String

from bot.db import Base, UtcDateTime


class AuditRow(Base):
    """One event. ``codes`` holds short machine words only. The numbers have no gaps, see ``bot/audit/chain.py``."""

    __tablename__ = "audit"

    id = Column(Integer, primary_key=True, autoincrement=False)
    at = Column(UtcDateTime, nullable=False)
    event = Column(String(32), nullable=False)
    conversation_id = Column(String(32), nullable=True, index=True)
    codes = Column(JSON, nullable=False, default=dict)
    key_id = Column(String(8), nullable=True)  # rows from before the log was chained have none
    chain = Column(String(64), nullable=True)


class AuditHead(Base):
    """The one row that says where the log ends."""

    __tablename__ = "audit_head"

    one = Column(Integer, primary_key=True, autoincrement=False)
    id = Column(Integer, nullable=False)
    chain = Column(String(64), nullable=False)
