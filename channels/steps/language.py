"""Language: found per message, offered, never imposed; before a first choice the person's own is simply used."""

from __future__ import annotations

from typing import Optional

from bot.content.detect import by_first_word, detect
from channels.way import End, Way
from redaction.types import WITHHELD_TEXT


def language(way: Way) -> Optional[End]:
    """Adopt the language of a first message; remember for an offer when a later one is plainly in another."""
    if way.inbound.text is None or way.chosen or way.text is None or way.conversation.language_chosen:
        return None
    if way.text == WITHHELD_TEXT:  # our word, not theirs: it says nothing about a language
        return None
    languages = way.edition.catalogue.languages
    odds = way.redactor.languages(way.text)
    found = detect(way.text, languages, odds) or by_first_word(way.text, languages)
    if found is None or found == way.lang:
        return None
    if not adopt(way, found):
        way.offer = found
    return None


def adopt(way: Way, found: Optional[str]) -> bool:
    """Use the language of a first message. A person on the web has been spoken to before they write."""
    first = way.conversation.seq == 0 and not way.conversation.language_chosen
    if first and found and way.edition.catalogue.knows(found):
        way.conversation.language = found
        return True
    return False
