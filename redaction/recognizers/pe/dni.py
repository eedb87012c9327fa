"""Recognizes the Peruvian identity number (DNI)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.types import GOVERNMENT_ID


class PeruvianDni(Shapes):
    """Eight digits and sometimes a check character (RENIEC, Ley 26497)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "run", r"(?<![A-Z\d$]|\d[.-])\d{8}(?:-[\dA-K])?(?![A-Z\d])", NEEDS_CONTEXT
