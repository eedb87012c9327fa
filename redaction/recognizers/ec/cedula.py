"""Recognizes the Ecuadorian identity number (cédula)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.types import GOVERNMENT_ID


class EcuadorianCedula(Shapes):
    """Ten digits, the last a check digit after a hyphen or not (Ley Orgánica de Gestión de la Identidad, 2016)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "hyphen", r"(?<![A-Z\d$]|\d[.-])\d{9}-\d(?!\d)", 0.75
        yield "run", r"(?<![A-Z\d$]|\d[.-])(?:[01]\d|2[0-4]|30)\d{8}(?!\d)", NEEDS_CONTEXT
