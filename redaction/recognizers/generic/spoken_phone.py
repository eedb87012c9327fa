"""Recognizes phone numbers said in words."""

from __future__ import annotations

from redaction.cues import Cues
from redaction.places import Places
from redaction.recognizers.base import Found
from redaction.spoken import SpokenNumbers
from redaction.types import PHONE


class SpokenPhone(Found):
    """ "three zero five, five five five..." and "tres cero cinco..."."""

    entity = PHONE

    def finder(self, cues: Cues, places: Places) -> SpokenNumbers:
        return SpokenNumbers(cues)
