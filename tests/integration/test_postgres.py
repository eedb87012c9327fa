"""The same on PostgreSQL: the schema, a conversation, and several processes that share the work without a collision."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter
from pathlib import Path
from typing import Any, Callable, Iterator

import pytest
from sqlalchemy import func, select

from bot.content.editions import EditionRow
from bot.conversation import inbox, outbox
from bot.conversation import service as conversations
from bot.conversation.models import Conversation, InboxRow, Message, OutboxRow, Tracker
from channels.gateway import Gateway
from channels.hub import Hub
from channels.message import Inbound
from channels.web.service import WebChat
from tests.integration.fakes import FakeEngine, FakeRedactor
from tests.integration.postgres import Postgres
from tests.integration.serving import PATIENCE, wait_until
from tests.talking import Talk

pytest_plugins = ["tests.integration.postgres"]
pytestmark = pytest.mark.timeout(600)

SCRIPT = ("hello", "no", "yes", "my name is Rosa Quintanilla and I need a place to sleep", "33101", "I want to die")
PHONE = "+13055550142"
_processes = multiprocessing.get_context("spawn")


@pytest.fixture
def pg(home: Path, postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A house on an empty PostgreSQL database."""
    from bot import bootstrap

    monkeypatch.setenv("ALDER_DATABASE_URL", postgres.new_database())
    house = bootstrap.house()
    yield house
    house.db.engine.dispose()


def test_migration_makes_the_tables_that_the_code_has(pg: Any) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from bot.db import Base
    from bot.migrations import run

    with pg.db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []
    run.migrate(pg.db)  # again: nothing to do


