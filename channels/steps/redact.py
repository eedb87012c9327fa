"""Redaction: from here on nobody sees what was typed. Values rest sealed; the text carries placeholders."""

from __future__ import annotations

from typing import Mapping, Optional

from bot import crashpoints
from bot.conversation.agenda import Question
from bot.vault import service as vault
from channels.way import End, Way
from redaction.known import Known
from redaction.tokens import number
from redaction.types import Finding

_EXPECTING = {Question.PLACE.value: "LOCATION"}


def redact(way: Way) -> Optional[End]:
    """Turn identifiers into placeholders that are stable inside the conversation."""
    if way.chosen or way.inbound.text is None:  # a button or a number from a list: nothing was written
        way.text = f"/{way.intent}" if way.intent else ""
        return None
    expecting = _EXPECTING.get(way.slots().get("question") or "")
    result = way.redactor.redact(way.raw, way.lang, _known(way), expecting, read=way.read)
    way.text = result.text
    _keep(way, result.values, result.marks)
    crashpoints.reached("redacted")
    return None


def mask_whole(way: Way, kind: str) -> str:
    """Replace the whole text by one placeholder: an answer that nothing else recognised."""
    whole = number([Finding(kind, 0, len(way.raw), 1.0)], way.raw, known := _known(way))
    _keep(way, whole.values, known.marks(whole.values, lambda _: False))
    way.text = whole.text
    return whole.text


def _known(way: Way) -> Known:
    return Known(*vault.marks(way.session, way.house.keys, way.conversation.id))


def _keep(way: Way, values: Mapping[str, str], marks: Mapping[bytes, str]) -> None:
    vault.keep(way.session, way.house.keys, way.conversation.id, values)
    vault.remember(way.session, way.conversation.id, marks)
