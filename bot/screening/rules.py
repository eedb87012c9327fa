"""What to ask next in a pack, what an answer means, and what the answers add up to: pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Optional

from bot.safety.text import normalise
from bot.screening.pack import Answers, Item, ItemType, Pack

SKIPPED = "skipped"
_NUMBER = re.compile(r"^\s*(\d{1,4})[\s.!]*$")  # in any digits
_INTENTS = {"affirm": "yes", "deny": "no", "not_sure": "unsure"}


@dataclass(frozen=True)
class Sum:
    """A score. ``value`` and ``band`` are ``None`` where an item of it was skipped or not asked yet."""

    name: str
    value: Optional[int]
    band: Optional[str]


def next_item(pack: Pack, answers: Answers) -> Optional[Item]:
    """The first item that applies and has no answer; ``None`` when there is none."""
    return next((item for item in pack.items if item.id not in answers and applies(item, answers)), None)


def applies(item: Item, answers: Answers) -> bool:
    """Whether what was answered before makes this item one to ask. A skipped item makes none."""
    return all(answers.get(earlier) in wanted for earlier, wanted in item.ask_if.items())


def answered(pack: Pack, answers: Answers, item: str, value: str) -> dict[str, str]:
    """The answers with one more, without those to items that no longer apply."""
    mine = {**{name: said for name, said in answers.items() if name != item}, item: value}
    for one in pack.items:
        if one.id in mine and not applies(one, mine):
            del mine[one.id]
    return mine


def last(answers: Answers) -> Optional[str]:
    """The item that was answered last."""
    return next(reversed(list(answers)), None)


def read_intent(pack: Pack, item: Item, intent: str) -> Optional[str]:
    """What *yes*, *no*, *not sure* or *skip* answers to this item; ``None`` if it is no answer to it."""
    if intent == "skip" or (intent == "not_sure" and _INTENTS[intent] not in pack.answers_to(item)):
        return SKIPPED
    value = _INTENTS.get(intent)
    return value if item.type is ItemType.YES_NO and value in pack.answers_to(item) else None


def read_text(pack: Pack, item: Item, text: str) -> Optional[str]:
    """The answer that the whole ``text`` is: a number in range, or an answer's words in any language of the pack."""
    said = normalise(text).strip(" .,;:!?¡¿\"'")
    if item.type is ItemType.NUMBER:
        number = _NUMBER.match(text)
        return str(int(number[1])) if number and item.least <= int(number[1]) <= item.most else None
    if item.type is ItemType.YES_NO:
        return None
    for lang in pack.words:
        for value, title in zip(pack.answers_to(item), pack.titles(item, lang), strict=True):
            if normalise(title).strip(" .,;:!?¡¿\"'") == said:
                return value
    return None


def danger(item: Item, value: str) -> Optional[str]:
    """The kind of crisis that an answer tells of: "self_harm", "danger" or "medical"."""
    return next((kind.value for kind, values in item.safety.items() if value in values), None)


def offers(pack: Pack, answers: Answers) -> list[str]:
    """The need codes that the answers make worth offering, in the order of the items."""
    found = [need for item in pack.items for need in item.offers.get(answers.get(item.id, ""), ())]
    return list(dict.fromkeys(found))


def scores(pack: Pack, answers: Answers) -> list[Sum]:
    """Every score of the pack. An item that does not apply counts nothing; one that was skipped leaves no score."""
    found = []
    for score in pack.scores:
        counts = [_count(pack, pack.item(name), answers) for name in score.items]
        value = None if None in counts else sum(count or 0 for count in counts)
        bands = [name for least, name in sorted(score.bands.items()) if value is not None and value >= least]
        found.append(Sum(score.name, value, bands[-1] if bands else None))
    return found


def _count(pack: Pack, item: Item, answers: Answers) -> Optional[int]:
    if item.id not in answers and not applies(item, answers) and not _waits(item, answers):
        return 0
    value = answers.get(item.id, SKIPPED)
    if value == SKIPPED:
        return None
    if item.type is ItemType.SCALE:
        return pack.scales[str(item.scale)][int(value)]
    return int(value == "yes") if item.type is ItemType.YES_NO else int(value) if item.type is ItemType.NUMBER else 0


def _waits(item: Item, answers: Answers) -> bool:
    """Whether it does not apply only because what it hangs on was skipped or not asked."""
    return any(answers.get(earlier, SKIPPED) == SKIPPED for earlier in item.ask_if)
