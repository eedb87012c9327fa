"""Recognizes the Haitian unique identity number (NINU)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone, cued


class Ninu(NationalNumber):
    """Ten digits, on the identity card since 2019 (Office National d'Identification, décret du 11 mars 2020)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "run", alone(r"\d{10}"), NEEDS_CONTEXT
        yield "named", cued(("ninu", "ninu mwen", "ninu mwen se"), r"(?P<id>\d(?:[ .-]?\d){5,11})(?!\d)"), 0.8
