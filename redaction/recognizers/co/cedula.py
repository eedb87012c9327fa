"""Recognizes the Colombian identity numbers (cédula, NUIP)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import cued
from redaction.types import GOVERNMENT_ID


class ColombianCedula(Shapes):
    """Six to ten digits, with dots or without (Registraduría Nacional del Estado Civil, Decreto 1260 de 1970)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "dotted", r"(?<![A-Z\d$]|\d[.-])\d{1,3}(?:\.\d{3}){2,3}(?!\d)", NEEDS_CONTEXT
        yield "run", r"(?<![A-Z\d$]|\d[.-])\d{6,10}(?!\d)", NEEDS_CONTEXT
        yield "named", cued(("nuip",), r"(?P<id>\d(?:[ .-]?\d){5,10})(?!\d)"), 0.8
