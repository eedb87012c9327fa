"""Recognizes names of workplaces and other organizations."""

from __future__ import annotations

from redaction.cues import Cues
from redaction.organizations import Organizations
from redaction.places import Places
from redaction.recognizers.base import Found
from redaction.types import ORGANIZATION


class Organization(Found):
    """ "I work at Lucky Nails", "Hotel Las Palmas", "Sunny Motel"; never "a hotel"."""

    entity = ORGANIZATION

    def finder(self, cues: Cues, places: Places) -> Organizations:
        return Organizations(cues)
