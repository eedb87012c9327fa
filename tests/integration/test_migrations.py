"""Upgrading a database that is in use: what was kept under the old rules is not mistaken under the new ones."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

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
