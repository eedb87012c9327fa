"""A line that a language does not have yet is said in English; the person is told so, once in a conversation."""

from __future__ import annotations

from typing import Sequence

from sqlalchemy import select

from bot.content.speak import Utterance, speak
from bot.conversation.models import Message
from channels.way import Way

NOTE = "utter_in_english"


def own_up(way: Way) -> Sequence[Utterance]:
    """What is said in this turn, with the note before it where one is due."""
    lines = way.edition.catalogue.languages.get(way.lang, {}).get("lines", {})
    if NOTE not in lines or all(one.key in lines or one.lang == way.lang for one in way.said) or _told(way):
        return way.said
    return [speak(way.edition.catalogue, NOTE, way.lang, way.channel), *way.said]


def _told(way: Way) -> bool:
    mine = select(Message.seq).where(Message.conversation_id == way.conversation.id, Message.key == NOTE).limit(1)
    return way.session.execute(mine).first() is not None
