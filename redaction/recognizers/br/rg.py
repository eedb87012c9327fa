"""Recognizes the Brazilian identity card number (RG)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber


class Rg(NationalNumber):
    """Seven to nine digits and a check digit or X, numbered by each state (Lei 7.116/1983)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "dotted", r"(?<![A-Z\d$]|\d[.-])\d{1,2}\.\d{3}\.\d{3}-[\dX](?![A-Z\d])", 0.75
        yield "state", r"(?<!\w)(?-i:[A-Z]{2})[ -]?\d{1,2}\.\d{3}\.\d{3}(?!\d)", 0.75
        yield "run", r"(?<![A-Z\d$]|\d[.-])\d{7,9}-?[\dX](?![A-Z\d])", NEEDS_CONTEXT
