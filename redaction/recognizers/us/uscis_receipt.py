"""Recognizes USCIS receipt numbers."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.shapes import cued, digits
from redaction.types import GOVERNMENT_ID


class UscisReceipt(Shapes):
    """Three letters of a service centre and ten digits; a few more or fewer count too."""

    entity = GOVERNMENT_ID
    context_kinds = ("receipt",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        centres = "(?:EAC|WAC|LIN|SRC|IOE|MSC|NBC|YSC|TSC|VSC|NSC|CSC)"
        yield "receipt", rf"(?<!\w){centres}[ *#-]{{0,2}}\d(?:[ *-]?\d){{6,13}}(?!\d)", 0.95
        yield "cue", cued(self.cues["receipt"]), 0.75

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return base if len(digits(text[start:end])) >= 5 else 0.0
