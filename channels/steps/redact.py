"""Redaction: from here on nobody sees what was typed. Values rest sealed; the text carries placeholders."""

from __future__ import annotations

from typing import Optional

from bot import crashpoints
from bot.conversation.agenda import Question
from bot.vault import service as vault
from channels.way import End, Way

_EXPECTING = {Question.PLACE.value: "LOCATION"}


def redact(way: Way) -> Optional[End]:
    """Turn identifiers into placeholders that are stable inside the conversation."""
    if way.chosen or way.inbound.text is None:  # a button or a number from a list: nothing was written
        way.text = f"/{way.intent}" if way.intent else ""
        return None
    known = vault.known(way.session, way.house.keys, way.conversation.id)
    expecting = _EXPECTING.get(way.slots().get("question") or "")
    result = way.redactor.redact(way.raw, way.lang, known, expecting)
    way.text = result.text
    fresh = {placeholder: value for placeholder, value in result.values.items() if placeholder not in known}
    vault.keep(way.session, way.house.keys, way.conversation.id, fresh)
    crashpoints.reached("redacted")
    return None


def mask_whole(way: Way, kind: str) -> str:
    """Replace the whole text by one placeholder: an answer that nothing else recognised."""
    known = vault.known(way.session, way.house.keys, way.conversation.id)
    same = next((name for name, value in known.items() if value == way.raw and name.startswith(f"<{kind}_")), None)
    if same is None:
        number = 1 + sum(name.startswith(f"<{kind}_") for name in known)
        same = f"<{kind}_{number}>"
        vault.keep(way.session, way.house.keys, way.conversation.id, {same: way.raw})
    way.text = same
    return same
