"""Recognizes the Salvadoran identity document number (DUI)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.types import GOVERNMENT_ID


class Dui(Shapes):
    """Eight digits, a hyphen, a check digit."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "dui", r"(?<![\w-])\d{8}[ -]\d(?!\d)", 0.7
