"""Upgrading a database that is in use: what was kept under the old rules is not mistaken under the new ones."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select, text

from bot.conversation import service as conversations
from bot.migrations import run
from bot.vault import service as vault
from bot.vault.models import VaultValue


def test_values_without_marks_are_forgotten(house: Any) -> None:
    """Without marks the next name would be numbered from one again, and <PERSON_1> would open somebody else's value."""
    with house.db.own_transaction() as session:
        conversation, _ = conversations.open_web(session, house.keys, "en", chosen=True)
        vault.keep(session, house.keys, str(conversation.id), {"<PERSON_1>": "Marisol"})
    run.migrate(house.db, "0001")
    run.migrate(house.db)
    with house.db.own_transaction() as session:
        assert session.execute(select(func.count()).select_from(VaultValue)).scalar() == 0
        assert vault.marks(session, house.keys, str(conversation.id))[1] == {}


def test_going_back_deletes_nothing_that_hangs_on_a_table_that_is_written_anew(house: Any) -> None:
    """SQLite drops the old table, and with it, by its links, every message of every conversation."""
    with house.db.own_transaction() as session:
        conversation, _ = conversations.open_web(session, house.keys, "en", chosen=True)
        vault.keep(session, house.keys, str(conversation.id), {"<PERSON_1>": "Marisol"})
    run.migrate(house.db, "0006")
    run.migrate(house.db, "0005")
    run.migrate(house.db)
    with house.db.own_transaction() as session:
        assert session.execute(select(func.count()).select_from(VaultValue)).scalar() == 1
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1, "links count again"
