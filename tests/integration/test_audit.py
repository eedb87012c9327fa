"""The audit log in a real database: chained as conversations go on, and every meddling with it is seen."""

from __future__ import annotations

import threading
from typing import Any, Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from typer.testing import CliRunner

from bot.audit import events as audit
from bot.audit import service
from bot.cli.audit import app
from bot.migrations import run
from tests.integration.postgres import Postgres
from tests.talking import Talk

pytest_plugins = ["tests.integration.postgres"]


@pytest.fixture(params=["sqlite", "postgresql"])
def anywhere(request: pytest.FixtureRequest, home: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A house on each kind of database."""
    from bot import bootstrap

    if request.param == "postgresql":
        postgres: Postgres = request.getfixturevalue("postgres")
        monkeypatch.setenv("ALDER_DATABASE_URL", postgres.new_database())
    house = bootstrap.house()
    yield house
    house.db.engine.dispose()


def broken(house: Any) -> Any:
    with house.db.own_transaction() as session:
        return service.check(session).broken


def meddle(house: Any, statement: str) -> None:
    """As somebody would who owns the database: the triggers go first."""
    with house.db.engine.begin() as connection:
        if house.db.is_sqlite:
            for event in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS audit_no_{event}"))
        else:
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        connection.execute(text(statement))


def note(house: Any, count: int = 1) -> None:
    for _ in range(count):
        with house.db.own_transaction() as session:
            audit.append(session, audit.Event.TURN_DONE, "c_1", kind="danger")
            audit.append(session, audit.Event.TURN_SILENT)


def test_a_conversation_leaves_a_chain_that_holds(talk: Talk) -> None:
    for said in ("hello", "no", "yes"):
        talk.say(said)
    assert broken(talk.house) is None
    assert CliRunner().invoke(app, ["verify"]).stdout.startswith("The chain holds: ")


@pytest.mark.parametrize(
    "statement, said",
    [
        ("UPDATE audit SET event = 'turn.failed' WHERE id = 4", "Row 4 was changed"),
        ("UPDATE audit SET conversation_id = NULL WHERE id = 4", "Row 4 was changed"),
        ("DELETE FROM audit WHERE id = 3", "missing before row 4"),
        ("DELETE FROM audit WHERE id > 6", "ends at row 6"),
        ("UPDATE audit SET chain = NULL", "The log ends"),
        ("DELETE FROM audit", "The log ends"),
        ("UPDATE audit_head SET id = 3", "The log ends"),
    ],
)
def test_meddling_is_found(anywhere: Any, statement: str, said: str) -> None:
    note(anywhere, 5)
    assert broken(anywhere) is None
    meddle(anywhere, statement)
    assert said in broken(anywhere)
    result = CliRunner().invoke(app, ["verify"])
    assert result.exit_code == 1 and "does not hold" in str(result.exception)


@pytest.mark.parametrize("statement", ["UPDATE audit SET codes = NULL", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_a_row(anywhere: Any, statement: str) -> None:
    note(anywhere)
    with pytest.raises(DatabaseError, match="append-only"), anywhere.db.engine.begin() as connection:
        connection.execute(text(statement))


def test_transactions_that_end_at_once_make_one_chain(anywhere: Any) -> None:
    threads = [threading.Thread(target=note, args=(anywhere, 20)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with anywhere.db.own_transaction() as session:
        verdict = service.check(session)
    assert verdict.broken is None and verdict.events >= 160


def test_a_transaction_undone_leaves_no_row_and_no_gap(anywhere: Any) -> None:
    note(anywhere)
    with pytest.raises(RuntimeError), anywhere.db.own_transaction() as session:
        audit.append(session, audit.Event.TURN_DONE)
        raise RuntimeError
    note(anywhere)
    assert broken(anywhere) is None


def test_rows_from_before_the_chain_stay_and_are_counted_apart(house: Any) -> None:
    run.migrate(house.db, "0002")
    with house.db.engine.begin() as connection:
        old = "('2026-01-01 00:00:00.000000', 'turn.done', '{}')"
        connection.execute(text(f"INSERT INTO audit (at, event, codes) VALUES {old}"))
        older = connection.execute(text("SELECT count(*) FROM audit")).scalar()
    run.migrate(house.db)
    note(house)
    with house.db.own_transaction() as session:
        verdict = service.check(session)
    assert (verdict.broken, verdict.unchained, verdict.events) == (None, older, 2)
