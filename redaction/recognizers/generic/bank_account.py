"""Recognizes account and routing numbers, and PINs, by their cue."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.shapes import ID_VALUE, cued, digits
from redaction.types import FINANCIAL


class BankAccount(Shapes):
    """ "account 000123456", "routing number", "cuenta", "CLABE"."""

    entity = FINANCIAL
    context_kinds = ("account",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "cue", cued(self.cues["account"], ID_VALUE), 0.75
        yield "clabe", r"(?<![\w$])\d{3}[ -]?\d{3}[ -]?\d{11}[ -]?\d(?!\d)", 0.6

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return base if len(digits(text[start:end])) >= 4 else 0.0
