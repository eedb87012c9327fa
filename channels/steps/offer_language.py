"""After the answer: offers the language that the person plainly writes, once, as the one thing to say yes or no to."""

from __future__ import annotations

from typing import Optional

from bot.content.speak import Button
from bot.conversation.agenda import Question
from bot.conversation.models import Tracker
from channels.way import End, Way

_LAST_WORDS = ("opt_out", "change_language")  # nothing may follow the first; the second has just settled it


def offer_language(way: Way) -> Optional[End]:
    """Said in both languages. The question in hand waits meanwhile, and whatever is answered settles the language."""
    if way.offer is None or way.effect or way.intent in _LAST_WORDS:
        return None
    row = way.session.get(Tracker, way.conversation.id)
    if row is None or row.slots.get("interlude"):  # something that cannot be undone is being asked: not now
        return None
    row.slots = {**row.slots, "interlude": f"{Question.LANGUAGE.value}:{way.offer}"}
    way.conversation.language_chosen = True
    catalogue, now = way.edition.catalogue, way.lang
    theirs, _ = catalogue.line("ask_language", way.offer, way.channel)
    choices = (way.offer, now)
    buttons = [Button(catalogue.own_name(code), f'/change_language{{"language": "{code}"}}') for code in choices]
    way.say("offer_language", buttons, offer=theirs, here=catalogue.own_name(way.offer))
    return None
