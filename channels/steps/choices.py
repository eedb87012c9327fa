"""Buttons and numbers: turns a payload, or "2" where numbered choices stand, into an intent."""

from __future__ import annotations

import json
import re
from typing import Optional

from bot.content.catalogue import FALLBACK, Catalogue
from bot.engine.engine import FALLBACK_INTENT
from channels.steps.crisis import answer as answer_crisis
from channels.way import End, Way

_NUMBER = re.compile(r"^\W*(\d{1,2})\W*$")
_PAYLOAD = re.compile(r"^/([a-z_]+)(\{.*\})?$", re.DOTALL)
_CODE = re.compile(r"^[a-z0-9_]{1,32}$")
_ENTITIES = {"language", "sure", "value"}


def choices(way: Way) -> Optional[End]:
    """Set the intent when nothing has to be understood. Typed slashes are only text: see the engine."""
    if way.chosen:
        return None
    payload = way.inbound.payload or _by_number(way)
    if payload:
        intent, entities = read_payload(payload)
        intent = way.edition.catalogue.shape.get("in_window", {}).get(intent, intent)
        known = intent is not None and _is_ours(way.edition.catalogue, intent)
        way.intent, way.entities = (intent, entities) if known else (FALLBACK_INTENT, {})
        way.chosen = True
        if known and str(intent).startswith("crisis_"):  # offered as a meaning and picked by its number
            return answer_crisis(way, str(intent).removeprefix("crisis_"), "phrase")
    elif _a_number_of_no_choice(way):
        way.intent = "repeat"  # nothing to understand: "1" alone is no age and no place
    return None


def read_payload(payload: str) -> tuple[Optional[str], dict[str, str]]:
    """``(intent, entities)`` of a button's payload; ``(None, {})`` for anything that no button of ours carries."""
    found = _PAYLOAD.match(payload)
    if not found:
        return None, {}
    try:
        entities = json.loads(found.group(2) or "{}")
    except ValueError:
        return None, {}
    if not set(entities) <= _ENTITIES or not all(
        isinstance(value, str) and _CODE.match(value) for value in entities.values()
    ):
        return None, {}
    return found.group(1), entities


def _is_ours(catalogue: Catalogue, intent: str) -> bool:
    """Whether a button can mean this. A forged payload such as ``/maria_lopez`` would stand in the record as typed."""
    words = catalogue.languages[FALLBACK]
    need = intent.startswith("need_") and intent.removeprefix("need_") in words["needs"]
    return need or intent in words["meanings"] or intent in catalogue.shape["by_button"]


def _a_number_of_no_choice(way: Way) -> bool:
    found = _NUMBER.match(way.raw)
    return bool(found and (len(found.group(1)) == 1 or way.conversation.choices))


def _by_number(way: Way) -> Optional[str]:
    found = _NUMBER.match(way.raw)
    offered = way.conversation.choices or []
    if not found or not 1 <= int(found.group(1)) <= len(offered):
        return None
    return str(offered[int(found.group(1)) - 1])
