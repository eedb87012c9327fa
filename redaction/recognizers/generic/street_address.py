"""Recognizes street addresses, corners and post office boxes."""
from __future__ import annotations

from typing import Iterable

from redaction.recognizers.base import Shapes
from redaction.shapes import any_of, whole
from redaction.types import ADDRESS
from redaction.words import keys

_WORD = r"[\w.'-]{1,30}"
_POINT = r"(?:[NSEW]|N\.?[EW]|S\.?[EW]|north|south|east|west|norte|sur|este|oeste)\.?"


class StreetAddress(Shapes):
    """A number and a street in either order of words; the apartment goes with it."""

    entity = ADDRESS

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        after, before, unit = (any_of(self.cues[kind]) for kind in ("street_after", "street_before", "unit"))
        door = rf"(?:,?\s{{0,2}}(?:{unit}\.?\s{{0,2}}#?\s?|#\s?)[A-Z]?\d[\w-]{{0,6}}|,?\s{unit}\.?\s[A-Z](?!\w))?"
        end = rf"(?!\w)\.?(?:\s{_POINT}(?!\w))?{door}"
        yield "number first", rf"(?<![\w$])(?P<id>\d{{1,6}}[A-Z]?\s{{1,2}}(?:{_POINT}\s)?(?:{_WORD}\s){{1,4}}?{after}{end})", 0.8
        yield "ordinal", rf"(?<!\w)(?:\d{{1,6}}\s)?(?:{_POINT}\s)?\d{{1,3}}(?:st|nd|rd|th)\s{after}{end}", 0.8
        yield "named", rf"(?<!\w)(?-i:[A-Z][a-z]{{2,20}}\s){{1,3}}(?:street|avenue|boulevard|blvd|road|drive|lane|ave|highway|parkway)(?!\w){door}", 0.6
        yield "word first", (rf"(?<!\w){before}\.?\s(?:{_WORD}\s){{0,5}}?(?:#|no\.?|num\.?|numero)?\s?\d{{1,6}}(?!\w|:)"
                             rf"(?:\s?(?:[#-]|no\.|num\.|numero)\s?\d{{1,5}}){{0,2}}{door}"), 0.75  # fmt: skip
        yield "word first, named", rf"(?<!\w){before}\.?\s(?:(?:de|del|la|las|los|san|santa)\s){{0,2}}(?-i:[A-Z][a-z]{{2,20}})(?:\s(?-i:[A-Z][a-z]{{2,20}})){{0,2}}", 0.6
        yield "corner", rf"{whole(self.cues['crossing'])}\s(?P<id>(?:{_WORD}\s){{1,4}}?(?:and|&|y|con|at)\s{_WORD}(?:\s{after}(?!\w))?)", 0.75
        yield "box", rf"{whole(self.cues['po_box'])}\s{{0,2}}#?\s?\d{{1,8}}", 0.9

    def score(self, text: str, start: int, end: int, base: float) -> float:
        """Refuses "2 kids in a place": a small word between the number and the street."""
        words = keys(text[start:end])
        between = words[1:-1] if base in (0.8, 0.75) else ()
        if base == 0.75 and not words[0].isdigit() and end < len(text):
            between = (*between, *keys(text[end : end + 12])[:1])  # "en la calle 3 noches"
        allowed = {"and", "y", "con", "at", "de"} if base == 0.75 else set()
        return 0.0 if any(word in self._small and word not in allowed for word in between) else base

    @property
    def _small(self) -> frozenset[str]:
        return frozenset(self.cues["street_not"])
