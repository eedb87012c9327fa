"""What is asked of the database for each message must not grow with the conversation."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation import inbox, offered
from channels.web import service


@pytest.mark.parametrize(
    ("statement", "through"),
    [
        (service._REPLIES, "inbox_id=?"),
        (service._AFTER, "seq>?"),
        (inbox._NEXT, "inbox_waiting"),
        (inbox._BY_PROVIDER_ID, "provider_id=?"),
    ],
    ids=["replies", "after", "next", "once"],
)
def test_no_statement_of_a_turn_reads_the_whole_conversation(house: Any, statement: Any, through: str) -> None:
    compiled = statement.compile(house.db.engine)
    values = tuple("x" for _ in compiled.positiontup)
    with house.db.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values).fetchall()
    assert any(through in row[3] for row in plan), plan


def test_looking_back_stops_after_a_few_messages() -> None:
    assert offered._LAST._limit_clause is not None
