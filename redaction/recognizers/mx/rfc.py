"""Recognizes the Mexican taxpayer code (RFC)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.types import GOVERNMENT_ID


class Rfc(Shapes):
    """Three or four letters, a date, three characters (Código Fiscal de la Federación, art. 27)."""

    entity = GOVERNMENT_ID

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "code", r"(?<!\w)[A-Z&]{3,4}[ -]?\d{6}[ -]?[A-Z0-9]{3}(?!\w)", 0.8
