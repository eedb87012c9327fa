"""Recognizes the Argentine identity number (DNI)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone


class ArgentineDni(NationalNumber):
    """Seven or eight digits, with dots or without, M or F before the oldest (Ley 17.671)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "dotted", alone(r"\d{1,2}\.\d{3}\.\d{3}"), NEEDS_CONTEXT
        yield "run", alone(r"[MF]?\d{7,8}"), NEEDS_CONTEXT
