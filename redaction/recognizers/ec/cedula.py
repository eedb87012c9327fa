"""Recognizes the Ecuadorian identity number (cédula)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone


class EcuadorianCedula(NationalNumber):
    """Ten digits, the last a check digit after a hyphen or not (Ley Orgánica de Gestión de la Identidad, 2016)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "hyphen", alone(r"\d{9}-\d"), 0.75
        yield "run", alone(r"(?:[01]\d|2[0-4]|30)\d{8}"), NEEDS_CONTEXT
