"""Recognizes the older Vietnamese identity card number (CMND)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone, cued


class Cmnd(NationalNumber):
    """Nine digits, or twelve on the last ones issued (Nghị định 05/1999/NĐ-CP)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "bare", alone(r"\d{3}[ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{3})?"), NEEDS_CONTEXT
        yield "named", cued(("cmnd", "cmnd so"), r"(?P<id>\d(?:[ .-]?\d){5,13})(?!\d)"), 0.8
