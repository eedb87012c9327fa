"""Recognizes the Brazilian business number (CNPJ)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NationalNumber
from redaction.shapes import alone, cued


class Cnpj(NationalNumber):
    """As 2.3.3/4-2, letters too since 2026 (Instrução Normativa RFB 2229/2024); behind an MEI stands one person."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "dotted", alone(r"[A-Z\d]{2}\.[A-Z\d]{3}\.[A-Z\d]{3}/[A-Z\d]{4}-\d{2}"), 0.9
        yield "slashed", alone(r"\d{8}/\d{4}-?\d{2}"), 0.8
        yield "run", alone(r"\d{8}0001\d{2}"), 0.65
        yield "named", cued(("cnpj",), r"(?P<id>\d(?:[ ./-]?\d){5,15})(?!\d)"), 0.8
