"""Taking out of a text what repeats where a hidden place is.

An address that is gone from its own cell is told all the same when the description says "come to 12 Heron Way". What
the tables still know of a place that waits is looked for word by word; a confidential place has left nothing to
compare with, so whatever looks like a street, a ZIP code, coordinates or a map is taken out as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Iterable, Mapping, Optional
from urllib.parse import unquote_plus

from bot.directory.hiding.confidential import says_confidential
from bot.directory.languages import plain

WITHHELD = "[…]"
_SHORTEST = 5  # characters: shorter ones ("Apt 2") stand in every text
_STREETS = (
    "street|st|avenue|ave|av|road|rd|drive|dr|lane|ln|way|terrace|ter|court|ct|boulevard|blvd|place|pl|highway|hwy|"
    "parkway|pkwy|circle|cir|trail|trl|square|sq|causeway|cswy|alley|plaza"
)
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|"
    "OR|PA|PR|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|VI|GU"
)
_SUITE = r"(?:,?\s+(?:apt|apartment|suite|ste|unit|#)\.?\s*#?\w+)?"
_MAP = re.compile(
    r"(?:https?://)?[\w.-]*(?:\bmaps?\.|goo\.gl|maps\.app|openstreetmap|\bosm\.|waze|what3words|w3w\.|plus\.codes|"
    r"mapquest|/maps?\b)[^\s\"<>]*",
    re.IGNORECASE,
)
_GENERAL = (
    _MAP,
    re.compile(r"\bgeo:[^\s\"<>]+", re.IGNORECASE),
    re.compile(r"-?\b\d{1,3}\.\d{3,}\s*°?\s*[NS]?\s*[,;/ ]\s*-?\d{1,3}\.\d{3,}\s*°?\s*[EW]?"),
    re.compile(rf"\b\d{{1,6}}[A-Z]?\s+(?:[\w.'’-]+\s+){{1,4}}?(?:{_STREETS})\b\.?{_SUITE}", re.IGNORECASE),
    re.compile(r"\b(?:calle|avenida|carrera|camino)\s+(?:[^\W\d]+\s+){1,4}?#?\d{1,6}\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:{_STATES}|(?i:zip(?:\s*code)?:?|código postal:?|codigo postal:?))\.?,?\s+\d{{5}}(?:-\d{{4}})?\b"
    ),
)

_LINKS = ("url", "website")
_CODES = frozenset(
    {"id", "status", "location_type", "number", "type", "code", "need", "currency", "freq", "byday", "bymonthday",
     "opens_at", "closes_at", "valid_from", "valid_to", "dtstart", "until", "assured_date", "last_modified",
     "extension", "extent_type", "language_codes", "timezone", "coverage", "taxonomy_term", "keyword", "email"}
)  # fmt: skip


@dataclass(frozen=True)
class Whereabouts:
    """What the tables know of hidden places: exact words, as patterns. None does not mean that nothing is hidden."""

    patterns: tuple[re.Pattern[str], ...] = field(default=(), repr=False)

    def without(self, text: str, *, alike: bool = True) -> str:
        """``text`` without what tells where these places are; ``alike``: nor anything that looks like an address."""
        for pattern in (*self.patterns, *(_GENERAL if alike else ())):
            text = pattern.sub(WITHHELD, text)
        return text

    def tells(self, address: str, *, alike: bool = True) -> bool:
        """Whether a web address leads there: a link cannot be mended, only left out."""
        return self.without(unquote_plus(address), alike=alike) != unquote_plus(address)


def whereabouts(
    locations: Iterable[Mapping[str, Any]], addresses: Iterable[Mapping[str, Any]], names: Iterable[Optional[str]] = ()
) -> Whereabouts:
    """Of hidden places. ``names`` are what the service and its organization are called: those are no secret."""
    known = [plain(name) for name in names if name]
    said: list[str] = []
    for row in locations:
        said += [row[name] for name in ("transportation", "description", "url") if row.get(name)]
        for name in ("name", "alternate_name"):
            called = row.get(name)
            if called and not any(plain(called) in other for other in known):
                said.append(called)
        said += [_about(row[name]) for name in ("latitude", "longitude") if row.get(name) is not None]
    for row in addresses:
        said += [row[name] for name in ("address_1", "address_2") if row.get(name)]
        said += [(row.get("postal_code") or "")[:5]]
    telling = (one for one in dict.fromkeys(said) if len(one.strip()) >= _SHORTEST and not says_confidential(one))
    return Whereabouts(tuple(map(_pattern, telling)))


def cleaned(found: Any, known: Whereabouts, alike: bool) -> Any:
    """Every text in an object without what is ``known``; with ``alike`` also without all that looks like an address."""
    if isinstance(found, list):
        return [cleaned(one, known, alike) for one in found]
    if not isinstance(found, dict):
        return known.without(found, alike=alike) if isinstance(found, str) else found
    kept: dict[str, Any] = {}
    for name, value in found.items():
        if name in _CODES or name.endswith("_id"):
            kept[name] = value
        elif name in _LINKS and isinstance(value, str):
            if not known.tells(value, alike=alike):
                kept[name] = value
        elif name == "extent" and alike and found.get("extent_type") not in (None, "text"):
            continue  # a shape on a map, which may be drawn around the place
        else:
            kept[name] = cleaned(value, known, alike)
    return kept


def _about(degrees: float) -> str:
    """The beginning that every way of writing a coordinate shares, to about a kilometre."""
    whole, _, part = f"{abs(degrees):.6f}".partition(".")
    return f"{whole}.{part[:2]}"


def _pattern(said: str) -> re.Pattern[str]:
    """However it is spaced and written large or small; a number not inside a longer one, unless as its beginning."""
    words = r"[\s,;.]+".join(re.escape(word) for word in re.split(r"[\s,;]+", said.strip()) if word)
    more = r"\d*" if re.fullmatch(r"\d+\.\d\d", said) else ""
    return re.compile(rf"(?<!\w){words}{more}(?!\w)", re.IGNORECASE)
