"""The code word of a phone: chosen once, and after half a day of silence asked for before anything that was told."""

from __future__ import annotations

import re
from itertools import chain
from typing import Iterator, Optional

from bot.conversation.agenda import Question
from bot.conversation.models import Tracker
from bot.returning import service as returning
from bot.returning.rules import can_be_word
from bot.safety.plain_words import Word, match
from channels.way import End, Stop, Way

_NO_WORD = re.compile(r"[?!,;\n]|(?:\S+\s+){3}\S")  # a question or a sentence
_COMMANDS = ("skip", "pause", "person", "back", "menu", "help", "start", "stop", "nothing", "none", "never", "hello")
_SAID = "/code_word"  # what the record holds in place of a word that was chosen, said or guessed


def code_word(way: Way) -> Optional[End]:
    """Erasing needs no word: whoever holds the phone may always leave nothing behind."""
    if way.channel != "sms" or way.inbound.text is None or match(way.raw) is Word.ERASE:
        return None
    asked = returning.asked_first(way.session, way.conversation, way.house.settings.policy.idle)
    if asked is None:
        return _choose(way) if way.slots().get("interlude") == Question.CODE_WORD.value else None
    if returning.is_word(asked, way.raw):
        asked.locked = False
        way.intent, way.chosen = "greet", True
        return None
    way.text = _SAID
    way.say("utter_locked_wrong" if asked.locked else "utter_locked")
    asked.locked = True
    return Stop()


def _choose(way: Way) -> Optional[End]:
    typed = way.raw.strip()
    if typed.isdecimal() and len(typed) < 3 or match(typed) is not None or _NO_WORD.search(typed):
        return None  # a choice by its number, or something to be understood: the offer is dropped
    if not can_be_word(typed, _taken(way)):
        way.text = _SAID
        way.say("utter_code_word_odd")
        return Stop()
    returning.set_word(way.session, way.conversation.id, typed)
    row = way.session.get(Tracker, way.conversation.id)
    if row is not None:
        row.slots = {name: value for name, value in row.slots.items() if name != "interlude"}
    way.text = _SAID
    way.say("utter_code_word_set")
    return Stop()


def _taken(way: Way) -> Iterator[str]:
    """Every word that means something here, in any language."""
    for words in way.edition.catalogue.languages.values():
        titles = chain(words["buttons"].values(), words["meanings"].values(), words["needs"].values())
        yield from chain(titles, words.get("names", ()), words.get("first_words", ()))
    yield from _COMMANDS
