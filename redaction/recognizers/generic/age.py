"""Recognizes ages."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from redaction.recognizers.base import Shapes
from redaction.shapes import any_of, whole
from redaction.types import AGE

_OLDEST = 120
_SPAN_OF_TIME = r"(?:despues|dentro|mas|menos|cerca|hace|luego) "
_HAS = regex.compile(r"\b(?:tengo|tiene|tenia)\s{1,3}$", regex.IGNORECASE)


class Age(Shapes):
    """ "I'm 15", "tengo 15 años", "15yo". A count of anything else ("I'm 20 minutes away") is none."""

    entity = AGE

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        words = self.cues.number_words
        teens = any_of(w for w, d in words.items() if len(d) == 2 and d.isdigit() and d != "00")
        units = any_of(w for w, d in words.items() if len(d) == 1 and len(w) > 2)
        said = rf"(?:{teens}(?:[\s-](?:y\s)?{units})?)(?!\w)"
        value = rf"(?P<id>\d{{1,2}}(?!\d)|{said})"
        other = rf"(?!\s{{0,2}}-?{any_of(self.cues['age_not'])}s?\b(?!\s(?:old|de edad))|\s?[%:/$'\"]|[.,-]\d|\s\d)"
        own, after, year = (
            any_of(self.cues["age_before"]),
            any_of(self.cues["age_after"]),
            any_of(self.cues["age_units"]),
        )
        yield (
            "before",
            rf"(?<!\w){own}[\s:=]{{1,3}}(?:only\s|just\s|like\s|about\s|solo\s|como\s)?{value}(?:{other}|(?=\s{year}(?!\w)))",
            0.8,
        )
        yield "after", rf"(?<![\w$.,/-])(?P<id>\d{{1,3}}|{said}|{units})[\s-]{{0,2}}{after}(?!\w)", 0.85
        yield (
            "of",
            rf"(?<!{_SPAN_OF_TIME}){whole(self.cues['age_of'])}\s{value}\s{year}(?!\w)",
            0.6,
        )
        yield "whole message", rf"\A\s{{0,9}}{value}\s{{0,3}}{year}[\s.]{{0,9}}\Z", 0.6

    def score(self, text: str, start: int, end: int, base: float) -> float:
        if text[start:end].isdigit() and int(text[start:end]) > _OLDEST:  # "911 yo": a call, not an age
            return 0.0
        # "tengo 2 trabajos", "tengo 3 años aquí": a small number one *has* is an age only at the end or before "años".
        if _HAS.search(text[max(0, start - 10) : start]):
            follows = text[end:].lstrip()[:12].lower()
            if (
                text[start:end].isdigit()
                and int(text[start:end]) < 10
                and follows[:1].isalpha()
                and not follows.startswith("anos")
            ):
                return 0.0
            if regex.match(
                r"anos?\s(?:aqui|trabaj|vivi|en\b|con\b|sin\b|de\b|esper)", text[end:].lstrip()[:16], regex.IGNORECASE
            ):
                return 0.0
        return base
