"""Brings a database to the newest schema; several processes may start at once."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator, Mapping, Optional

from sqlalchemy import inspect, text

from bot.db import Database

_LOCK = 7_301_942  # any number that nothing else in this database uses


def migrate(db: Database, to: str = "head", handed: Optional[Mapping[str, Any]] = None) -> None:
    """Apply what is missing, or go back to an earlier revision. Already up to date costs one query.

    ``handed`` is what revisions need beside the database, such as the store of keys.
    """
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(Path(__file__).parent))
    wanted = script.get_current_head() if to == "head" else to
    with db.engine.connect() as connection:
        known = inspect(connection).has_table("alembic_version")
        if known and MigrationContext.configure(connection).get_current_revision() == wanted:
            return
    _move(db, to, handed or {})


def _move(db: Database, to: str, handed: Mapping[str, Any]) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    with db.engine.connect() as connection, _unlinked(db, connection), connection.begin():
        if not db.is_sqlite:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        config.attributes.update(handed, connection=connection)
        (command.upgrade if to == "head" else command.downgrade)(config, to)


@contextmanager
def _unlinked(db: Database, connection: Any) -> Iterator[None]:
    """SQLite changes some tables by writing them anew. With foreign keys on, dropping the old one deletes all that
    hangs on it: with conversations, every message.
    """
    if not db.is_sqlite:
        yield
        return
    plain = connection.connection.cursor()  # a pragma counts for nothing inside a transaction
    plain.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        plain.execute("PRAGMA foreign_keys=ON")
