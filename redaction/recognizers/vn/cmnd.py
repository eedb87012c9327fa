"""Recognizes the older Vietnamese identity card number (CMND)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import cued
from redaction.types import GOVERNMENT_ID


class Cmnd(Shapes):
    """Nine digits, or twelve on the last ones issued (Nghị định 05/1999/NĐ-CP)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "bare", r"(?<![A-Z\d$]|\d[.-])\d{3}[ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{3})?(?!\d)", NEEDS_CONTEXT
        yield "named", cued(("cmnd", "cmnd so"), r"(?P<id>\d(?:[ .-]?\d){5,13})(?!\d)"), 0.8
