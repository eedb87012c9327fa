"""The database: one engine, one transaction a verb, and verbs that join the transaction of the turn they run in."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timezone
from itertools import groupby
from pathlib import Path
from typing import Any, Iterator, Mapping, Optional

from sqlalchemy import DateTime, create_engine, event, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, declarative_base, sessionmaker
from sqlalchemy.pool import QueuePool
from sqlalchemy.types import TypeDecorator

Base = declarative_base()
# No statement waits longer for a lock, nor on PostgreSQL runs longer: a turn that hangs would hold up everybody's.
_WAIT_SECONDS = 15


class UtcDateTime(TypeDecorator):
    """Aware datetimes in, aware UTC datetimes out, on every database (SQLite keeps no zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: Optional[datetime], dialect: Any) -> Optional[datetime]:
        if value is not None and value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(timezone.utc) if value else None

    def process_result_value(self, value: Optional[datetime], dialect: Any) -> Optional[datetime]:
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


def make_engine(url: str) -> Engine:
    """An engine for ``url``. Parameters never appear in its errors or logs: they can hold what a person said."""
    if not url.startswith("sqlite"):
        limits = f"-c lock_timeout={_WAIT_SECONDS}s -c statement_timeout={_WAIT_SECONDS}s"
        return create_engine(
            url, hide_parameters=True, pool_pre_ping=True, pool_size=10, connect_args={"options": limits}
        )
    path = url.split("///", 1)[-1]
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": _WAIT_SECONDS},
        poolclass=QueuePool,
        pool_size=10,
    )
    event.listen(engine, "connect", _tune_sqlite)
    event.listen(engine, "before_cursor_execute", _begin_when_writing)
    return engine


def _tune_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we begin ourselves, see _begin_when_writing
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_when_writing(_conn: Any, cursor: Any, statement: str, *_rest: Any) -> None:
    """Reads hold no lock and no stale snapshot; the first write of a transaction takes the write lock at once.

    A deferred transaction that reads first and writes later fails on SQLite as soon as another writer came between.
    """
    verb = statement.lstrip()[:6].upper()
    if verb not in ("SELECT", "PRAGMA", "BEGIN ", "BEGIN") and not cursor.connection.in_transaction:
        cursor.execute("BEGIN IMMEDIATE")


class Database:
    """Sessions over one engine. ``transaction`` is for verbs, ``read`` for look-ups."""

    def __init__(self, url: str, **info: Any) -> None:
        """``info`` is what every session carries, such as the audit log's keys."""
        self.engine = make_engine(url)
        self._sessions = sessionmaker(self.engine, autoflush=False, expire_on_commit=False, future=True, info=info)
        self._current: ContextVar[Optional[Session]] = ContextVar("alder_session", default=None)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """The session of the transaction in hand, or of a new one that commits when the block ends without error.

        Inside a turn every verb joins the turn, so that a message has one commit; nothing is flushed before it.
        """
        current = self._current.get()
        if current is not None:
            yield current
            return
        with self._sessions() as session:
            token = self._current.set(session)
            try:
                yield session
                _finish(session)
            finally:
                self._current.reset(token)

    @contextmanager
    def own_transaction(self) -> Iterator[Session]:
        """A transaction of its own even inside a turn (for what must be durable before the turn is)."""
        with self._sessions() as session:
            yield session
            _finish(session)

    def fold_log(self) -> bool:
        """Fold SQLite's write-ahead log into the file, so that erased pages do not linger there.

        Returns whether it could: a reader that holds the log keeps it, and housekeeping tries again.
        """
        return fold(self.engine)

    def read(self) -> Any:
        """A context manager with a session to read with (the one in hand, if there is one)."""
        return self.transaction()


def fold(engine: Engine) -> bool:
    """See `Database.fold_log`."""
    if engine.dialect.name != "sqlite":
        return True
    with engine.connect() as connection:
        busy, *_ = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).one()
    return not busy


def alone(session: Session, name: str) -> None:
    """Let one process at a time do this until its transaction ends. On SQLite whoever writes is alone anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": name})


def at_commit(session: Session, work: Any, values: Optional[Mapping[str, Any]] = None) -> None:
    """Run ``work``, a statement or a function of the session, when the transaction commits, after all that was added.

    A statement run at once would take SQLite's write lock for the rest of the turn, and a slow action would then
    keep other people's messages from being stored. Rows for one and the same statement go together. Functions come
    last: theirs may be a lock that everybody wants.
    """
    session.info.setdefault("at_commit", []).append((work, values))


def carry_out(session: Session) -> None:
    """Do now what waits for the commit, except what comes last: for whoever is about to delete what it belongs to."""
    session.flush()
    waiting = session.info.pop("at_commit", [])
    for _, together in groupby((one for one in waiting if not callable(one[0])), key=lambda one: id(one[0])):
        (statement, first), *more = together
        session.execute(statement, [first, *(values for _, values in more)] if first else None)
    session.info["at_commit"] = [one for one in waiting if callable(one[0])]


def _finish(session: Session) -> None:
    carry_out(session)
    for last, _ in session.info.pop("at_commit"):
        last(session)
    session.commit()
