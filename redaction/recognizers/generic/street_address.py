"""Recognizes street addresses, corners and post office boxes."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.shapes import any_of, whole
from redaction.types import ADDRESS
from redaction.words import keys

_WORD = r"[\w.'-]{1,30}"
# Between two streets of a corner, in the languages that write with spaces.
_AND = r"(?:and|&|y|con|at|et|e|com|ak|voi|\u0438|\u0439|\u0454|\u0914\u0930|aur|\u0648|w|at|n)"
_NAME = r"(?-i:[A-Z][a-z]{2,20})"
_POINT = r"(?:[NSEW]|N\.?[EW]|S\.?[EW]|north|south|east|west|norte|sur|este|oeste)\.?"
_LONG_STREET = r"(?:street|avenue|boulevard|blvd|road|drive|lane|ave|highway|parkway)"
_SMALL_PARTICLES = r"(?:(?:de|del|la|las|los|san|santa)\s){0,2}"
# Patterns whose words between number and street are looked at, by their score; in a corner or a calle some may stand.
_NUMBER_FIRST, _WORD_FIRST = 0.8, 0.75
_MAY_STAND = frozenset(("and", "y", "con", "at", "de"))


class StreetAddress(Shapes):
    """A number and a street in either order of words; the apartment goes with it."""

    entity = ADDRESS

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        after, before, unit = (any_of(self.cues[kind]) for kind in ("street_after", "street_before", "unit"))
        door = rf"(?:,?\s{{0,2}}(?:{unit}\.?\s{{0,2}}#?\s?|#\s?)[A-Z]?\d[\w-]{{0,6}}|,?\s{unit}\.?\s[A-Z](?!\w))?"
        door_before = rf"(?:{unit}\.?\s?#?\s?\d{{0,4}}[A-Z]?,\s)?"
        end = rf"(?!\w)\.?(?:\s{_POINT}(?!\w))?{door}"
        number = rf"(?<![\w$]){door_before}\d{{1,6}}[A-Z]?\s{{1,2}}(?:{_POINT}\s)?"
        yield "number first", rf"{number}(?:{_WORD}\s){{1,4}}?{after}{end}", _NUMBER_FIRST
        ordinal = r"\d{1,3}(?:st|nd|rd|th)"
        yield "ordinal", rf"(?<!\w)(?:\d{{1,6}}\s)?(?:{_POINT}\s)?{ordinal}\s{after}{end}", _NUMBER_FIRST
        yield "named", rf"(?<!\w)(?:{_NAME}\s){{1,3}}{_LONG_STREET}(?!\w){door}", 0.6
        mark = r"(?:#|no\.?|num\.?|numero)?\s?"
        more = r"(?:\s?(?:[#-]|no\.|num\.|numero)\s?\d{1,5}){0,2}"
        calle = rf"{before}\.?\s(?:{_WORD}\s){{0,5}}?{mark}\d{{1,6}}(?!\w|:){more}{door}"
        yield "word first", rf"(?<!\w){calle}", _WORD_FIRST
        yield "word first, named", rf"(?<!\w){before}\.?\s{_SMALL_PARTICLES}{_NAME}(?:\s{_NAME}){{0,2}}{door}", 0.6
        yield "number, word first", rf"(?<![\w$.])\d{{1,6}},?\s{before}\s{_WORD}(?:\s{_NAME}){{0,2}}{door}", _WORD_FIRST
        crossing = rf"(?:{_WORD}\s){{1,4}}?{_AND}\s(?:la\s|the\s)?{_WORD}(?:\s{after}(?!\w))?"
        yield "corner", rf"{whole(self.cues['crossing'])}\s(?P<id>{crossing})", _WORD_FIRST
        yield "box", rf"{whole(self.cues['po_box'])}\s{{0,2}}#?\s?\d{{1,8}}", 0.9

    def score(self, text: str, start: int, end: int, base: float) -> float:
        """Refuses "2 kids in a place" and "en la calle 3 noches": small words where the street's name should be."""
        if base not in (_NUMBER_FIRST, _WORD_FIRST):
            return base
        words = keys(text[start:end])
        looked_at = words[1:-1]
        allowed: frozenset[str] = frozenset()
        if base == _WORD_FIRST:
            allowed = _MAY_STAND
            if not words[0].isdigit():
                looked_at += keys(text[end : end + 12])[:1]
        small = frozenset(self.cues["street_not"]) - allowed
        return 0.0 if small.intersection(looked_at) else base
