"""The answers of a person to packs, in words, under the topic that they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Sequence

from sqlalchemy.orm import Session

from bot.bootstrap import House
from bot.screening import service as screening
from bot.screening.rules import SKIPPED
from bot.screening.told import in_words

_TITLES = {"yes": "affirm", "no": "deny", "unsure": "not_sure"}  # an answer, and the intent that means it


@dataclass(frozen=True)
class Answered:
    """What was answered about one topic: pairs of question and answer, in their language."""

    about: str
    lang: str
    pairs: Sequence[tuple[str, str]]


def answers(
    session: Session, house: House, conversation_id: str, lang: str, line: Callable[..., str]
) -> list[Answered]:
    """One for each pack with answers; in the language it was asked in where it has no words in ``lang``."""
    catalogue, found = house.editions.current().catalogue, []
    titles = {value: catalogue.title("meanings", intent, lang) for value, intent in _TITLES.items()}
    titles[SKIPPED] = line("copy_skipped")
    for run in screening.kept(session, house.keys, conversation_id):
        pack = house.shelf.packs.get(run.pack)
        spoken = lang if pack and lang in pack.words else run.lang
        if run.said:
            about = house.shelf.about(run.pack, spoken)
            found.append(Answered(about, spoken, in_words(pack, run.said, spoken, titles)))
    return found
