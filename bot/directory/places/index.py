"""Cities and states of the ZIP file, indexed once in memory, so that a look-up takes well under a millisecond."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Optional

from bot.directory.languages import plain
from bot.yaml_file import read_yaml

_NAMES = Path(__file__).with_name("place_names.yml")


@dataclass(frozen=True)
class City:
    """One city in one state: the middle of its ZIP codes, in degrees."""

    name: str
    state: str
    county: str
    lat: float
    lon: float
    timezone: str
    zips: int  # how many ZIP codes it has: the nearest thing to its size that the file knows


@dataclass
class _Sum:
    name: str
    state: str
    counts: dict[tuple[str, str], int] = field(default_factory=dict)  # (county, zone)
    lat: float = 0.0
    lon: float = 0.0
    weight: float = 0.0
    zips: int = 0

    def add(self, row: dict[str, Any], weight: float, zips: int) -> None:
        key = (row["county"], row["timezone"])
        self.counts[key] = self.counts.get(key, 0) + 1
        self.lat += weight * float(row["lat"])
        self.lon += weight * float(row["long"])
        self.weight += weight
        self.zips += zips

    def city(self) -> City:
        county, zone = max(self.counts, key=lambda key: self.counts[key])
        lat, lon = round(self.lat / self.weight, 4), round(self.lon / self.weight, 4)
        return City(self.name, self.state, county, lat, lon, zone, self.zips)


@dataclass(frozen=True)
class PlaceIndex:
    """``cities``: plain name to its cities. ``states``: two letters to the state as a whole."""

    cities: dict[str, tuple[City, ...]]
    states: dict[str, City]
    by_initial: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def place_index() -> PlaceIndex:
    """Built on first use, in about a second."""
    import zipcodes

    sums: dict[tuple[str, str], _Sum] = {}
    states: dict[str, _Sum] = {}
    for state in STATES:  # state by state, so that the rows in memory at once stay few
        for row in zipcodes.filter_by(active=True, state=state):
            if row["zip_code_type"] == "MILITARY" or not row["lat"]:
                continue
            # Post-office boxes sit downtown or anywhere: they count for the middle only where nothing else does.
            weight = 1.0 if row["zip_code_type"] == "STANDARD" else 0.001
            _into(sums, row["city"], state).add(row, weight, 1)
            states.setdefault(state, _Sum(state, state)).add(row, weight, 1)
            for other in row["acceptable_cities"]:
                _into(sums, other, state).add(row, weight, 0)
    return _finished(sums, states)


def _into(sums: dict[tuple[str, str], _Sum], name: str, state: str) -> _Sum:
    return sums.setdefault((plain(name), state), _Sum(name, state))


def _finished(sums: dict[tuple[str, str], _Sum], states: dict[str, _Sum]) -> PlaceIndex:
    cities: dict[str, list[City]] = {}
    for (name, _state), total in sums.items():
        cities.setdefault(name, []).append(total.city())
    initials: dict[str, list[str]] = {}
    for name in cities:
        initials.setdefault(name[:1], []).append(name)
    return PlaceIndex(
        {name: tuple(sorted(found, key=lambda city: -city.zips)) for name, found in cities.items()},
        {code: total.city() for code, total in states.items()},
        {letter: tuple(names) for letter, names in initials.items()},
    )


@lru_cache(maxsize=1)
def state_names() -> dict[str, str]:
    """Plain state names and abbreviations to two letters: ``florida`` and ``fl`` to ``FL``."""
    return {**{plain(name): code for code, name in STATES.items()}, **{code.lower(): code for code in STATES}}


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The editable names and filler words."""
    loaded: dict[str, Any] = read_yaml(_NAMES)
    return {
        "aliases": {plain(name): target for name, target in loaded["aliases"].items()},
        "lead": frozenset(plain(word) for word in loaded["lead_words"]),
        "tail": frozenset(plain(word) for word in loaded["tail_words"]),
        "not_places": frozenset(str(word) for word in loaded["not_places"]),
        "short_forms": loaded["short_forms"],
    }


def county_code(county: Optional[str]) -> str:
    """``Miami-Dade County`` to ``miami-dade``, the form in which coverage names a county."""
    bare = plain(county or "").removesuffix(" county").removesuffix(" parish").removesuffix(" borough")
    return bare.replace(" ", "-").replace(".", "")


STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas",
    "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan",
    "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina",
    "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
    "PR": "Puerto Rico", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee",
    "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington", "WV": "West Virginia",
    "WI": "Wisconsin", "WY": "Wyoming", "VI": "U.S. Virgin Islands", "GU": "Guam", "AS": "American Samoa",
    "MP": "Northern Mariana Islands",
}  # fmt: skip
