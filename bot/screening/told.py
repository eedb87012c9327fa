"""What was answered to a pack, in words: each question as it is asked, and what the answer to it is called. Pure."""

from __future__ import annotations

from typing import Mapping, Optional

from bot.screening.pack import Answers, Item, ItemType, Pack
from bot.screening.rules import SKIPPED


def in_words(pack: Optional[Pack], said: Answers, lang: str, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of question and answer, in the order in which they were answered.

    ``titles`` are the words for "yes", "no", "unsure" and "skipped". Where the pack is no longer there, or no longer
    has the item or the answer, the short words that rest sealed stand for themselves: nothing that is kept is left out.
    """
    items = {item.id: item for item in pack.items} if pack and lang in pack.words else {}
    return [_pair(pack, items.get(name), name, value, lang, titles) for name, value in said.items()]


def _pair(
    pack: Optional[Pack], item: Optional[Item], name: str, value: str, lang: str, titles: Mapping[str, str]
) -> tuple[str, str]:
    if pack is None or item is None:
        return name, titles.get(value, value)
    question = pack.words[lang].items[item.id]
    if value == SKIPPED or item.type is ItemType.YES_NO:
        return question, titles.get(value, value)
    if item.type is ItemType.NUMBER:
        return question, value
    called = dict(zip(pack.answers_to(item), pack.titles(item, lang), strict=True))
    return question, called.get(value, value)
