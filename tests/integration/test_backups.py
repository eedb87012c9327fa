"""A backup of the database that is put back after an erasure opens nothing, and what it brought back goes."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, func, select

from bot import bootstrap
from bot.conversation.models import Conversation, Message
from bot.errors import SettingsError
from bot.migrations.run import migrate
from bot.retention import service as retention
from bot.retention.rules import Policy
from bot.settings import settings
from bot.vault import service as vault
from bot.vault.store import HELD, KeyStore, Wrapped
from tests.talking import PHONE, Talk

SAID = "my name is Marisol Quintanilla and my number is 305-555-0177"


def backed_up(talk: Talk) -> Path:
    """A copy of the database as it stands."""
    talk.house.db.fold_log()
    home = talk.house.settings.home
    return Path(shutil.copy(home / "alder.db", home / "backup"))


def put_back(talk: Talk, backup: Path) -> Talk:
    """The backup in the place of the database, served anew; the store of keys is as it is."""
    talk.house.db.engine.dispose()
    for path in backup.parent.glob("alder.db*"):
        path.unlink()
    shutil.copy(backup, backup.parent / "alder.db")
    bootstrap.reset()
    talk.house = bootstrap.house()
    talk.gateway._house = talk.house
    return talk


def count(talk: Talk, kind: Any) -> int:
    with talk.house.db.own_transaction() as session:
        return int(session.execute(select(func.count()).select_from(kind)).scalar_one())


def test_what_was_erased_stays_unreadable(sms: Talk) -> None:
    sms.say("hello")
    sms.say(SAID)
    backup, of = backed_up(sms), sms.id
    sms.say("ERASE")
    put_back(sms, backup)
    assert count(sms, Conversation) == 1, "the rows are back"
    with sms.house.db.own_transaction() as session, pytest.raises(vault.KeyDestroyed):
        vault.read(session, sms.house.keys, of, "<PERSON_1>", vault.Purpose.REPLY)


def test_the_phone_that_writes_again_begins_anew_and_the_rows_go(sms: Talk) -> None:
    sms.say("hello")
    sms.say(SAID)
    backup, of = backed_up(sms), sms.id
    sms.say("ERASE")
    put_back(sms, backup).say("hello")
    assert sms.id != of and "utter_notice" in sms.keys
    assert count(sms, Conversation) == 1 and all(row.conversation_id != of for row in sms.record())


def test_a_conversation_whose_key_is_gone_is_erased_when_it_goes_on(talk: Talk) -> None:
    talk.say(SAID)
    with talk.house.db.own_transaction() as session:
        vault.store(session).destroy([talk.id])
    talk.say("hello?")
    assert talk.went_out and count(talk, Message) == 0


def test_a_key_without_a_conversation_goes_after_an_hour(talk: Talk, at: Any) -> None:
    with talk.house.db.own_transaction() as session:
        store = vault.store(session)
    store.keep("c_never_stored", Wrapped("00000000", b"x"))
    retention.run(talk.house.db, Policy())
    assert store.read("c_never_stored") is not None, "it may be about to be stored"
    at(timedelta(hours=2))
    retention.run(talk.house.db, Policy())
    assert store.read("c_never_stored") is None and store.read(talk.id) is not None


def test_keys_that_stood_in_the_database_move_out(home: Path) -> None:
    db = bootstrap.database()
    migrate(db, "0004")
    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO conversation"
            " (id, channel, state, language, language_chosen, turn, seq, choices, opened_at, last_at)"
            " VALUES ('c_1', 'web', 'open', 'en', 0, 0, 0, '[]', '2026-01-01', '2026-01-01')"
        )
        connection.exec_driver_sql("INSERT INTO conversation_key VALUES ('c_1', 'abcdefgh', x'0102')")
    store = KeyStore(settings().keys_sqlalchemy_url)
    migrate(db, handed={HELD: store})
    assert store.read("c_1") == Wrapped("abcdefgh", b"\x01\x02")
    with create_engine(settings().sqlalchemy_url).connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
    assert "conversation_key" not in tables


def test_the_store_of_keys_is_never_the_database_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ALDER_DATABASE_URL", "ALDER_KEYS_URL"):
        monkeypatch.setenv(name, "postgresql://alder@127.0.0.1/alder")
    settings.cache_clear()
    with pytest.raises(SettingsError, match="another database"):
        settings()
    settings.cache_clear()


def test_the_number_is_not_needed_to_erase(sms: Talk) -> None:
    """The row of a phone is found by a keyed digest that does not hang on the conversation's key."""
    sms.say("hello")
    with sms.house.db.own_transaction() as session:
        assert len(sms.house.keys.lookups(PHONE)) == 1
        vault.store(session).destroy([sms.id])
    sms.say("hello")
    assert count(sms, Conversation) == 1
