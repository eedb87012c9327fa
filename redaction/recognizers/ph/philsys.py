"""Recognizes the Philippine national identity numbers (PhilSys)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import cued


class Philsys(NationalNumber):
    """Sixteen digits on the card (PCN), twelve behind it (PSN), in groups of four (Republic Act 11055)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", r"(?<![A-Z\d$]|\d[ .-])\d{4}[ -]?\d{4}[ -]?\d{4}(?:[ -]?\d{4})?(?![ -]?\d)", NEEDS_CONTEXT
        yield "named", cued(("philsys", "philid", "phil id", "philsys id"), r"(?P<id>\d(?:[ .-]?\d){5,18})(?!\d)"), 0.8
