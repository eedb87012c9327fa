"""Coming back: by a code on the web, behind a word by SMS; neither is kept anywhere that could be read."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from bot.conversation import service as conversations
from bot.conversation.models import Conversation
from bot.conversation.service import ConversationEnded
from bot.ids import new_token, token_digest
from bot.returning.models import CodeWord, ReturnCode
from tests.talking import Talk, with_food

HOUR = timedelta(hours=1)
CODE = re.compile(r"\d{4} \d{4} \d{4} \d{4}")


def asked_for_a_code(talk: Talk) -> str:
    talk.press("/return_code")
    (code,) = CODE.findall(talk.went_out[0])
    return str(code)


def tokens(talk: Talk) -> str:
    """A fresh token for the conversation, as the web channel gives one."""
    token = new_token()
    with talk.house.db.own_transaction() as session:
        session.get(Conversation, talk.id).token_digest = token_digest(token)
    return token


def entered(talk: Talk, token: str) -> str:
    with talk.house.db.own_transaction() as session:
        return conversations.check_token(session, talk.id, token)


def everything_on_disk(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_a_code_is_said_once_and_kept_nowhere(talk: Talk) -> None:
    code = asked_for_a_code(with_food(talk))
    assert code not in " ".join(row.text for row in talk.record())
    on_disk = everything_on_disk(talk.house.settings.home)
    assert code.encode() not in on_disk and code.replace(" ", "").encode() not in on_disk


def test_another_device_goes_on_where_it_was(talk: Talk, engine: Any, redactor: Any) -> None:
    code, old = asked_for_a_code(with_food(talk)), tokens(talk)
    other = Talk(talk.house, engine, redactor)
    new = tokens(other)
    assert other.say(f"my code is {code.replace(' ', '-')}") == []
    assert other.went_out == ["Welcome back. We can go on where we were."]
    assert entered(other, new) == talk.id, "the new token leads to the old conversation"
    with pytest.raises(ConversationEnded):
        entered(talk, old)
    assert other.gateway.take_next(), "the question in hand is put by a turn of its own"
    assert [row.key for row in talk.record()][-2:] == ["utter_back", "ask_device"]
    talk.press("/deny")
    assert talk.slots["need"] == "food" and talk.keys[-1] == "ask_after"
    seqs = [row.seq for row in talk.record()]
    assert seqs == sorted(set(seqs))


def test_what_was_said_on_the_way_to_the_code_is_gone(talk: Talk, engine: Any, redactor: Any) -> None:
    code = asked_for_a_code(with_food(talk))
    other = Talk(talk.house, engine, redactor)
    other.say("my name is Marisol Quintanilla")
    other.say(code)
    with talk.house.db.own_transaction() as session:
        assert session.get(Conversation, other.id).moved_to == talk.id
    assert other.record() == []
    with talk.house.db.own_transaction() as session:
        conversations.erase(session, talk.id)
        assert session.execute(select(func.count()).select_from(Conversation)).scalar() == 0, "the door goes too"


@pytest.mark.parametrize("typed", ["1234 5678 9012 3456", "my code is 1234567890123456"])
def test_a_code_that_opens_nothing_says_so_and_is_not_kept(talk: Talk, typed: str) -> None:
    talk.say(typed)
    assert talk.keys == ["utter_code_unknown"]
    assert "1234" not in " ".join(row.text for row in talk.record())


def test_an_erased_conversation_has_no_way_back(talk: Talk, engine: Any, redactor: Any) -> None:
    code = asked_for_a_code(with_food(talk))
    talk.say("ERASE")
    other = Talk(talk.house, engine, redactor)
    other.say(code)
    assert other.keys == ["utter_code_unknown"]


def test_a_new_code_takes_the_place_of_the_old_one(talk: Talk, engine: Any, redactor: Any) -> None:
    first = asked_for_a_code(with_food(talk))
    second = asked_for_a_code(talk)
    assert first != second
    other = Talk(talk.house, engine, redactor)
    other.say(first)
    assert other.keys == ["utter_code_unknown"]


def test_who_left_with_a_grant_and_a_code_finds_need_and_place_again(talk: Talk, engine: Any, redactor: Any) -> None:
    code = asked_for_a_code(with_food(talk).through("/keep_month"))
    talk.press("/end_chat")
    other = Talk(talk.house, engine, redactor)
    other.say(code)
    assert other.gateway.take_next() and talk.slots["need"] == "food"


def test_through_the_web_interface_the_same_page_goes_on(home: Path, engine: Any, redactor: Any, house: Any) -> None:
    from channels.app import create

    with TestClient(create(house)) as client:

        def begin() -> tuple[str, dict[str, str]]:
            opened = client.post("/api/chat/conversations", json={}).json()
            return f"/api/chat/conversations/{opened['id']}", {"Authorization": f"Bearer {opened['token']}"}

        def say(at: tuple[str, dict[str, str]], **what: str) -> Any:
            body = {"client_id": new_token(), **what}
            return client.post(f"{at[0]}/messages", json=body, headers=at[1]).json()["messages"]

        first = begin()
        (code,) = CODE.findall(say(first, payload="/return_code")[0]["text"])
        second = begin()
        assert say(second, text=code)[0]["text"].startswith("Welcome back")
        assert say(second, payload="/need_food"), "the same address and token go on"
        assert (
            client.post(f"{first[0]}/messages", json={"text": "hi", "client_id": "x"}, headers=first[1]).status_code
            == 401
        )
        assert client.delete(second[0], headers=second[1]).status_code == 204
        assert (
            client.post(f"{second[0]}/messages", json={"text": "hi", "client_id": "y"}, headers=second[1]).status_code
            == 401
        )


def test_by_sms_the_number_is_the_way_back_and_a_word_can_guard_it(sms: Talk, at: Any) -> None:
    with_food(sms).say("give me a code to come back")
    assert sms.keys == ["utter_return_sms"] and "/code_word" in sms.buttons
    sms.press("/code_word")
    assert sms.keys == ["ask_code_word"]
    sms.say("Mango tree")
    assert sms.keys == ["utter_code_word_set"]
    assert "ango" not in " ".join(row.text for row in sms.record())
    assert b"ango tree" not in everything_on_disk(sms.house.settings.home)
    at(13 * HOUR)
    assert sms.say("what did I ask for") == ["Hello. What is your word?"]
    assert sms.say("password")[0].startswith("That is not the word")
    sms.say("mángo TREE.")
    assert "utter_notice" not in sms.keys and sms.keys[-1] == "ask_after"
    assert all(one not in " ".join(row.text for row in sms.record()) for one in ("password", "TREE"))
    sms.say("what did I ask for")
    assert "utter_plan" in sms.keys


def test_before_the_silence_no_word_is_asked(sms: Talk, at: Any) -> None:
    with_food(sms).press("/code_word")
    sms.say("mango")
    at(11 * HOUR)
    sms.say("what did I ask for")
    assert "utter_plan" in sms.keys


def test_behind_the_word_a_crisis_is_answered_and_erasing_needs_none(sms: Talk, at: Any) -> None:
    with_food(sms).press("/code_word")
    sms.say("mango")
    at(13 * HOUR)
    sms.say("I want to die")
    assert sms.keys[0] == "crisis_self_harm" and "food" not in " ".join(sms.went_out).lower()
    at(26 * HOUR)
    sms.say("ERASE")
    sms.say("hello")
    assert "utter_notice" in sms.keys


def test_who_does_not_know_the_word_cannot_set_another(sms: Talk, at: Any) -> None:
    with_food(sms).press("/code_word")
    sms.say("mango")
    sms.press("/code_word")
    at(13 * HOUR)
    sms.say("papaya")
    assert sms.keys == ["utter_locked"]
    sms.say("papaya")
    assert sms.keys == ["utter_locked_wrong"]
    sms.say("mango")
    assert sms.keys[-1] == "ask_after"


@pytest.mark.parametrize("typed", ["no", "skip", "ab", "pause", "erase", "Food"])
def test_what_means_something_here_is_no_code_word(sms: Talk, typed: str) -> None:
    with_food(sms).press("/code_word")
    sms.say(typed)
    with sms.house.db.own_transaction() as session:
        assert session.execute(select(func.count()).select_from(CodeWord)).scalar() == 0


def test_the_word_can_be_given_up(sms: Talk, at: Any) -> None:
    with_food(sms).press("/code_word")
    sms.say("mango")
    sms.press("/no_code_word")
    assert sms.keys[0] == "utter_code_word_gone"
    at(13 * HOUR)
    sms.say("hello")
    assert sms.keys != ["utter_locked"]


def test_on_the_web_there_is_a_code_in_the_place_of_a_word(talk: Talk) -> None:
    with_food(talk).press("/code_word")
    assert talk.keys == ["utter_return_code"]
    with talk.house.db.own_transaction() as session:
        assert session.get(ReturnCode, talk.id) is not None
