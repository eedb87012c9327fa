"""Recognizes the Russian inland passport number."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import alone
from redaction.types import GOVERNMENT_ID


class InlandPassport(Shapes):
    """A series of four digits and a number of six (Government Resolution 2267 of 2023, before it 828 of 1997)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id", "passport")

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield (
            "series",
            alone(r"\d{2}[ -]?\d{2}(?:[ -]{1,2}|,? ?(?:N[o.]{0,2}|#|номер) ?)\d{6}"),
            0.75,
        )
        yield "run", alone(r"\d{10}"), NEEDS_CONTEXT
