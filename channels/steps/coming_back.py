"""A return code typed in the web chat: whoever has it goes on in the conversation that it opens."""

from __future__ import annotations

from typing import Optional

from bot.returning import service as returning
from bot.returning.rules import code_in
from channels.way import End, Stop, Way


def coming_back(way: Way) -> Optional[End]:
    """Settle it here: neither the code nor what it might be mistaken for reaches redaction, the vault or Rasa."""
    if way.channel != "web" or way.inbound.text is None or way.intent or code_in(way.raw) is None:
        return None
    way.text = "/return_code"
    there = returning.find(way.session, way.house.keys, way.raw)
    if there is None or there == way.conversation.id:
        way.say("utter_code_unknown")
        return Stop()
    way.moved = returning.move(way.session, way.conversation, there)
    way.effect = "move"
    way.say("utter_back", lang=str(way.moved.language))
    return Stop()
