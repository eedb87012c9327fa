"""Twelve languages: found in a first message, listed under their own names, offered in both languages and kept."""

from __future__ import annotations

from typing import Any

import pytest

from bot.content.catalogue import read_files
from redaction.types import withheld
from tests.talking import Talk

CATALOGUE = read_files()
FIRST = {
    "en": "hi, i need somewhere to sleep tonight",
    "es": "hola, necesito un lugar para dormir hoy",
    "fr": "bonjour, je cherche un endroit pour dormir ce soir",
    "pt": "oi, preciso de um lugar para dormir hoje",
    "ht": "bonjou, mwen bezwen yon kote pou m dòmi aswè a",
    "zh": "你好，我今晚没有地方住",
    "vi": "chào bạn, tối nay mình không có chỗ ngủ",
    "ko": "안녕하세요 오늘 밤 잘 곳이 없어요",
    "tl": "magandang gabi po, wala akong matulugan ngayon",
    "ru": "здравствуйте, мне негде ночевать сегодня",
    "ar": "مرحبا، ليس عندي مكان أنام فيه الليلة",
    "hi": "नमस्ते, आज रात सोने की जगह नहीं है",
}


@pytest.mark.parametrize("lang", sorted(CATALOGUE.languages))
def test_a_first_text_is_answered_in_its_language(sms: Talk, lang: str) -> None:
    sms.say(FIRST[lang])
    row = sms.row()
    assert row is not None and row.language == lang
    assert {reply.lang for reply in sms.replies} == {lang}


@pytest.mark.parametrize("lang", sorted(set(CATALOGUE.languages) - {"en"}))
def test_a_switch_is_offered_in_both_languages_and_kept_when_accepted(
    house: Any, engine: Any, redactor: Any, lang: str
) -> None:
    from bot.conversation import service as conversations

    talk = Talk(house, engine, redactor)
    with house.db.own_transaction() as session:
        session.get(conversations.Conversation, talk.id).language_chosen = False
    talk.say(FIRST[lang])
    offer = next(reply for reply in talk.replies if reply.key == "offer_language")
    assert CATALOGUE.line("ask_language", lang, "web")[0] in offer.text and "English" in offer.text
    assert [button["title"] for button in offer.buttons][:2] == [CATALOGUE.own_name(lang), "English"]
    talk.press(offer.buttons[0]["payload"])
    row = talk.row()
    assert row is not None and row.language == lang
    talk.say("hello")
    assert {reply.lang for reply in talk.replies} == {lang}


def test_a_message_that_was_withheld_is_no_sign_of_a_language(sms: Talk, redactor: Any, monkeypatch: Any) -> None:
    """What stands in for it looks like Chinese to the encoder: Chinese was offered to somebody who writes English."""
    sms.say(FIRST["en"])
    monkeypatch.setattr(type(redactor), "redact", lambda _self, text, *_more, **_others: withheld(text))
    sms.say("are you a robot")
    assert sms.replies and not [reply for reply in sms.replies if reply.key == "offer_language"]
    assert {reply.lang for reply in sms.replies} == {"en"}


def test_every_language_stands_under_its_own_name(talk: Talk) -> None:
    talk.say("another language please")
    names = [button["title"] for reply in talk.replies for button in reply.buttons]
    assert set(map(CATALOGUE.own_name, CATALOGUE.languages)) <= set(names)


def test_by_sms_every_language_has_a_number(sms: Talk) -> None:
    sms.say("another language please")
    sms.say("12")
    row = sms.row()
    assert row is not None and row.language == list(CATALOGUE.languages)[11]
