"""Recognizes the Saudi identity and residence (iqama) numbers."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import cued
from redaction.types import GOVERNMENT_ID


class Iqama(Shapes):
    """Ten digits from 1 for citizens, from 2 for residents (Ministry of Interior, National Information Center)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "run", r"(?<![A-Z\d$]|\d[.-])[12]\d{9}(?!\d)", NEEDS_CONTEXT
        yield (
            "named",
            cued(("iqama", "إقامة", "اقامة", "الإقامة", "الاقامة"), r"(?P<id>\d(?:[ .-]?\d){6,11})(?!\d)"),
            0.8,
        )
