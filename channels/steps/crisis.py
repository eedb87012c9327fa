"""Danger, self-harm, a medical emergency: seen in the raw text, in memory, before consent, redaction and Rasa."""

from __future__ import annotations

from typing import Optional

from bot.audit import events as audit
from bot.content.help_lines import crisis as crisis_lines
from bot.safety.crisis import find
from channels.way import End, Stop, Way


def crisis(way: Way) -> Optional[End]:
    """Answer at once with the lines that fit. It needs no permission, no model and nothing of the dialogue."""
    found = find(way.raw) if way.inbound.text else None
    if found is None and (way.inbound.payload or "").startswith("/crisis_"):
        kind = (way.inbound.payload or "").removeprefix("/crisis_")
        if kind in ("danger", "self_harm", "medical"):
            return answer(way, kind, "phrase")
    return answer(way, found.kind.value, found.why) if found else None


def answer(way: Way, kind: str, why: str) -> End:
    """The short answer: it asks nothing, and the question in hand stays in hand for when the person comes back."""
    way.crisis = kind
    way.intent = f"crisis_{kind}"
    audit.append(way.session, audit.Event.CRISIS_RAISED, way.conversation.id, kind=kind, why=why)
    way.say(f"crisis_{kind}")
    way.say("utter_lines", lines=crisis_lines(way.edition.catalogue, kind, way.lang, way.channel))
    return Stop()
