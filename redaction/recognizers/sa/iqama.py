"""Recognizes the Saudi identity and residence (iqama) numbers."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone, cued


class Iqama(NationalNumber):
    """Ten digits from 1 for citizens, from 2 for residents (Ministry of Interior, National Information Center)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "run", alone(r"[12]\d{9}"), NEEDS_CONTEXT
        yield (
            "named",
            cued(("iqama", "إقامة", "اقامة", "الإقامة", "الاقامة"), r"(?P<id>\d(?:[ .-]?\d){6,11})(?!\d)"),
            0.8,
        )
