"""Buttons and numbers: turns a payload, or "2" where numbered choices stand, into an intent."""

from __future__ import annotations

import json
import re
from typing import Optional

from channels.way import End, Way

_NUMBER = re.compile(r"^\W*(\d{1,2})\W*$")
_PAYLOAD = re.compile(r"^/([a-z_]+)(\{.*\})?$", re.DOTALL)
_ENTITIES = {"language", "sure"}


def choices(way: Way) -> Optional[End]:
    """Set the intent when nothing has to be understood. Typed slashes are only text: see the engine."""
    payload = way.inbound.payload or _by_number(way)
    if payload:
        way.intent, way.entities = read_payload(payload)
        way.chosen = True
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
        isinstance(value, str) and len(value) < 9 for value in entities.values()
    ):
        return None, {}
    return found.group(1), entities


def _by_number(way: Way) -> Optional[str]:
    found = _NUMBER.match(way.raw)
    offered = way.conversation.choices or []
    if not found or not 1 <= int(found.group(1)) <= len(offered):
        return None
    return str(offered[int(found.group(1)) - 1])
