"""Plain words that must never be misunderstood: a person, erase, stop writing to me. Decided before Rasa is asked."""

from __future__ import annotations

from typing import Optional

from bot.conversation.wording import answer_to
from bot.safety.minor import ages, of_age, under_age
from bot.safety.plain_words import Word, match
from channels.way import End, Way

_INTENTS = {
    Word.OPT_OUT: "opt_out",
    Word.DATA: "show_data",
    Word.CONSENT: "show_consent",
    Word.COPY: "give_copy",
    Word.KEEP: "keep_answers",
    Word.TOPIC: "stop_topic",
    Word.RETURN: "return_code",
    Word.CODE_WORD: "code_word",
    Word.NO_CODE_WORD: "no_code_word",
}


def plain_words(way: Way) -> Optional[End]:
    """Settle the intent of a whole-message match; nothing is guessed and nothing can swallow it."""
    if way.inbound.text is None or way.intent:
        return None
    said = ages(way.raw)
    way.under_age, way.of_age = under_age(said), of_age(said)
    word = match(way.raw)
    if word is Word.TOPIC and not way.slots().get("pack"):  # there is no topic to stop: let it be understood
        word = None
    if word is Word.PERSON:
        way.intent = "talk_to_person"
    elif word is Word.ERASE:
        way.intent, way.entities = "delete_data", {"sure": "yes"}
    elif word is not None:
        way.intent = _INTENTS[word]
    else:
        slots = way.slots()
        question = slots.get("interlude") or slots.get("question")
        way.intent = answer_to(way.edition.catalogue.languages, question, way.raw)
    return None
