"""Recognizes the Mexican population registry code (CURP)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.types import GOVERNMENT_ID


class Curp(Shapes):
    """Eighteen characters: four letters, a date, sex, state, consonants (RENAPO, Instructivo Normativo); loosely."""

    entity = GOVERNMENT_ID

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "exact", r"(?<!\w)[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d(?!\w)", 0.95
        yield "loose", r"(?<!\w)[A-Z]{4}[ -]?\d{6}[ -]?[A-Z]{5,7}[ -]?[A-Z0-9]{0,2}(?!\w)", 0.7
