"""Recognizes the Nigerian identity number (NIN) and its tokens."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import cued
from redaction.types import GOVERNMENT_ID


class NigerianNin(Shapes):
    """Eleven digits; a virtual one has two letters on either side of twelve (NIMC Act 2007)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "virtual", r"(?<![A-Z\d])[A-Z]{2}\d{12}[A-Z]{2}(?![A-Z\d])", 0.9
        yield "run", r"(?<![A-Z\d$]|\d[.-])\d{11}(?!\d)", NEEDS_CONTEXT
        yield "named", cued(("nin", "vnin"), r"(?P<id>\d(?:[ .-]?\d){6,12})(?!\d)"), 0.8
