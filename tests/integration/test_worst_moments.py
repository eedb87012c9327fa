"""A turn that hangs, a send that dies twice, an erasure while a text is on its way: nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any, Iterator

import pytest
import time_machine
from sqlalchemy import func, select
from starlette.testclient import TestClient

from bot import clock
from bot.conversation import outbox
from bot.conversation import service as conversations
from bot.conversation.models import InboxRow, OutboxRow
from channels.sender import Sender
from channels.sms.phone import OUR_NUMBER
from channels.sms.stand_in import StandIn, create_stand_in, running
from channels.sms.twilio import TwilioSender
from tests.integration.fakes import FakeEngine, FakeRedactor
from tests.integration.people import delivery
from tests.integration.serving import PATIENCE, wait_until

FIRST, SECOND = "+13055550142", "+13055550143"


@pytest.fixture
def stand_in() -> Iterator[tuple[StandIn, str]]:
    app = create_stand_in()
    with running(app) as address:
        yield app.state.stand_in, address


class Hanging:
    """An engine of which every turn hangs until it is let go."""

    def __init__(self) -> None:
        self.entered, self.let_go = threading.Event(), threading.Event()
        self.engine = FakeEngine(self._hang)

    def _hang(self, _conversation_id: str, _text: str) -> None:
        self.entered.set()
        self.let_go.wait(PATIENCE)


@pytest.fixture
def hanging(
    home: Path, stand_in: tuple[StandIn, str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[TestClient, Hanging]]:
    """The whole application over an engine that hangs."""
    from bot import bootstrap
    from channels import app

    monkeypatch.setenv("ALDER_TWILIO_API_URL", stand_in[1])
    monkeypatch.setenv("ALDER_TWILIO_FROM", OUR_NUMBER)
    hanging = Hanging()
    monkeypatch.setattr(app, "Engine", lambda _model: hanging.engine)
    monkeypatch.setattr("redaction.engine.build", lambda **_where: FakeRedactor())
    with TestClient(app.create(bootstrap.house(), model=Path("fake"))) as client:
        yield client, hanging
        hanging.let_go.set()


def test_the_webhook_answers_while_a_turn_hangs(
    hanging: tuple[TestClient, Hanging], stand_in: tuple[StandIn, str]
) -> None:
    client, hangs = hanging
    house = client.app.state.house  # type: ignore[attr-defined]

    def text(number: str, sid: str) -> int:
        return client.post("/sms/twilio", **delivery(house.settings.address, number, f"hello {sid}", sid)).status_code

    assert text(FIRST, "SM1") == 200
    assert hangs.entered.wait(PATIENCE)
    assert [text(SECOND, "SM2"), text(FIRST, "SM3"), text(SECOND, "SM2")] == [200, 200, 200]
    with house.db.own_transaction() as session:
        rows = session.execute(select(InboxRow).order_by(InboxRow.id)).scalars().all()
    assert [(row.provider_id, row.state, row.sealed is not None) for row in rows] == [
        (sid, "new", True) for sid in ("SM1", "SM2", "SM3")
    ]
    hangs.let_go.set()
    wait_until(lambda: len(stand_in[0].messages) == 3)
    heard = [(sent.to, sent.body.rpartition("Heard: ")[2]) for sent in stand_in[0].messages]
    assert sorted(heard) == [(FIRST, "hello SM1"), (FIRST, "hello SM3"), (SECOND, "hello SM2")]


def test_a_send_that_was_cut_off_twice_is_still_found_at_the_provider(
    house: Any, stand_in: tuple[StandIn, str]
) -> None:
    start = clock.now()
    _put(house, _web(house))

    async def killed_after_sending() -> None:
        parcel = _claim(house)
        await _provider(house, stand_in[1]).send(parcel.address, parcel.body)

    async def until_sent() -> None:
        sending = asyncio.create_task(Sender(house, _provider(house, stand_in[1])).run())
        while _states(house) != ["sent"]:
            await asyncio.sleep(0.02)
        sending.cancel()

    asyncio.run(killed_after_sending())
    with time_machine.travel(start + timedelta(seconds=30)):
        _recover(house)
        assert _claim(house).cut_off_at is not None  # killed again, before it could ask the provider
    with time_machine.travel(start + timedelta(seconds=60)):
        asyncio.run(until_sent())
    assert [sent.to for sent in stand_in[0].messages] == [FIRST]


def test_the_last_words_are_sent_though_a_text_was_on_its_way_when_everything_was_erased(house: Any) -> None:
    conversation = _web(house)
    _put(house, conversation)
    on_its_way = _claim(house)
    with house.db.own_transaction() as session:
        conversations.erase(session, conversation)
    _put(house, conversation)
    with house.db.own_transaction() as session:
        outbox.sent(session, on_its_way.id, "SM1")  # the provider's answer comes now
    assert _states(house) == ["ready"]


def _provider(house: Any, address: str) -> TwilioSender:
    config = house.settings
    return TwilioSender(address, config.twilio_account_sid, config.twilio_auth_token.get_secret_value(), OUR_NUMBER)


def _web(house: Any) -> str:
    with house.db.own_transaction() as session:
        return str(conversations.open_web(session, house.keys, "en", chosen=True)[0].id)


def _put(house: Any, conversation_id: str) -> None:
    with house.db.own_transaction() as session:
        outbox.put(session, house.keys, conversation_id, 0, FIRST, "The same words")


def _claim(house: Any) -> outbox.Parcel:
    with house.db.own_transaction() as session:
        parcel = outbox.claim(session, house.keys)
    assert parcel is not None
    return parcel


def _recover(house: Any) -> None:
    with house.db.own_transaction() as session:
        assert outbox.recover(session) == session.execute(select(func.count(OutboxRow.id))).scalar_one()


def _states(house: Any) -> list[str]:
    with house.db.own_transaction() as session:
        return list(session.execute(select(OutboxRow.state).order_by(OutboxRow.id)).scalars())
