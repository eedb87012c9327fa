"""Recognizes the Haitian unique identity number (NINU)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import cued
from redaction.types import GOVERNMENT_ID


class Ninu(Shapes):
    """Ten digits, on the identity card since 2019 (Office National d'Identification, décret du 11 mars 2020)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "run", r"(?<![A-Z\d$]|\d[.-])\d{10}(?!\d)", NEEDS_CONTEXT
        yield "named", cued(("ninu", "ninu mwen", "ninu mwen se"), r"(?P<id>\d(?:[ .-]?\d){5,11})(?!\d)"), 0.8
