"""A conversation that a staff member holds goes to them; the assistant is silent."""

from __future__ import annotations

from typing import Optional

from channels.way import End, Silence, Way


def held_by_staff(way: Way) -> Optional[End]:
    """Silence while somebody holds the conversation; the message is in the record for them."""
    return Silence() if way.conversation.held_by else None
