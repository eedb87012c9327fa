"""Recognizes the Nigerian identity number (NIN) and its tokens."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone, cued


class NigerianNin(NationalNumber):
    """Eleven digits; a virtual one has two letters on either side of twelve (NIMC Act 2007)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "virtual", r"(?<![A-Z\d])[A-Z]{2}\d{12}[A-Z]{2}(?![A-Z\d])", 0.9
        yield "run", alone(r"\d{11}"), NEEDS_CONTEXT
        yield "named", cued(("nin", "vnin"), r"(?P<id>\d(?:[ .-]?\d){6,12})(?!\d)"), 0.8
