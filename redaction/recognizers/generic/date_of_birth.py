"""Recognizes dates of birth."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import regex

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import LINK, any_of, whole
from redaction.types import DATE_OF_BIRTH

# A full date this many years back, or more, is taken for a birthday; nearer ones are appointments and events.
_YOUNGEST, _OLDEST = 10, 105
_YEAR = regex.compile(r"(?:19|20)\d{2}")


class DateOfBirth(Shapes):
    """Any date after "born" or "nací"; a full date far enough back anywhere."""

    entity = DATE_OF_BIRTH
    context_kinds = ("born",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        month = any_of(self.cues.months)
        year = r"(?:19|20)\d{2}"
        day = r"\d{1,2}(?:st|nd|rd|th)?"
        of = r"(?:of\s|de\s|del\s)?"
        apart = r"[ /.-]{1,2}"
        full = "|".join((
            rf"\d{{1,2}}{apart}\d{{1,2}}{apart}{year}",
            rf"{year}[ /.-]\d{{1,2}}[ /.-]\d{{1,2}}",
            rf"{month}\.?\s{day},?\s{of}{year}",
            rf"{day}[ -]{of}{month}\.?,?[ -]{of}{year}(?:\s?(?:\u0433\u043e\u0434\u0430|\u0433\u043e\u0434|\u0433\.))?",
            rf"{year}\s?[\u5e74\ub144]\s?\d{{1,2}}\s?[\u6708\uc6d4](?:\s?\d{{1,2}}\s?[\u65e5\u53f7\uc77c])?",
        ))  # fmt: skip
        part = "|".join((
            r"\d{1,2}[ /.-]\d{1,2}(?:[ /.-]\d{2})?",
            rf"{month}\.?\s{day}(?:,?\s'?\d{{2}})?",
            rf"(?:the\s)?{day}\s{of}{month}",
            rf"{month}\s{of}{year}",
            r"\d{6}|\d{8}",
            year,
        ))  # fmt: skip
        # Han and Hangul go on without a space, before a date and after it.
        letter = r"\d\p{Latin}\p{Cyrillic}\p{Arabic}\p{Devanagari}_"
        yield "full", rf"(?<![{letter}/.-])(?:{full})(?![{letter}]|[/-]\d)", 0.6
        yield "cue", rf"{whole(self.cues['born'])}{LINK}(?P<id>{full}|{part})(?!\w)", 0.85
        yield "short year", r"(?<![\w/.$-])\d{1,2}[/-]\d{1,2}[/-](?:[3-9]\d|0\d)(?![\w/-])", 0.45
        yield "short year in words", rf"(?<![\w/.-]){day}\s{of}{month}\s{of}'?\d{{2}}(?![\w:])", 0.45
        yield "day and month", rf"(?<![\w/.-])(?:{part})(?!\w|[/-]\d)", NEEDS_CONTEXT

    def score(self, text: str, start: int, end: int, base: float) -> float:
        if base != 0.6:
            return base
        year = _YEAR.findall(text[start:end])
        back = date.today().year - int(year[-1] if year else 0)
        return base if _YOUNGEST <= back <= _OLDEST else NEEDS_CONTEXT
