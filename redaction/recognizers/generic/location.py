"""Recognizes towns, states and neighbourhoods."""

from __future__ import annotations

from redaction.cues import Cues
from redaction.places import Places
from redaction.recognizers.base import Found
from redaction.types import LOCATION


class Location(Found):
    """Places announced ("I'm in", "cerca de") or beside their state."""

    entity = LOCATION

    def finder(self, cues: Cues, places: Places) -> Places:
        return places
