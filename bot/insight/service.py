"""Counting a conversation, at the person's word."""

from __future__ import annotations

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from bot import clock
from bot.db import alone, at_commit
from bot.insight.models import Counted


def count(session: Session, need: str, language: str, channel: str) -> None:
    """One more, when the transaction commits."""
    key = {"month": clock.now().date().replace(day=1), "need": need, "language": language, "channel": channel}

    def add(session: Session) -> None:
        alone(session, "counted")
        mine = [getattr(Counted, name) == value for name, value in key.items()]
        one_more = update(Counted).where(*mine).values(conversations=Counted.conversations + 1)
        if not session.execute(one_more, execution_options={"synchronize_session": False}).rowcount:
            session.execute(insert(Counted).values(**key, conversations=1))

    at_commit(session, add)
