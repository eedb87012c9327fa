"""The areas under which a service is found without measuring a distance, as codes that an index can hold."""

from __future__ import annotations

from typing import Iterable, Optional

from bot.directory.places.find import Place
from bot.directory.searching.coverage import NATION, county_key
from bot.directory.searching.rules import Candidate

SOMEWHERE = "@"  # has a place, hidden or not, and is no national line
AREA_ONLY = "+"  # no place; the areas it serves are known
NOWHERE = "?"  # neither a place that may be measured nor an area


def areas_of(one: Candidate) -> frozenset[str]:
    """``US``; ``US-FL`` and ``US-FL:miami-dade`` (whom it serves); ``@FL`` (in that state); and the three above.

    ``@FL`` holds no hidden place: a confidential shelter is found by the areas it serves alone.
    """
    coverage = one.coverage
    codes = {f"{NATION}-{state}" for state in coverage.states} | {f"{NATION}-{county}" for county in coverage.counties}
    codes |= {f"@{site.state}" for site in one.sites if site.state and not site.hidden}
    codes |= {f"@{county.split(':')[0]}" for county in coverage.counties}
    if coverage.national:
        codes.add(NATION)
    elif one.sites:
        codes.add(SOMEWHERE)
    elif coverage.known:
        codes.add(AREA_ONLY)
    if not coverage.known and not any(site.point for site in one.sites):
        codes.add(NOWHERE)
    return frozenset(codes)


def county_area(place: Place) -> Optional[str]:
    """The code of the county that a place is in."""
    key = county_key(place.state, place.county)
    return f"{NATION}-{key}" if key else None


def farther_areas(place: Optional[Place]) -> Iterable[tuple[str, ...]]:
    """For each reach after the local one the areas to look under, best first."""
    if place is None:
        return (AREA_ONLY,), (NATION,), (NOWHERE,)
    return (f"{NATION}-{place.state}",), (NATION,), (NOWHERE,)
