"""What the catalogue costs by SMS, and words in it that a carrier would take for its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.catalogue import Catalogue
from bot.content.check.problem import Problem
from channels.sms.parts import Parts, count
from channels.sms.words import carrier_word

_ADVISED_UNITS = 320  # characters a text should not pass, as carriers advise
_ADVISED_PARTS = 3


@dataclass(frozen=True)
class Cost:
    """What one line costs each time it is sent."""

    language: str
    key: str
    parts: Parts


def costs(catalogue: Catalogue) -> Iterator[Cost]:
    """Every line of every language as it goes out by SMS, placeholders not filled."""
    for lang in catalogue.languages:
        for key in catalogue.languages[lang]["lines"]:
            yield Cost(lang, key, count(catalogue.line(key, lang, "sms")[0]))


def problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Lines that cost much, and titles that nobody could type because a carrier stops there."""
    for cost in costs(catalogue):
        parts = cost.parts
        if parts.parts > _ADVISED_PARTS or parts.units > _ADVISED_UNITS:
            says = f"takes {parts.parts} parts ({parts.encoding}); at most {_ADVISED_PARTS} are advised"
            yield Problem(cost.language, f"lines.{cost.key}", "sms parts", says, blocks=False, channel="sms")
    for lang, words in catalogue.languages.items():
        titles = {
            f"{section}.{name}": text
            for section in ("buttons", "needs", "meanings")
            for name, text in words[section].items()
        }
        for where, title in titles.items():
            if carrier_word(str(title)):
                says = "is a word that carriers keep for themselves: whoever types it is cut off or gets their text"
                yield Problem(lang, where, "reserved word", says, channel="sms")
        for question, answers in (words.get("answers") or {}).items():
            for name, texts in answers.items():
                if any(carrier_word(str(text)) for text in texts):
                    says = "has an answer that carriers keep for themselves"
                    yield Problem(lang, f"answers.{question}.{name}", "reserved word", says, channel="sms")
