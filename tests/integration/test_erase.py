"""Erasing: the key first, then every row and the log of the database; only who said STOP is remembered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from bot.audit.models import AuditRow
from bot.bootstrap import House
from bot.consent.models import ConsentEvent
from bot.conversation import service as conversations
from bot.conversation.models import Conversation, InboxRow, Message, OptOut, OutboxRow, Tracker
from bot.conversation.service import ConversationEnded
from bot.vault import service as vault
from bot.vault.models import KnownMark, VaultValue
from bot.vault.seal import SealBroken, unseal
from channels.web.service import WebChat
from redaction.types import Redacted
from tests.talking import PHONE, Talk

ROWS = (Message, Tracker, InboxRow, ConsentEvent, VaultValue, KnownMark)
SAID = "my name is Marisol Quintanilla and my number is 305-555-0177"


def rows(house: House, conversation_id: str) -> dict[str, int]:
    """How much there is of a conversation, by table."""
    with house.db.own_transaction() as session:

        def many(kind: Any, column: Any) -> int:
            return int(
                session.execute(select(func.count()).select_from(kind).where(column == conversation_id)).scalar()
            )

        found = {kind.__tablename__: many(kind, kind.conversation_id) for kind in ROWS}
        key = int(vault.has_key(session, conversation_id))
        return {**found, "conversation": many(Conversation, Conversation.id), "key": key}


def files(home: Path, pattern: str) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(home.glob(pattern)))


def nothing(house: House, conversation_id: str) -> bool:
    return not any(rows(house, conversation_id).values())


def spoken_to(talk: Talk) -> Talk:
    """A person who has said and permitted something."""
    talk.say(SAID)
    talk.through("/deny", "/affirm", "/need_food")
    before = rows(talk.house, talk.id)
    assert all(before.values()), before
    return talk


def test_by_button_and_yes_everything_is_gone(talk: Talk) -> None:
    spoken_to(talk)
    assert talk.press("/delete_data") and talk.keys[-1] == "ask_erase"
    talk.press("/affirm")
    assert nothing(talk.house, talk.id)


def test_a_no_erases_nothing(talk: Talk) -> None:
    spoken_to(talk)
    talk.press("/delete_data")
    talk.press("/deny")
    assert all(rows(talk.house, talk.id).values()) and "utter_not_erased" in talk.keys


@pytest.mark.parametrize("word", ["ERASE", "erase"])
def test_by_the_word_alone_everything_is_gone_at_once(talk: Talk, word: str) -> None:
    spoken_to(talk).say(word)
    assert nothing(talk.house, talk.id)


def test_erase_as_the_very_first_word(sms: Talk) -> None:
    """Nothing was said before it, so the notice is noted in the same turn that erases it."""
    sms.say("ERASE")
    assert nothing(sms.house, sms.id)
    assert sms.texts()[-1].endswith("Everything is erased here."), "the person was not told"


def test_a_yes_that_names_somebody_erases_that_too(talk: Talk) -> None:
    """The same turn seals a value and erases the conversation."""
    spoken_to(talk).press("/delete_data")

    class Naming:
        level = "presidio"

        def redact(self, text: str, *_more: Any, **_others: Any) -> Redacted:
            return Redacted(text, values={"<PHONE_9>": "786-555-0163"})

    talk.gateway._redactor = Naming()
    talk.say("yes")
    assert nothing(talk.house, talk.id)


def test_the_placeholders_are_unreadable_even_to_who_kept_a_copy(talk: Talk) -> None:
    spoken_to(talk)
    with talk.house.db.own_transaction() as session:
        copies = session.execute(select(VaultValue).where(VaultValue.conversation_id == talk.id)).scalars().all()
        key = vault.data_key(session, talk.house.keys, talk.id)
        assert b"Marisol Quintanilla" in {unseal(key, one.sealed, f"{talk.id}/{one.placeholder}") for one in copies}
    talk.say("ERASE")
    with talk.house.db.own_transaction() as session, pytest.raises(vault.KeyDestroyed):
        vault.data_key(session, talk.house.keys, talk.id)
    with talk.house.db.own_transaction() as session:
        conversations.adopt(session, talk.house.keys, talk.id)  # the same id with a key of its own
        new_key = vault.data_key(session, talk.house.keys, talk.id)
        for one in copies:
            with pytest.raises(SealBroken):
                unseal(new_key, one.sealed, f"{talk.id}/{one.placeholder}")


def test_the_wrapped_key_is_in_no_file_of_either_database(talk: Talk) -> None:
    """Whoever finds the disk and the master key must not be able to go on from there."""
    spoken_to(talk)
    with talk.house.db.own_transaction() as session:
        key = vault.store(session).read(talk.id)
        assert key is not None
        sealed = [one.sealed for one in session.execute(select(VaultValue)).scalars()]
    home = talk.house.settings.home
    before = files(home, "alder.db*")
    assert key.wrapped not in before and key.wrapped in files(home, "keys.db*")
    assert all(one in before for one in sealed)
    talk.say("ERASE")
    assert (home / "alder.db-wal").stat().st_size == 0, "the write-ahead log was not folded in"
    after = files(home, "*.db*")
    assert key.wrapped not in after and not any(one in after for one in sealed)
    assert b"<PERSON_1>" not in after


def test_by_sms_waiting_texts_go_and_the_last_words_are_sent(sms: Talk) -> None:
    sms.say("hi")
    erased = sms.id
    sms.say("ERASE")
    assert nothing(sms.house, erased) and sms.texts() == ["Done. Everything is erased here."]
    sms.say("hi")
    assert sms.id != erased, "the number was still known"


def test_who_said_stop_is_not_written_to_again_after_erasing(sms: Talk) -> None:
    sms.say("STOP")
    with sms.house.db.own_transaction() as session:
        conversations.erase(session, sms.id)
    with sms.house.db.own_transaction() as session:
        assert session.execute(select(func.count()).select_from(OptOut)).scalar() == 1
        assert conversations.opted_out(session, sms.house.keys, PHONE)
        assert PHONE.strip("+") not in str([vars(one) for one in session.execute(select(OptOut)).scalars()])
    assert sms.say("hi") == [] and sms.texts() == []


def test_what_stays_is_audit_without_content(talk: Talk) -> None:
    spoken_to(talk).say("ERASE")
    with talk.house.db.own_transaction() as session:
        mine = session.execute(select(AuditRow).where(AuditRow.conversation_id == talk.id)).scalars().all()
    assert mine[-1].event == "conversation.erased"
    assert {key for one in mine for key in one.codes} <= {"channel", "purpose", "type", "kind", "why", "error", "code"}


def test_another_conversation_is_untouched(talk: Talk, engine: Any, redactor: Any) -> None:
    other = spoken_to(Talk(talk.house, engine, redactor))
    before = rows(talk.house, other.id)
    spoken_to(talk).say("ERASE")
    assert rows(talk.house, other.id) == before


def test_the_token_is_dead_and_erasing_twice_is_no_error(house: Any, talk: Talk) -> None:
    web = WebChat(house, talk.gateway)
    conversation_id, token = web.open("en")
    with house.db.own_transaction() as session:
        conversations.check_token(session, conversation_id, token)
    web.erase(conversation_id)
    web.erase(conversation_id)
    with house.db.own_transaction() as session, pytest.raises(ConversationEnded):
        conversations.check_token(session, conversation_id, token)
    assert nothing(house, conversation_id)


def test_a_message_that_waits_when_its_conversation_is_erased_is_never_answered(house: Any, talk: Talk) -> None:
    web = WebChat(house, talk.gateway)
    inbox_id, _ = web.store(talk.id, "client-1", "hello", None, False)
    web.erase(talk.id)
    assert web.is_done(inbox_id) and not talk.gateway.take_next()
    with house.db.own_transaction() as session:
        assert session.execute(select(func.count()).select_from(OutboxRow)).scalar() == 0


def test_over_http_the_browser_is_told_to_keep_nothing(
    house: Any, monkeypatch: pytest.MonkeyPatch, engine: Any
) -> None:
    """The whole application, with the model that is loaded already."""
    from channels import app as module
    from channels.turns import Turns

    monkeypatch.setattr(module, "Turns", lambda _load: Turns(lambda: engine))
    with TestClient(module.create(house)) as client:
        opened = client.post("/api/chat/conversations", json={"language": "en"}).json()
        path, headers = f"/api/chat/conversations/{opened['id']}", {"Authorization": f"Bearer {opened['token']}"}
        assert client.delete(path, headers={"Authorization": "Bearer guess"}).status_code == 401
        assert client.delete(path).status_code == 401
        erased = client.delete(path, headers=headers)
        assert erased.status_code == 204 and erased.headers["clear-site-data"] == '"cache", "storage"'
        again = client.post(f"{path}/messages", json={"text": "hi", "client_id": "1"}, headers=headers)
        assert again.status_code == 401 and again.json()["error"]["code"] == "session_token_expired"
    assert nothing(house, opened["id"])


def test_a_name_said_in_the_same_breath_does_not_keep_the_rest(house: Any, engine: Any, redactor: Any) -> None:
    """What a turn remembers is written when it ends: not after the conversation that it belonged to is gone."""
    talk = Talk(house, engine, redactor)
    with house.db.own_transaction() as session:
        vault.remember(session, talk.id, {b"a mark of 12": "<PERSON_1>"})
        conversations.erase(session, talk.id)
    assert talk.row() is None
