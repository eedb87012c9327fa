"""Recognizes people's names."""

from __future__ import annotations

from redaction.cues import Cues
from redaction.names import Names
from redaction.places import Places
from redaction.recognizers.base import Found
from redaction.types import PERSON


class Person(Found):
    """Names announced ("me llamo"), listed, or capitalised inside a sentence."""

    entity = PERSON

    def finder(self, cues: Cues, places: Places) -> Names:
        return Names(cues)
