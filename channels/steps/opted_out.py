"""Someone who said STOP hears nothing, whatever they write, until they say START. A crisis was answered before this."""

from __future__ import annotations

from typing import Optional

from bot.conversation import service as conversations
from channels.way import End, Silence, Way


def opted_out(way: Way) -> Optional[End]:
    """Silence for an address that opted out."""
    if way.channel != "sms":
        return None
    address = conversations.address(way.session, way.house.keys, way.conversation)
    return Silence() if conversations.opted_out(way.session, way.house.keys, address) else None
