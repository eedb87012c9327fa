"""Whole messages that are decided before understanding."""

from __future__ import annotations

import pytest

from bot.safety.plain_words import Word, match


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a person", Word.PERSON),
        ("Human, please!", Word.PERSON),
        ("talk to a person", Word.PERSON),
        ("can i talk to someone real", Word.PERSON),
        ("i want to speak with a real person not a robot", Word.PERSON),
        ("AGENT", Word.PERSON),
        ("persona", Word.PERSON),
        ("una persona por favor", Word.PERSON),
        ("kiero hablar con alguien", Word.PERSON),
        ("hola, puedo hablar con una persona real?", Word.PERSON),
        ("erase", Word.ERASE),
        ("ERASE EVERYTHING", Word.ERASE),
        ("Borrar.", Word.ERASE),
        ("please erase", None),
        ("erase my name from the list", None),
        ("stop texting me", Word.OPT_OUT),
        ("Do NOT text me anymore!!", Word.OPT_OUT),
        ("remove my number", Word.OPT_OUT),
        ("please take me off your list", Word.OPT_OUT),
        ("no me escriban mas", Word.OPT_OUT),
        ("quita mi número", Word.OPT_OUT),
        ("ya no quiero recibir mensajes", Word.OPT_OUT),
        ("give me a copy", Word.COPY),
        ("Can I have a copy of this chat?", Word.COPY),
        ("download my data", Word.COPY),
        ("what do you have about me", Word.DATA),
        ("deme una copia de mis mensajes", Word.COPY),
        ("je voudrais une copie de cette conversation", Word.COPY),
        ("quero uma cópia dos meus dados", Word.COPY),
        ("ban m yon kopi konvèsasyon an", Word.COPY),
        ("我要一份副本", Word.COPY),
        ("cho tôi một bản sao", Word.COPY),
        ("이 대화 사본 주세요", Word.COPY),
        ("pahingi po ng kopya ng chat na ito", Word.COPY),
        ("пришлите копию чата", Word.COPY),
        ("أريد نسخة من هذه المحادثة", Word.COPY),
        ("mujhe is chat ki copy chahiye", Word.COPY),
        ("i need a copy of my birth certificate", None),
        ("quiero una copia de mi pasaporte", None),
        ("дайте копию паспорта", None),
        ("أريد نسخة من جواز سفري", None),
        ("मुझे पासपोर्ट की कॉपी चाहिए", None),
        ("make copies", None),
        ("bus stop", None),
        ("parada de bus", None),
        ("stop", None),
        ("don't call me", None),
        ("take me", None),
        ("tell him to stop texting me", None),
        ("the person who hurt me", None),
        ("i need a person to watch my kids", None),
        ("no questions", None),
        ("", None),
        ("...", None),
    ],
)
def test_whole_messages_only(text: str, word: Word | None) -> None:
    assert match(text) == word
