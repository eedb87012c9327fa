"""Recognizes the Argentine identity number (DNI)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.types import GOVERNMENT_ID


class ArgentineDni(Shapes):
    """Seven or eight digits, with dots or without, M or F before the oldest (Ley 17.671)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "dotted", r"(?<![A-Z\d$]|\d[.-])\d{1,2}\.\d{3}\.\d{3}(?!\d)", NEEDS_CONTEXT
        yield "run", r"(?<![A-Z\d$]|\d[.-])[MF]?\d{7,8}(?!\d)", NEEDS_CONTEXT
