"""From "33101", "Miami", "miami fl" or "new york" to a point on the map, forgiving small slips of typing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Iterator, Literal, Optional

from bot.directory.languages import plain
from bot.directory.places.geo import miles_between
from bot.directory.places.index import STATES, City, place_index, state_names, words

Point = tuple[float, float]
_ZIP = re.compile(r"(?<!\d)(\d{5})(?:-\d{4})?(?!\d)")
_SHORTEST_FUZZY = 5
_LONGER = 7  # letters from which two slips are forgiven, if the city is well known
_HERE_MILES = 100.0
_WELL_KNOWN_ZIPS = 9
_BIG_CITY_ZIPS = 30
_MOST_WORDS = 4


@dataclass(frozen=True)
class Place:
    """Where to look. Everything but its kind stays out of ``repr``: it is where a person is."""

    lat: float = field(repr=False)
    lon: float = field(repr=False)
    label: str = field(repr=False)
    timezone: str = field(repr=False)
    kind: Literal["zip", "city", "state"]
    zip: Optional[str] = field(default=None, repr=False)
    state: Optional[str] = field(default=None, repr=False)
    county: Optional[str] = field(default=None, repr=False)

    @property
    def point(self) -> Point:
        """(latitude, longitude) in degrees."""
        return self.lat, self.lon


def find_place(text: str, *, near: Optional[Point] = None) -> Optional[Place]:
    """The place a person means, or None.

    ``near`` is where the directory has services: of several cities with one name, and no state given, the one within
    100 miles of it is meant; otherwise the one with the most ZIP codes. A state alone is a place of kind ``state``.
    """
    digits = _ZIP.search(text)
    if digits:
        return zip_place(digits[1])
    tokens = _bare([token for token in re.sub(r"[^\w\s']", " ", plain(text).replace(".", "")).split() if token])
    if not tokens or " ".join(tokens) in words()["not_places"]:
        return None
    for reading in (_exact, _spelt_out, _among_words, _with_slips):
        found = reading(tokens, near)
        if found:
            return found
    return None


@lru_cache(maxsize=4096)
def zip_place(code: str) -> Optional[Place]:
    """The middle of a ZIP code, or None if there is no such code."""
    import zipcodes

    try:
        rows = zipcodes.matching(code)
    except (TypeError, ValueError):
        return None
    row = next((row for row in rows if row["lat"] and row["zip_code_type"] != "MILITARY"), None)
    if row is None:
        return None
    label = f"{row['city']}, {row['state']} {code}"
    return Place(
        float(row["lat"]), float(row["long"]), label, row["timezone"], "zip", code, row["state"], row["county"]
    )


@lru_cache(maxsize=1)
def city_names() -> frozenset[str]:
    """Every city name we know, lower case without accents, our own aliases included."""
    return frozenset(place_index().cities) | frozenset(words()["aliases"])


def warm() -> None:
    """Build the index now (about a second) rather than during somebody's first question."""
    place_index()
    city_names()


def _bare(tokens: list[str]) -> list[str]:
    """Without "I'm in …" and "… please"; a text of such words only ("la") is left as it is."""
    start, end = 0, len(tokens)
    while start < end and tokens[start] in words()["lead"] and not _named(" ".join(tokens[start:end])):
        start += 1
    while end > start and tokens[end - 1] in words()["tail"] and not _named(" ".join(tokens[start:end])):
        end -= 1
    return tokens[start:end]


def _named(name: str) -> bool:
    return name in place_index().cities or name in words()["aliases"]


def _exact(tokens: list[str], near: Optional[Point]) -> Optional[Place]:
    whole = " ".join(tokens)
    if whole in words()["aliases"]:
        return _alias(whole)
    for name, state in _splits(tokens):
        if name in words()["aliases"] and (found := _alias(name)) and found.state == state:
            return found
        cities = [city for city in place_index().cities.get(name, ()) if city.state == state]
        if cities:
            return _place(cities[0])
    cities = list(place_index().cities.get(whole, ()))
    state_alone = state_names().get(whole)
    if state_alone and not any(city.zips >= _BIG_CITY_ZIPS for city in cities):
        return _state(state_alone)
    return _place(_meant(cities, near)) if cities else None


