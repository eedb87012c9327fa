"""What is kept about a person: shown, corrected, kept longer at their word, and what they said yes to."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Optional

import pytest
from sqlalchemy import func, select

from bot.consent import service as consent
from bot.consent.rules import Act, Scope
from bot.conversation.models import Conversation, Message
from bot.retention import service as retention
from bot.retention.rules import Policy
from bot.safety.plain_words import Word, match
from bot.vault.models import VaultValue
from tests.integration.conftest import START
from tests.talking import Talk, with_food

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(params=["web", "sms"])
def served(request: pytest.FixtureRequest, at: Any, house: Any, engine: Any, redactor: Any) -> Talk:
    """Somebody who found food in Miami."""
    return served_with_food(Talk(house, engine, redactor, request.param))


@pytest.fixture
def phone(at: Any, sms: Talk) -> Talk:
    """The same, by SMS."""
    return served_with_food(sms)


def served_with_food(talk: Talk) -> Talk:
    with_food(talk)
    assert talk.keys[-1] == "ask_after"
    return talk


def count(talk: Talk, table: Any) -> int:
    with talk.house.db.own_transaction() as session:
        mine = table.id if table is Conversation else table.conversation_id
        return int(session.execute(select(func.count()).select_from(table).where(mine == talk.id)).scalar_one())


def on_record(talk: Talk, key: str) -> str:
    with talk.house.db.own_transaction() as session:
        query = select(Message.text).where(Message.conversation_id == talk.id, Message.key == key)
        return str(session.execute(query.order_by(Message.seq.desc()).limit(1)).scalar_one())


def told(talk: Talk, scope: Scope) -> list[tuple[Act, Optional[datetime]]]:
    with talk.house.db.own_transaction() as session:
        return [(one.act, one.until) for one in consent.ledger(session, talk.id) if one.scope is scope]


def said(talk: Talk) -> str:
    """Everything as it went out."""
    return "\n".join(talk.went_out)


@pytest.mark.parametrize("asked", ["what do you have about me", "show me my data", "/show_data"])
def test_what_there_is_is_shown_and_the_record_keeps_no_place(served: Talk, asked: str) -> None:
    served.press(asked) if asked.startswith("/") else served.say(asked)
    assert served.keys == ["utter_have"]
    assert "Food" in said(served) and "Miami" in said(served) and "April 6, 2026" in said(served)
    assert "<LOCATION_1>" in on_record(served, "utter_have") and "Miami" not in on_record(served, "utter_have")
    assert ("phone number" in said(served)) == (served.channel == "sms")


def test_a_forgotten_place_is_no_longer_told(served: Talk, at: Any) -> None:
    at(13 * HOUR)
    retention.run(served.house.db, Policy())
    served.press("/show_data")
    assert "Miami" not in said(served) and ("Where: …" in said(served) or "Where: ..." in said(served))


def test_a_code_and_a_word_are_among_it_and_cannot_be_read(served: Talk) -> None:
    served.press("/show_data")
    assert "A code to come back" not in said(served) and "A word that I ask for" not in said(served)
    if served.channel == "sms":
        served.press("/code_word")
        served.say("maple")
    else:
        served.press("/return_code")
    served.press("/show_data")
    assert ("A code to come back" in said(served)) == (served.channel == "web")
    assert ("A word that I ask for" in said(served)) == (served.channel == "sms")
    assert "maple" not in said(served).lower()


def test_nothing_told_nothing_to_show(talk: Talk) -> None:
    talk.press("/show_data")
    assert "What you looked for" not in said(talk) and "Your messages and mine" in said(talk)
    talk.press("/correct_need")
    assert talk.keys[0] == "utter_nothing_to_correct"


def test_need_and_place_can_be_corrected(served: Talk) -> None:
    served.press("/correct_need")
    assert served.keys == ["ask_need"]
    served.say("a lawyer")
    assert served.keys[-1] == "ask_after"
    served.press("/correct_place")
    assert served.keys == ["ask_place"]
    served.press("/inform_place")
    assert served.keys[-1] == "ask_after"
    served.press("/show_data")
    assert "A lawyer" in said(served) and "Anywhere" in said(served) and "Miami" not in said(served)


def test_what_was_agreed_to_can_be_read_back_and_taken_back(served: Talk) -> None:
    served.say("what did I agree to")
    assert served.keys[0] == "utter_agreed" and "March 7, 2026" in said(served)
    served.say("I take back my permission")
    served.press("/show_consent")
    assert served.keys[0] == "utter_agreed_nothing"


@pytest.mark.parametrize(
    ("answer", "line", "days"),
    [
        ("30 days", "utter_kept", 30),
        ("24h", "utter_kept", 1),
        ("yes", "utter_kept", 1),
        ("forever", "utter_kept_always", 0),
    ],
)
def test_what_was_told_is_kept_as_long_as_the_person_says(
    served: Talk, at: Any, answer: str, line: str, days: int
) -> None:
    served.say("remember what I told you")
    assert served.keys == ["ask_keep"]
    assert ("/keep_always" in served.buttons) == (served.channel == "sms")
    if not days and served.channel == "web":  # nobody could come back to erase it
        line, days = "utter_kept", 30
    served.say(answer)
    assert served.keys[0] == line and served.keys[-1] == "ask_after"
    until = START + days * DAY if days else None
    assert told(served, Scope.KEEP) == [(Act.ASKED, None), (Act.GRANTED, until)]
    served.press("/show_consent")
    assert "Keeping your answers until" in said(served)
    at(13 * HOUR)
    assert retention.run(served.house.db, Policy()).values_forgotten_in == 0 and count(served, VaultValue)
    if days:
        at(days * DAY + 13 * HOUR)
        retention.run(served.house.db, Policy())
        assert not count(served, VaultValue)


@pytest.mark.parametrize("answer", ["no", "skip", "/deny", "I need a doctor"])
def test_unless_they_say_so_nothing_is_kept(served: Talk, at: Any, answer: str) -> None:
    served.press("/keep_answers")
    served.press(answer) if answer.startswith("/") else served.say(answer)
    assert told(served, Scope.KEEP) == [(Act.ASKED, None)]
    at(13 * HOUR)
    assert retention.run(served.house.db, Policy()).values_forgotten_in == 1


def test_kept_until_erased_the_record_still_goes_after_thirty_days(phone: Talk, at: Any) -> None:
    phone.press("/keep_answers")
    phone.press("/keep_always")
    phone.press("/show_data")
    assert "until you erase" in said(phone)
    at(31 * DAY)
    assert retention.run(phone.house.db, Policy()).conversations_erased == 0
    assert count(phone, Message) == 0 and count(phone, VaultValue)
    phone.press("/show_plan")
    assert "Food" in said(phone)
    phone.say("erase everything")
    assert not count(phone, Conversation) and not count(phone, VaultValue)


def test_taking_it_back_forgets_at_once(served: Talk) -> None:
    served.press("/keep_answers")
    served.press("/keep_month")
    served.say("I take back my permission")
    assert told(served, Scope.KEEP)[-1][0] is Act.WITHDRAWN and not count(served, VaultValue)


@pytest.mark.parametrize("asked", ["what do you have about me", "what is in my plan", "hello"])
def test_a_phone_that_comes_back_is_asked_who_can_see_it_before_anything(phone: Talk, at: Any, asked: str) -> None:
    phone.press("/keep_answers")
    phone.press("/keep_month")
    phone.say("bye")
    at(2 * DAY)
    retention.run(phone.house.db, Policy())
    phone.say(asked)
    assert phone.keys == ["utter_notice", "ask_device"] and "Food" not in said(phone)
    phone.say("just me")
    phone.say("yes")
    assert phone.keys[-1] == "ask_after" and "Food" in said(phone)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        (Word.DATA, "qué tienen guardado de mí"),
        (Word.CONSENT, "a que dije que si"),
        (Word.DATA, "qu'avez-vous sur moi"),
        (Word.DATA, "что вы обо мне знаете"),
    ],
)
def test_it_is_asked_in_other_languages_too(word: Word, text: str) -> None:
    assert match(text) is word
