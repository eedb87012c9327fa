"""Recognizes ZIP codes by what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.shapes import LINK, any_of, whole
from redaction.types import LOCATION


class ZipCode(Shapes):
    """Five digits, or ZIP+4, after a cue, after a state, or alone in a message; elsewhere they may be anything."""

    entity = LOCATION

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        amount = rf"(?![\w%]|[.,]\d|\s?{any_of(self.cues['money'])})"
        value = rf"(?P<id>\d{{5}}(?:-\d{{4}})?){amount}"
        yield "cue", whole(self.cues["zip"]) + LINK + value, 0.75
        # "in" and "or" are states too, but only in capitals.
        words = set(self.cues["state_codes_doubtful"])
        states = any_of(code for code in self.cues["state_codes"] if code not in words)
        capitals = any_of(code.upper() for code in words)
        yield "state", rf"(?<!\w)(?:{states}|(?-i:{capitals}))[\s,]{{1,3}}{value}", 0.85
        yield "whole message", r"\A\s{0,9}(?P<id>\d{5}(?:-\d{4})?)[\s.!]{0,9}\Z", 0.7

    def score(self, text: str, start: int, end: int, base: float) -> float:
        # "a debt in 20000": a round number after a small word is an amount.
        return 0.0 if base == 0.75 and text[start:end].endswith("000") else base
