"""Recognizes phone numbers as people type them."""

from __future__ import annotations

from collections.abc import Iterable

import phonenumbers
import regex

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import any_of, digits
from redaction.types import PHONE

_DATE = regex.compile(r"(?:\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d{2}|(?:19|20)\d{2}[-/. ]\d{1,2}[-/. ]\d{1,2})")
_YEARS = regex.compile(r"(?:19|20)\d{2}(?:[ -/.]{1,3}(?:19|20)\d{2})+")
_THOUSANDS = regex.compile(r"\d{1,3}(?:\.\d{3})+")


class Phone(Shapes):
    """Seven to fifteen digits with any spacing. Help lines (911, 988, five and six digit text lines) are shorter."""

    entity = PHONE
    context_kinds = ("phone",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        money = any_of(self.cues["money"])
        digits_with_gaps = r"[+(]{0,2}\d(?:[ ().\-/]{0,3}\d){6,14}"
        yield "loose", rf"(?<![\w$.]|\d[-,]){digits_with_gaps}(?!\d|[a-z]|[.,-]\d|\s?{money})", 0.55
        # Two numbers in a row are longer than "loose" reaches; ten by ten, no digit of the second is left over.
        yield "ten", r"(?<!\w)(?:1[ .-])?\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]{0,2}\d{4}(?!\w)", 0.6
        yield (
            "extension",
            r"(?<![\w$])\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}\s{0,2}(?:x|ext\.?|extension)\s{0,2}\d{1,6}",
            0.8,
        )

    def score(self, text: str, start: int, end: int, base: float) -> float:
        value = text[start:end]
        if _DATE.fullmatch(value) or _YEARS.fullmatch(value):
            return 0.0
        if _THOUSANDS.fullmatch(value):
            return NEEDS_CONTEXT
        return 0.9 if _valid(value) else base if len(digits(value)) != 9 else 0.45


def _valid(value: str) -> bool:
    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(value, "US")))
    except phonenumbers.NumberParseException:
        return False
