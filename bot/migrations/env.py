"""Alembic's entry: migrates the connection that `bot.migrations.run` hands over, or the settings' database."""

from __future__ import annotations

from alembic import context

from bot.db import Base, UtcDateTime
from bot.migrations import tables

assert tables


def _plain(kind, item, _context):  # type: ignore[no-untyped-def]
    """A migration must not change when our own types do: times are written as what the database holds."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def _run(connection) -> None:  # type: ignore[no-untyped-def]
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, render_item=_plain)
    with context.begin_transaction():
        context.run_migrations()


if context.config.attributes.get("connection") is not None:
    _run(context.config.attributes["connection"])
else:
    from bot.db import make_engine
    from bot.settings import settings

    with make_engine(settings().sqlalchemy_url).begin() as found:
        _run(found)
