"""An answer to a pack's item in its own words or as a number, read from what was typed: no model has to guess it."""

from __future__ import annotations

from typing import Optional

from bot.conversation.agenda import Question
from bot.screening.offer import open_item
from bot.screening.pack import ItemType
from bot.screening.rules import read_text
from channels.way import End, Way


def item(way: Way) -> Optional[End]:
    """Set the intent where the whole message is an answer. The record then holds that there was one, not which."""
    slots = way.slots()
    if way.inbound.text is None or way.intent or slots.get("question") != Question.ITEM.value or slots.get("interlude"):
        return None
    pack = way.house.shelf.packs.get(str(slots.get("pack")))
    asked = pack and open_item(way.session, way.house.keys, way.conversation.id, pack)
    if not pack or not asked or (_numbered(way) and asked.type is not ItemType.NUMBER):
        return None
    value = read_text(pack, asked, way.raw)
    if value is not None:
        way.intent, way.entities, way.chosen = "answer_item", {"value": value}, True
    return None


def _numbered(way: Way) -> bool:
    """Whether it may be the number of a choice that stands."""
    return bool(way.conversation.choices) and way.raw.strip().isdecimal()
