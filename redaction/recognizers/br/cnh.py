"""Recognizes the Brazilian driving licence number (CNH)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import alone, cued
from redaction.types import GOVERNMENT_ID


class Cnh(Shapes):
    """Eleven digits without grouping (Código de Trânsito Brasileiro, art. 159)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id", "licence")

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "run", alone(r"\d{11}"), NEEDS_CONTEXT
        yield "named", cued(("cnh",), r"(?P<id>\d(?:[ .-]?\d){5,12})(?!\d)"), 0.8