def _spelt_out(tokens: list[str], near: Optional[Point]) -> Optional[Place]:
    """``st louis`` as saint louis, ``ft lauderdale`` as fort lauderdale."""
    long = [words()["short_forms"].get(token, token) for token in tokens]
    return _exact(long, near) if long != tokens else None


def _splits(tokens: list[str]) -> Iterator[tuple[str, str]]:
    """``miami fl`` as (miami, FL); ``rapid city south dakota`` as (rapid city, SD)."""
    for size in (1, 2, 3):
        state = state_names().get(" ".join(tokens[-size:]))
        if state and len(tokens) > size:
            yield " ".join(tokens[:-size]), state


def _among_words(tokens: list[str], near: Optional[Point]) -> Optional[Place]:
    """A city inside a longer answer: longest first; a single word only if the city is well known or near.

    Stray words must not become places: there are towns called Home, Friend and Okay.
    """
    for size in range(min(_MOST_WORDS, len(tokens) - 1), 0, -1):
        for start in range(len(tokens) - size + 1):
            window = tokens[start : start + size]
            if any(name in place_index().cities for name, _state in _splits(window)):
                return _exact(window, near)
            cities = place_index().cities.get(" ".join(window), ())
            if cities and (size > 1 or _trusted(cities, window[0], near)):
                return _place(_meant(list(cities), near))
            if size > 1 and " ".join(window) in words()["aliases"]:
                return _alias(" ".join(window))
    state = next((state_names()[token] for token in tokens if len(token) > 3 and token in state_names()), None)
    return _state(state) if state else None


def _trusted(cities: tuple[City, ...], word: str, near: Optional[Point]) -> bool:
    if len(word) < _SHORTEST_FUZZY:
        return False
    close = near is not None and any(_miles(city, near) <= _HERE_MILES for city in cities)
    return close or cities[0].zips >= _WELL_KNOWN_ZIPS


def _with_slips(tokens: list[str], near: Optional[Point]) -> Optional[Place]:
    name, state = next(_splits(tokens), (" ".join(tokens), None))
    if len(name) < _SHORTEST_FUZZY or len(tokens) > _MOST_WORDS + 1:
        return None
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = 2 if len(name) >= _LONGER else 1
    index = place_index()
    # People seldom mistype the first letter, and looking only there keeps strange words from becoming places.
    names = index.by_initial.get(name[0], ())
    matches = process.extract(name, names, scorer=OSA.distance, score_cutoff=slips, limit=50)
    cities = [
        (distance, city)
        for match, distance, _ in matches
        for city in index.cities[match]
        if state in (None, city.state) and (distance < 2 or city.zips >= _WELL_KNOWN_ZIPS) and (state or city.zips)
    ]
    return _place(min(cities, key=lambda pair: (pair[0] > 1, *_rank(pair[1], near)))[1]) if cities else None


def _meant(cities: list[City], near: Optional[Point]) -> City:
    return min(cities, key=lambda city: _rank(city, near))


def _rank(city: City, near: Optional[Point]) -> tuple[float, int]:
    miles = _miles(city, near) if near else _HERE_MILES
    return (miles if miles < _HERE_MILES else _HERE_MILES, -city.zips)


def _miles(city: City, near: Point) -> float:
    return miles_between((city.lat, city.lon), near)


def _alias(name: str) -> Optional[Place]:
    city, state = words()["aliases"][name].rsplit(", ", 1)
    found = [one for one in place_index().cities.get(plain(city), ()) if one.state == state]
    return _place(found[0]) if found else None


def _place(city: City) -> Place:
    label = f"{city.name}, {city.state}"
    return Place(city.lat, city.lon, label, city.timezone, "city", None, city.state, city.county)


def _state(code: str) -> Place:
    middle = place_index().states[code]
    return Place(middle.lat, middle.lon, STATES.get(code, code), middle.timezone, "state", None, code, None)
