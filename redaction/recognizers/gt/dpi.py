"""Recognizes the Guatemalan identity code (CUI, on the DPI)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.types import GOVERNMENT_ID


class Dpi(Shapes):
    """Thirteen digits, as 4-5-4 when grouped."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", r"(?<![\w-])\d{4}[ -]\d{5}[ -]\d{4}(?!\d)", 0.8
        yield "run", r"(?<![\w-])\d{13}(?!\d)", 0.5