def test_two_servers_may_start_at_once_on_an_empty_database(
    home: Path, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot import bootstrap

    monkeypatch.setenv("ALDER_DATABASE_URL", postgres.new_database())
    together = _processes.Barrier(2)
    starting = [_processes.Process(target=_start, args=(together,)) for _ in range(2)]
    for process in starting:
        process.start()
    for process in starting:
        process.join()
    assert [process.exitcode for process in starting] == [0, 0]
    house = bootstrap.house()
    with house.db.own_transaction() as session:
        assert session.execute(select(func.count(EditionRow.id))).scalar_one() == 1
    house.db.engine.dispose()


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_a_conversation_is_the_same_as_on_sqlite(
    channel: str, engine: Any, redactor: Any, home: Path, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot import bootstrap
    from bot.directory.service import load_sample

    def record() -> list[tuple[Any, ...]]:
        bootstrap.reset()
        house = bootstrap.house()
        load_sample(house.db)
        talk = Talk(house, engine, redactor, channel=channel)
        for line in SCRIPT:
            talk.say(line)
        texts = talk.texts()
        found = [(row.seq, row.who, row.text, row.key, row.intent) for row in talk.record()]
        house.db.engine.dispose()
        return [*found, *texts]  # type: ignore[list-item]

    on_sqlite = record()
    monkeypatch.setenv("ALDER_DATABASE_URL", postgres.new_database())
    assert record() == on_sqlite


def test_two_gateways_share_the_inbox(pg: Any) -> None:
    """Both work at once, each message is taken once, and each conversation keeps its order, one turn at a time."""
    people = [_web(pg) for _ in range(6)]
    for person in people:
        for number in range(5):
            _receive(pg, person, f"message {number}")
    meeting, in_hand, taken = threading.Barrier(2), Counter[str](), list[tuple[str, str]]()
    met = threading.local()

    def during(conversation_id: str, text: str) -> None:
        in_hand[conversation_id] += 1
        if not getattr(met, "already", False):
            met.already = True
            meeting.wait(PATIENCE)  # passes only while both are in the middle of a turn
        taken.append((conversation_id, text))
        assert in_hand[conversation_id] == 1
        in_hand[conversation_id] -= 1

    _in_two_threads(lambda: _until_empty(_gateway(pg, during)))
    for person in people:
        assert [text for who, text in taken if who == person] == [f"message {number}" for number in range(5)]
        assert _said(pg, person) == [f"{heard}message {number}" for number in range(5) for heard in ("", "Heard: ")]


def test_two_senders_share_the_outbox(pg: Any) -> None:
    people = [_web(pg) for _ in range(6)]
    with pg.db.own_transaction() as session:
        for person in people:
            for number in range(5):
                outbox.put(session, pg.keys, person, 0, PHONE, f"{person} {number}")
                session.flush()
    sent: list[str] = []
    on_the_way: Counter[str] = Counter()

    def send_all() -> None:
        while not _nothing_to_send(pg):
            with pg.db.own_transaction() as session:
                parcel = outbox.claim(session, pg.keys)
            if parcel is None:
                continue
            person = parcel.body.split()[0]
            on_the_way[person] += 1
            assert on_the_way[person] == 1 and parcel.cut_off_at is None
            sent.append(parcel.body)
            on_the_way[person] -= 1
            with pg.db.own_transaction() as session:
                outbox.sent(session, parcel.id, f"SM{parcel.id}")

    _in_two_threads(send_all)
    for person in people:
        assert [body for body in sent if body.startswith(person)] == [f"{person} {number}" for number in range(5)]
    with pg.db.own_transaction() as session:
        assert set(session.execute(select(OutboxRow.state, OutboxRow.sealed)).all()) == {("sent", None)}


def test_messages_of_one_conversation_become_visible_in_their_order(pg: Any, postgres: Postgres) -> None:
    """Else the second could be taken while the first is still being stored, and then both at once."""
    person = _web(pg)
    second = threading.Thread(target=lambda: _receive(pg, person, "second"))
    with pg.db.own_transaction() as session:
        inbox.store(session, pg.keys, "web", "1", person, Inbound("web", "1", person, "first").to_bytes())
        second.start()
        wait_until(postgres.somebody_waits)
    second.join()
    _until_empty(_gateway(pg))
    assert _said(pg, person) == ["first", "Heard: first", "second", "Heard: second"]


def test_a_message_can_be_stored_while_a_turn_of_its_conversation_is_taken(pg: Any) -> None:
    person = _web(pg)
    gateway = _gateway(pg, lambda who, text: _receive(pg, who, "second") if text == "first" else None)
    _receive(pg, person, "first")
    _until_empty(gateway)
    assert _said(pg, person) == ["first", "Heard: first", "second", "Heard: second"]


def test_erasing_waits_for_the_turn_in_hand_and_leaves_nothing(pg: Any, postgres: Postgres) -> None:
    person = _web(pg)
    with pg.db.own_transaction() as session:
        session.add(Tracker(conversation_id=person, slots={}))
    erasing = threading.Thread(target=lambda: WebChat(pg, _gateway(pg)).erase(person))

    def during(_who: str, _text: str) -> None:
        erasing.start()
        wait_until(postgres.somebody_waits)
        with pg.db.transaction() as session:  # the turn's own, as the engine does
            session.get(Tracker, person).slots = {"device": "private"}

    _receive(pg, person, "hello")
    assert _gateway(pg, during).take_next()
    erasing.join()
    with pg.db.own_transaction() as session:
        for table in (Conversation, InboxRow, Message, Tracker):
            assert session.execute(select(table)).first() is None
    assert not _gateway(pg).take_next()


def test_a_message_in_the_hands_of_a_process_that_dies_is_taken_by_another(pg: Any) -> None:
    person = _web(pg)
    _receive(pg, person, "hello")
    doomed = _processes.Process(target=_die_in_a_turn)
    doomed.start()
    doomed.join()
    assert doomed.exitcode == -signal.SIGKILL
    _until_empty(_gateway(pg))
    assert _said(pg, person) == ["hello", "Heard: hello"]


def _start(together: Any) -> None:
    """In a process of its own: what `alder serve` does with the database before it serves."""
    from bot import bootstrap
    from bot.directory.service import load_sample

    together.wait(PATIENCE)
    load_sample(bootstrap.house().db)


def _die_in_a_turn() -> None:
    """In a process of its own: reaches the end of the turn and is killed before the commit."""
    from bot import bootstrap

    os.environ["ALDER_CRASH_AT"] = "before_commit"
    _until_empty(_gateway(bootstrap.house()))


def _gateway(house: Any, during: Callable[[str, str], None] = lambda who, text: None) -> Gateway:
    engine: Any = FakeEngine(during)
    return Gateway(house, lambda: engine, FakeRedactor(), Hub())


def _until_empty(gateway: Gateway) -> None:
    """Take turns until nothing waits, also for what another gateway has in hand."""
    while gateway.take_next() or _waiting(gateway._house):
        pass


def _waiting(house: Any) -> bool:
    with house.db.own_transaction() as session:
        return session.execute(select(InboxRow.id).where(InboxRow.state == "new")).first() is not None


def _nothing_to_send(house: Any) -> bool:
    with house.db.own_transaction() as session:
        return session.execute(select(OutboxRow.id).where(OutboxRow.state != "sent")).first() is None


def _web(house: Any) -> str:
    with house.db.own_transaction() as session:
        return str(conversations.open_web(session, house.keys, "en", chosen=True)[0].id)


def _receive(house: Any, person: str, text: str) -> None:
    _gateway(house).receive(Inbound("web", f"{person}:{text}", person, text))


def _said(house: Any, person: str) -> list[str]:
    """The record without the notice that comes first."""
    with house.db.own_transaction() as session:
        query = select(Message).where(Message.conversation_id == person).order_by(Message.seq)
        rows = session.execute(query).scalars().all()
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    return [row.text for row in rows if row.key != "utter_notice"]


def _in_two_threads(work: Callable[[], None]) -> None:
    failures: list[BaseException] = []

    def go() -> None:
        try:
            work()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
