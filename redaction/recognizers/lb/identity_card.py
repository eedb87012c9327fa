"""Recognizes the Lebanese identity card number."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.types import GOVERNMENT_ID


class LebaneseIdentityCard(Shapes):
    """Twelve digits, the first ones mostly zeros (General Directorate of Personal Status)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "zeros", r"(?<![A-Z\d$]|\d[.-])000\d{9}(?!\d)", 0.65
        yield "run", r"(?<![A-Z\d$]|\d[.-])\d{12}(?!\d)", NEEDS_CONTEXT
