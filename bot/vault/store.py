"""The store of keys: a database of its own, so that a backup of the other one opens nothing that was erased since."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Iterable, NamedTuple, Optional

from sqlalchemy import Column, LargeBinary, MetaData, String, Table, bindparam, delete, insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateTable

from bot import clock
from bot.db import UtcDateTime, fold, make_engine

HELD = "key_store"  # in a session's ``info``

KEYS = Table(
    "conversation_key",
    MetaData(),
    Column("conversation_id", String(32), primary_key=True),
    Column("master_key_id", String(8), nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
_READ = select(KEYS.c.master_key_id, KEYS.c.wrapped).where(KEYS.c.conversation_id == bindparam("of"))
_DESTROY = delete(KEYS).where(KEYS.c.conversation_id == bindparam("of"))


_TRIES, _PAUSE = 20, 0.25  # two servers that start at once on an empty store get in each other's way for a moment


def _make(engine: Engine) -> None:
    for left in reversed(range(_TRIES)):
        try:
            with engine.begin() as connection:
                connection.execute(CreateTable(KEYS, if_not_exists=True))
            return
        except DBAPIError:  # locked, or made by the other between the look and the making
            if not left:
                raise
            time.sleep(_PAUSE)


class Wrapped(NamedTuple):
    """A data key wrapped under a master key."""

    master_key_id: str
    wrapped: bytes


class KeyStore:
    """Every verb is durable when it returns, whatever becomes of the transaction that it was called in.

    A key without its conversation opens nothing; a conversation without its key is an erasure that was cut off.
    """

    def __init__(self, url: str) -> None:
        self._engine = make_engine(url)
        _make(self._engine)

    @property
    def kind(self) -> str:
        """Which kind of database it is."""
        return str(self._engine.dialect.name)

    def keep(self, conversation_id: str, key: Wrapped, at: Optional[datetime] = None) -> None:
        """Keep the key of a new conversation."""
        row = {"conversation_id": conversation_id, **key._asdict(), "at": at or clock.now()}
        with self._engine.begin() as connection:
            connection.execute(insert(KEYS), row)

    def read(self, conversation_id: str) -> Optional[Wrapped]:
        """The key, or ``None`` when it was destroyed."""
        with self._engine.connect() as connection:
            row = connection.execute(_READ, {"of": conversation_id}).first()
        return Wrapped(row.master_key_id, bytes(row.wrapped)) if row else None

    def destroy(self, conversation_ids: Iterable[str]) -> None:
        """Make everything sealed under these keys unreadable for good."""
        gone = [{"of": one} for one in conversation_ids]
        if not gone:
            return
        with self._engine.begin() as connection:
            connection.execute(_DESTROY, gone)
        fold(self._engine)

    def older_than(self, at: datetime) -> set[str]:
        """The conversations whose keys were made before ``at``."""
        with self._engine.connect() as connection:
            return set(connection.execute(select(KEYS.c.conversation_id).where(KEYS.c.at < at)).scalars())
