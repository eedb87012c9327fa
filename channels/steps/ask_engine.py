"""Asks the engine: understands the redacted text and lets Rasa answer; a crisis the phrases missed is caught here."""

from __future__ import annotations

import asyncio
from typing import Optional

from bot.audit import events as audit
from bot.content.speak import Button, Utterance
from bot.conversation.agenda import Question
from bot.engine.engine import FALLBACK_INTENT, Parsed
from bot.engine.surely import surely
from bot.engine.what_and_where import what_besides_where
from bot.returning import CODE
from bot.returning import service as returning
from bot.safety.crisis import from_ranking
from channels.steps import crisis
from channels.steps.redact import mask_whole
from channels.way import End, Way

_OPENING = "greet"
_MINOR = "disclose_minor"
_NOTHING = (FALLBACK_INTENT, "out_of_scope")


def ask_engine(way: Way) -> Optional[End]:
    """Runs Rasa's turn in the transaction in hand."""
    parsed = _understand(way)
    raised = from_ranking(parsed.ranking) if way.inbound.text and not way.intent else None
    if raised:
        way.intent = parsed.likeliest[0]
        return crisis.answer(way, raised.kind.value, raised.why)
    if way.under_age and parsed.intent != _MINOR:  # the limits are told before anything else, whatever else was said
        way.say("utter_minor_limits")
        audit.append(way.session, audit.Event.MINOR_TOLD, way.conversation.id)
    way.intent = parsed.intent
    engine = way.engine()
    answer = _loop().run_until_complete(engine.take_turn(way.conversation.id, way.channel, way.lang, parsed))
    way.effect = answer.effect
    if way.effect == "return_code":
        way.secrets[CODE] = returning.give_code(way.session, way.house.keys, way.conversation.id)
    for message in answer.messages:
        buttons = tuple(Button(one["title"], one["payload"]) for one in message.get("buttons") or ())
        way.said.append(Utterance(message["key"], message["text"], message["lang"], message["dir"], buttons))
    return None


def _understand(way: Way) -> Parsed:
    engine = way.engine()
    if way.inbound.opening:
        return engine.told("", _OPENING, {})
    if way.intent:
        known = way.intent if way.intent in engine.intents else FALLBACK_INTENT
        return engine.told(way.text or "", known, way.entities)
    asked_where = way.slots().get("question") == Question.PLACE.value
    parsed = what_besides_where(engine, surely(engine.parse(way.text or "")), asked_where)
    if way.of_age and parsed.intent == _MINOR:  # the model sees that there is an age, and not which
        return engine.told(way.text or "", "repeat", {})
    if way.under_age and parsed.intent in _NOTHING:
        return engine.told(way.text or "", _MINOR, {})
    if parsed.intent in _NOTHING and asked_where and way.raw.strip():
        return engine.told(mask_whole(way, "LOCATION"), "inform_place", {})
    return parsed


def _loop() -> asyncio.AbstractEventLoop:
    """The loop of the thread that takes turns; Rasa's coroutines run nowhere else."""
    try:
        return asyncio.get_event_loop_policy().get_event_loop()
    except RuntimeError:
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        return loop
