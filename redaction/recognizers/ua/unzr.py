"""Recognizes the Ukrainian record number in the demographic register (UNZR)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NationalNumber


class Unzr(NationalNumber):
    """Date of birth, a hyphen, five digits (Law of Ukraine 5492-VI, art. 10)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        date = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
        yield "record", rf"(?<![A-Z\d$]|\d[.-])(?:19|20)\d{{2}}{date} ?- ?\d{{5}}(?!\d)", 0.85
