"""Recognizes international bank account numbers."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.shapes import digits
from redaction.types import FINANCIAL


class Iban(Shapes):
    """Two letters, two digits and groups of four (ISO 13616); capitals when spaced, any case when not."""

    entity = FINANCIAL

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield (
            "spaced",
            r"(?<!\w)(?-i:[A-Z]{2})\d{2}(?:[ -](?-i:[A-Z0-9]{4})){2,7}(?:[ -](?-i:[A-Z0-9]{1,4}))?(?!\w)",
            0.8,
        )
        yield "run", r"(?<!\w)[A-Z]{2}\d{2}[A-Z0-9]{11,30}(?!\w)", 0.6

    def score(self, text: str, start: int, end: int, base: float) -> float:
        value = "".join(char for char in text[start:end].upper() if char.isalnum())
        if len(digits(value)) < 8:
            return 0.0
        return 1.0 if int("".join(str(int(char, 36)) for char in value[4:] + value[:4])) % 97 == 1 else base
