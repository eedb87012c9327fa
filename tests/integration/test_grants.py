"""Being counted and being texted back: asked where it matters, no unless they say yes, ended at a word."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.consent import service as consent
from bot.consent.rules import Act, Scope
from bot.insight.models import Counted
from tests.integration.conftest import START
from tests.talking import Talk, with_food


def told(talk: Talk, scope: Scope) -> list[Any]:
    with talk.house.db.own_transaction() as session:
        return [one for one in consent.ledger(session, talk.id) if one.scope is scope]


def counted(talk: Talk) -> list[tuple[Any, ...]]:
    with talk.house.db.own_transaction() as session:
        rows = session.execute(select(Counted)).scalars()
        return [(str(one.month), one.need, one.language, one.channel, one.conversations) for one in rows]


def test_a_conversation_is_counted_at_a_yes_and_by_month(talk: Talk, at: Any, engine: Any, redactor: Any) -> None:
    for _ in range(2):
        with_food(talk).press("/deny")
        assert talk.keys == ["utter_still_here", "ask_count"]
        talk.say("yes")
        assert talk.keys == ["utter_counted"]
        house, talk = talk.house, Talk(talk.house, engine, redactor)
        assert house is talk.house
    assert counted(talk) == [("2026-03-01", "food", "en", "web", 2)]


def test_no_is_the_default_and_it_is_asked_once(talk: Talk) -> None:
    with_food(talk).through("/deny", "/deny")
    assert talk.keys == ["utter_not_counted"] and counted(talk) == []
    assert [one.act for one in told(talk, Scope.STATISTICS)] == [Act.ASKED]
    talk.press("/deny")
    assert talk.keys == ["utter_still_here"]


def test_an_offer_that_is_not_taken_is_dropped(talk: Talk) -> None:
    with_food(talk).press("/deny")
    talk.say("are you a robot")
    assert "ask_count" not in talk.keys and counted(talk) == []


def test_what_cannot_be_undone_is_said(talk: Talk) -> None:
    with_food(talk).through("/deny", "/affirm")
    assert "Being counted" in talk.press("/show_consent")[0]
    talk.press("/withdraw_consent")
    assert "utter_count_stays" in talk.keys and len(counted(talk)) == 1


def test_when_and_how_to_be_texted_back_is_the_persons_to_say(sms: Talk, at: Any) -> None:
    with_food(sms).say("can I talk to a person")
    assert sms.keys[-1] == "ask_contact"
    sms.say("yes")
    assert sms.keys == ["ask_contact_when"]
    sms.say("3")
    assert sms.keys == ["ask_contact_say"]
    sms.say("1")
    assert sms.keys[0] == "utter_contact_set" and "In the evening" in sms.went_out[0]
    asked, granted = told(sms, Scope.CONTACT)
    assert (asked.act, granted.act) == (Act.ASKED, Act.GRANTED)
    assert granted.fields == {"when_evening", "say_nothing"} and granted.until == START + timedelta(days=30)
    assert "In the evening" in sms.press("/show_consent")[0]
    sms.press("/withdraw_consent")
    assert told(sms, Scope.CONTACT)[-1].act is Act.WITHDRAWN


def test_half_an_answer_grants_nothing(sms: Talk) -> None:
    with_food(sms).say("can I talk to a person")
    sms.through("/affirm", '/contact_answer{"value": "when_any"}', "/deny")
    assert "utter_contact_not" in sms.keys
    assert [one.act for one in told(sms, Scope.CONTACT)] == [Act.ASKED]


def test_what_no_button_of_ours_says_is_no_answer(sms: Talk) -> None:
    with_food(sms).press('/contact_answer{"value": "when_any"}')
    assert told(sms, Scope.CONTACT) == []
    sms.say("can I talk to a person")
    sms.through("/affirm", '/contact_answer{"value": "say_open"}')
    assert [one.act for one in told(sms, Scope.CONTACT)] == [Act.ASKED]


def test_on_the_web_nobody_can_be_written_to(talk: Talk) -> None:
    with_food(talk).say("can I talk to a person")
    assert "ask_contact" not in talk.keys
