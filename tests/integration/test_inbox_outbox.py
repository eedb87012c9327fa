"""Inbox and outbox on a SQLite file: each message once, in order, sealed while it waits, and none in another's way."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any, Optional

import pytest
from sqlalchemy import select

from bot import clock
from bot.audit.events import Event
from bot.audit.models import AuditRow
from bot.conversation import inbox, outbox
from bot.conversation import service as conversations
from bot.conversation.models import InboxRow, OutboxRow
from bot.vault.keys import KeyRing, MasterKey
from channels.gateway import Gateway
from channels.hub import Hub
from channels.message import Inbound
from tests.talking import PHONE, Talk

START = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
BACK_OFF = (2, 5, 15, 60, 300, 900, 3600)


class Clock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time

    def passes(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Clock:
    moved = Clock()
    monkeypatch.setattr(clock, "now", moved)
    return moved


def opened(house: Any, phone: str = PHONE) -> str:
    with house.db.own_transaction() as session:
        return str(conversations.open_sms(session, house.keys, phone, "en").id)


def store(house: Any, conversation: str, provider_id: str, text: str = "hello") -> tuple[int, bool]:
    with house.db.own_transaction() as session:
        plain = Inbound("sms", provider_id, conversation, text, meta={"from": PHONE}).to_bytes()
        return inbox.store(session, house.keys, "sms", provider_id, conversation, plain)


def next_id(house: Any) -> Optional[int]:
    with house.db.own_transaction() as session:
        waiting = inbox.next_waiting(session)
        return waiting.row.id if waiting else None


def finish(house: Any, inbox_id: int) -> None:
    with house.db.own_transaction() as session:
        inbox.finish(session.get(InboxRow, inbox_id))


def put(house: Any, conversation: str, *bodies: str) -> list[int]:
    with house.db.own_transaction() as session:
        rows = [outbox.put(session, house.keys, conversation, 0, PHONE, body) for body in bodies]
        session.flush()
        return [row.id for row in rows]


def claim(house: Any, keys: Optional[KeyRing] = None) -> Any:
    with house.db.own_transaction() as session:
        return outbox.claim(session, keys or house.keys)


def verb(house: Any, name: str, *arguments: Any, **more: Any) -> Any:
    with house.db.own_transaction() as session:
        return getattr(outbox, name)(session, *arguments, **more)


def row(house: Any, kind: Any, id_: int) -> Any:
    with house.db.own_transaction() as session:
        return session.get(kind, id_)


def without_its_key() -> KeyRing:
    """The keys of an installation whose old master key was taken out too early."""
    return KeyRing([MasterKey("00000000", b"\1" * 32)])


# --- what comes in


def test_a_message_is_stored_once_per_provider_id(house: Any) -> None:
    conversation = opened(house)
    first, new = store(house, conversation, "SM1")
    assert new and store(house, conversation, "SM1", "said again") == (first, False)
    finish(house, first)
    assert store(house, conversation, "SM1") == (first, False), "a late second delivery was answered again"
    with house.db.own_transaction() as session:
        other, new = inbox.store(session, house.keys, "web", "SM1", conversation, b"{}")
    assert new and other != first, "ids of two channels are two ids"


def test_it_waits_sealed_and_is_blanked_when_answered(house: Any) -> None:
    inbox_id, _ = store(house, opened(house), "SM1", "my name is Marisol")
    waiting = row(house, InboxRow, inbox_id)
    assert b"Marisol" not in waiting.sealed and b"Marisol" in inbox.plain(house.keys, waiting)
    finish(house, inbox_id)
    done = row(house, InboxRow, inbox_id)
    assert (done.state, done.sealed) == ("done", None)


def test_one_conversation_is_answered_in_order_and_holds_up_no_other(house: Any) -> None:
    one, two = opened(house, "+13055550101"), opened(house, "+13055550102")
    first, second = store(house, one, "SM1")[0], store(house, one, "SM2")[0]
    third = store(house, two, "SM3")[0]
    assert next_id(house) == first
    finish(house, first)
    assert next_id(house) == second
    finish(house, second)
    assert next_id(house) == third
    finish(house, third)
    assert next_id(house) is None


def test_an_erased_message_id_is_never_given_to_another(house: Any) -> None:
    conversation = opened(house)
    inbox_id, _ = store(house, conversation, "SM1")
    with house.db.own_transaction() as session:
        conversations.erase(session, conversation)
    assert store(house, opened(house), "SM2")[0] > inbox_id


def test_a_message_that_kills_the_process_is_set_apart_after_three_tries(
    house: Any, engine: Any, redactor: Any
) -> None:
    inbox_id, _ = store(house, opened(house), "SM1", "the killing one")
    behind, _ = store(house, opened(house, "+13055550102"), "SM2", "hi")
    for _ in range(inbox.MOST_ATTEMPTS):
        Gateway(house, lambda: engine, redactor, Hub()).recover()
    assert row(house, InboxRow, behind).attempts == 0, "who waited behind it was blamed too"
    assert Gateway(house, lambda: engine, redactor, Hub()).take_next()
    assert row(house, InboxRow, inbox_id).state == "done"
    with house.db.own_transaction() as session:
        failed = session.execute(select(AuditRow).where(AuditRow.event == Event.TURN_FAILED.value)).scalars().all()
    assert len(failed) == 1


def test_a_message_that_cannot_be_opened_holds_up_nobody(house: Any, engine: Any, redactor: Any) -> None:
    """A master key was taken out of the settings while a message waited: the next person must still be answered."""
    inbox_id, _ = store(house, opened(house), "SM1")
    with house.db.own_transaction() as session:
        session.get(InboxRow, inbox_id).sealed = b"00000000 sealed under a key that is gone"
    behind, _ = store(house, opened(house, "+13055550102"), "SM2", "hi")
    gateway = Gateway(house, lambda: engine, redactor, Hub())
    assert gateway.take_next() and gateway.take_next() and not gateway.take_next()
    assert {row(house, InboxRow, one).state for one in (inbox_id, behind)} == {"done"}


# --- what goes out


def test_texts_leave_in_order_and_one_at_a_time(house: Any) -> None:
    one, two = opened(house, "+13055550101"), opened(house, "+13055550102")
    first, second = put(house, one, "first", "second")
    (third,) = put(house, two, "third")
    parcel = claim(house)
    assert (parcel.id, parcel.address, parcel.body, parcel.cut_off_at) == (first, PHONE, "first", None)
    assert claim(house).id == third, "a text on its way holds up the next of its conversation only"
    assert claim(house) is None
    verb(house, "sent", first, "SMout1")
    assert claim(house).id == second


def test_a_text_waits_sealed_and_is_blanked_when_sent(house: Any) -> None:
    (parcel_id,) = put(house, opened(house), "your appointment")
    assert b"appointment" not in row(house, OutboxRow, parcel_id).sealed
    assert "appointment" not in repr(claim(house))
    verb(house, "sent", parcel_id, "SMout1")
    gone = row(house, OutboxRow, parcel_id)
    assert (gone.state, gone.sealed, gone.provider_id) == ("sent", None, "SMout1")
    verb(house, "delivery", "SMout1", "delivered")
    verb(house, "delivery", "SMunknown", "delivered")
    assert row(house, OutboxRow, parcel_id).delivery == "delivered"


def test_the_back_off_after_each_failure(house: Any, now: Clock) -> None:
    (parcel_id,) = put(house, opened(house), "hello")
    for wait in BACK_OFF:
        assert claim(house).id == parcel_id
        assert verb(house, "try_later", parcel_id, certainly_not_sent=True) is True
        now.passes(wait - 0.1)
        assert claim(house) is None, f"tried again before {wait} s"
        now.passes(0.1)
    assert claim(house).id == parcel_id
    assert verb(house, "try_later", parcel_id, certainly_not_sent=True) is False, "it must end some day"
    last = row(house, OutboxRow, parcel_id)
    assert (last.state, last.sealed) == ("failed", None)


def test_the_provider_may_ask_for_a_longer_pause_but_not_for_a_shorter(house: Any, now: Clock) -> None:
    (parcel_id,) = put(house, opened(house), "hello")
    for asked, wait in ((30.0, 30), (1.0, 5)):
        claim(house)
        verb(house, "try_later", parcel_id, certainly_not_sent=True, retry_after=asked)
        assert row(house, OutboxRow, parcel_id).next_at == now.time + timedelta(seconds=wait)
        now.passes(wait)


def test_after_an_uncertain_failure_the_provider_is_asked_first(house: Any, now: Clock) -> None:
    conversation = opened(house)
    before, parcel_id = put(house, conversation, "hello", "hello")
    claim(house)
    verb(house, "sent", before, "SMout1")
    claim(house)
    verb(house, "try_later", parcel_id, certainly_not_sent=False)
    now.passes(2)
    parcel = claim(house)
    assert (parcel.cut_off_at, parcel.known) == (START, ("SMout1",))
    verb(house, "try_later", parcel_id, certainly_not_sent=True)
    now.passes(5)
    assert claim(house).cut_off_at is None


def test_a_refused_text_is_blanked_and_the_next_one_goes(house: Any) -> None:
    first, second = put(house, opened(house), "first", "second")
    claim(house)
    verb(house, "refuse", first)
    refused = row(house, OutboxRow, first)
    assert (refused.state, refused.sealed) == ("failed", None)
    assert claim(house).id == second


def test_a_restart_takes_up_at_once_what_was_cut_off(house: Any, now: Clock) -> None:
    (parcel_id,) = put(house, opened(house), "hello")
    claim(house)
    now.passes(1)
    assert claim(house) is None
    assert verb(house, "recover") == 1
    parcel = claim(house)
    assert (parcel.id, parcel.cut_off_at) == (parcel_id, START)
    assert verb(house, "recover") == 1 and claim(house).cut_off_at == START, "the first cut is the one to ask about"


def test_a_lease_that_ran_out_is_taken_up_by_another_process(house: Any, now: Clock) -> None:
    (parcel_id,) = put(house, opened(house), "hello")
    claim(house)
    now.passes(outbox.LEASE.total_seconds() - 0.1)
    assert claim(house) is None
    now.passes(0.1)
    parcel = claim(house)
    assert (parcel.id, parcel.cut_off_at) == (parcel_id, START)


def test_an_erasure_while_a_text_is_on_its_way_is_no_error(house: Any) -> None:
    conversation = opened(house)
    (parcel_id,) = put(house, conversation, "hello")
    claim(house)
    with house.db.own_transaction() as session:
        conversations.erase(session, conversation)
    verb(house, "sent", parcel_id, "SMout1")
    verb(house, "refuse", parcel_id)
    assert verb(house, "try_later", parcel_id, certainly_not_sent=True) is False and claim(house) is None


def test_a_text_that_cannot_be_opened_holds_up_nobody(house: Any) -> None:
    (lost,) = put(house, opened(house, "+13055550101"), "lost")
    with house.db.own_transaction() as session:
        session.get(OutboxRow, lost).sealed = without_its_key().seal_in_flight(b"[]", "elsewhere")
    (next_,) = put(house, opened(house, "+13055550102"), "next")
    claimed = [claim(house), claim(house)]
    assert [parcel.id for parcel in claimed if parcel] == [next_]
    assert row(house, OutboxRow, lost).state == "failed"


def test_stop_drops_what_waits_and_still_confirms(sms: Talk) -> None:
    sms.say("hi")
    assert sms.texts()
    sms.say("STOP")
    assert sms.texts() == ["You will get no more texts from this number. To undo that, text START."]
