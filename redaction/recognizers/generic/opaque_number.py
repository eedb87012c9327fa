"""Recognizes long numbers and codes that no other recognizer knows."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.shapes import any_of, digits
from redaction.types import GOVERNMENT_ID


class OpaqueNumber(Shapes):
    """Seven digits or more, or letters and digits mixed: more often than not it points at one person."""

    entity = GOVERNMENT_ID

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "digits", rf"(?<![\w$.]|\d,)(?>\d{{7,40}})(?!\w|[.,]\d|\s?{any_of(self.cues['money'])})", 0.42
        yield "lettered", r"(?<!\w)[A-Z]{1,4}-?\d{6,20}[A-Z]?(?!\w)", 0.5
        yield "mixed", r"(?<!\w)[A-Z0-9][A-Z0-9-]{7,30}(?!\w)", 0.45

    def score(self, text: str, start: int, end: int, base: float) -> float:
        value = text[start:end]
        letters = sum(char.isalpha() for char in value)
        return 0.0 if base == 0.45 and (letters < 2 or len(digits(value)) < 4) else base
