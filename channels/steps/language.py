"""Language: found per message, offered, never imposed; before a first choice the person's own is simply used."""

from __future__ import annotations

from typing import Optional

from bot.content.detect import detect
from bot.content.speak import Button
from channels.way import End, Way


def language(way: Way) -> Optional[End]:
    """Adopt the language of a first message that names none; offer a switch when a later one is plainly in another."""
    if way.inbound.text is None or way.chosen or way.text is None:
        return None
    found = detect(way.text, tuple(way.edition.catalogue.languages))
    if found is None or found == way.lang:
        return None
    if not way.conversation.language_chosen and way.conversation.seq == 0:
        way.conversation.language = found
    elif not way.conversation.language_chosen and way.slots().get("interlude") is None:
        _offer(way, found)
    return None


def _offer(way: Way, found: str) -> None:
    """Said in both languages, once: whatever is answered, the language counts as chosen."""
    catalogue, now = way.edition.catalogue, way.lang
    way.conversation.language_chosen = True
    theirs, _ = catalogue.line("ask_language", found, way.channel)
    buttons = [Button(catalogue.own_name(code), f'/change_language{{"language": "{code}"}}') for code in (found, now)]
    way.say("offer_language", buttons, offer=theirs, here=catalogue.own_name(found))
