"""Recognizes the Honduran identity number (DNI)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.types import GOVERNMENT_ID


class Dni(Shapes):
    """Thirteen digits: town, year of birth, serial, as 4-4-5 when grouped."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", r"(?<![\w-])\d{4}[ -]\d{4}[ -]\d{5}(?!\d)", 0.8
