"""Recognizes the Colombian identity numbers (cédula, NUIP)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone, cued


class ColombianCedula(NationalNumber):
    """Six to ten digits, with dots or without (Registraduría Nacional del Estado Civil, Decreto 1260 de 1970)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "dotted", alone(r"\d{1,3}(?:\.\d{3}){2,3}"), NEEDS_CONTEXT
        yield "run", alone(r"\d{6,10}"), NEEDS_CONTEXT
        yield "named", cued(("nuip",), r"(?P<id>\d(?:[ .-]?\d){5,10})(?!\d)"), 0.8
