"""Recognizes licence plates and vehicle identification numbers."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import cued, digits
from redaction.types import VEHICLE


class Vehicle(Shapes):
    """A plate after its cue, or beside a vehicle; a VIN anywhere (17 characters, no I, O or Q: ISO 3779)."""

    entity = VEHICLE
    context_kinds = ("vehicle", "plate")

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        capitals = r"(?-i:[A-Z0-9]{1,8}(?:[ -][A-Z0-9]{1,5}){0,2})"
        plate = rf"(?P<id>{capitals}|[A-Z]{{0,3}}\d[A-Z0-9]{{2,7}}|[A-Z]{{2,4}}[ -]?\d{{2,5}}[A-Z]{{0,2}})(?!\w)"
        yield "cue", cued(self.cues["plate"], plate), 0.8
        yield "bare", r"(?<!\w)(?-i:[A-Z]{2,3}[ -]?\d{3,4}|\d{3}[ -][A-Z]{3}|\d[A-Z]{3}\d{3})(?!\w)", NEEDS_CONTEXT
        yield "vin", r"(?<!\w)[A-HJ-NPR-Z0-9]{17}(?!\w)", 0.7

    def score(self, text: str, start: int, end: int, base: float) -> float:
        value = text[start:end]
        if len(digits(value)) < 2 or len(value) < 4 or (len(value) == 17 and value.isdigit()):
            return 0.0
        return base
