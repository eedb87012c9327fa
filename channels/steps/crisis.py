"""Danger, self-harm, a medical emergency: seen in the raw text, in memory, before consent, redaction and Rasa."""

from __future__ import annotations

from typing import Optional

from bot.audit import events as audit
from bot.content.help_lines import crisis as crisis_lines
from bot.safety.crisis import Kind, find, languages
from channels.steps.language import adopt
from channels.way import End, Stop, Way


def crisis(way: Way) -> Optional[End]:
    """Answer at once with the lines that fit. It needs no permission, no model and nothing of the dialogue."""
    found = find(way.raw) if way.inbound.text else None
    if found is None and (way.inbound.payload or "").startswith("/crisis_"):
        kind = (way.inbound.payload or "").removeprefix("/crisis_")
        if kind in ("danger", "self_harm", "medical"):
            return answer(way, kind, "phrase")
    return answer(way, found.kind.value, found.why, _language(way, found.kind)) if found else None


def _language(way: Way, kind: Kind) -> str:
    """The language that the crisis was told in: who writes in Spanish now must not have to read English first."""
    told = [code for code in languages(way.raw, kind) if way.edition.catalogue.knows(code)]
    if not told or way.lang in told:
        return way.lang
    adopt(way, told[0])
    return told[0]


def answer(way: Way, kind: str, why: str, lang: Optional[str] = None) -> End:
    """The short answer: it asks nothing, and the question in hand stays in hand for when the person comes back."""
    spoken = lang or way.lang
    way.crisis = kind
    way.intent = f"crisis_{kind}"
    audit.append(way.session, audit.Event.CRISIS_RAISED, way.conversation.id, kind=kind, why=why)
    way.say(f"crisis_{kind}", lang=spoken)
    way.say("utter_lines", lang=spoken, lines=crisis_lines(way.edition.catalogue, kind, spoken, way.channel))
    return Stop()
