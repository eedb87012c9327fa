"""Which services fit a person and in which order: pure, so that every rule has its table of cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from functools import partial
from typing import Callable, Iterable, Optional, Sequence

from bot.directory.opening.hours import in_force, status
from bot.directory.opening.schedule import Schedule
from bot.directory.places.find import Place, Point
from bot.directory.places.geo import miles_between
from bot.directory.searching.coverage import Coverage, county_key
from bot.directory.searching.query import Query, Widened

RADIUS_MILES = 25
WIDER_MILES = 50


@dataclass(frozen=True)
class Site:
    """One location of a service. A hidden one (confidential, or waiting for a staff yes) must have no ``point``."""

    location_id: str
    site_id: str
    point: Optional[Point]
    state: Optional[str]
    timezone: Optional[str]
    confidential: bool = False
    hidden: bool = False
    schedules: tuple[Schedule, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """A service that answers the need.

    ``needs``: to how many needs it answers; fewer is more to the point. ``youth_only``: not for most people, and how
    old somebody is we did not ask, so such services come after those open to everybody.
    """

    service_id: str
    coverage: Coverage
    languages: frozenset[str]
    sites: tuple[Site, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    timezone: Optional[str] = None
    needs: int = 1
    youth_only: bool = False


class Reach(IntEnum):
    """How a service comes to fit a place, best first."""

    LOCAL = 0
    STATEWIDE = 1
    NATIONAL = 2
    UNKNOWN = 3  # neither a location nor an area is known: never in front of what is known to fit


@dataclass(frozen=True)
class Match:
    """A candidate that fits, at the site that fits best."""

    candidate: Candidate
    site: Optional[Site]
    reach: Reach
    distance: Optional[float]
    open_now: Optional[bool]
    speaks: bool
    schedules: tuple[Schedule, ...]  # those in force that day, and the exceptions of the week to come
    why: tuple[str, ...]
    holiday: bool = False  # a public holiday makes today's hours less sure


@dataclass(frozen=True)
class Ranking:
    """All that fit, best first."""

    matches: tuple[Match, ...]
    widened: Optional[Widened] = None
    radius_miles: Optional[int] = None


def rank(query: Query, at: datetime, candidates: Sequence[Candidate]) -> Ranking:
    """Local services, then those of the whole state, then national lines, which are always there as the last resort.

    Local is within 25 miles or serving the county; if there is none, within 50; if none, anywhere in the state.
    Inside each: speaks the language, open now, near. Without a place every located service is local.
    """
    local, widened, radius = _local(query.place, candidates)
    chosen = [_match(query, at, candidate, local.get(candidate.service_id), widened) for candidate in candidates]
    matches = sorted((match for match in chosen if match), key=_order(radius))
    if widened is Widened.STATE and not any(match.reach <= Reach.STATEWIDE for match in matches):
        widened = Widened.NATIONAL
    return Ranking(tuple(matches), widened, radius)


_Local = dict[str, tuple[Optional[Site], Optional[float]]]


def _local(place: Optional[Place], candidates: Sequence[Candidate]) -> tuple[_Local, Optional[Widened], Optional[int]]:
    if place is None:
        return {one.service_id: (_first(one.sites), None) for one in candidates if one.sites}, None, None
    if place.kind == "state":
        return _where(candidates, partial(_in_state, place=place)), None, None
    for miles, widened in ((RADIUS_MILES, None), (WIDER_MILES, Widened.FARTHER)):
        found = _where(candidates, partial(_within, place=place, miles=miles))
        if found:
            return found, widened, miles
    return _where(candidates, partial(_elsewhere_in_state, place=place)), Widened.STATE, None


_Found = Optional[tuple[Optional[Site], Optional[float]]]


def _where(candidates: Iterable[Candidate], test: Callable[[Candidate], _Found]) -> _Local:
    return {one.service_id: found for one in candidates if (found := test(one)) is not None}


def _within(one: Candidate, place: Place, miles: int) -> _Found:
    measured = [(miles_between(site.point, place.point), site) for site in one.sites if site.point]
    near = min(measured, key=lambda pair: pair[0], default=None)
    if near is not None and near[0] <= miles:
        return near[1], near[0]
    key = county_key(place.state, place.county)
    if key in one.coverage.counties:
        return _hidden(one.sites), None
    return None


def _in_state(one: Candidate, place: Place) -> _Found:
    site = next((site for site in one.sites if site.state == place.state and not site.hidden), None)
    if site or any(county.startswith(f"{place.state}:") for county in one.coverage.counties):
        return site or _hidden(one.sites), None
    return None


def _elsewhere_in_state(one: Candidate, place: Place) -> _Found:
    measured = [
        (miles_between(site.point, place.point), site) for site in one.sites if site.point and site.state == place.state
    ]
    near = min(measured, key=lambda pair: pair[0], default=None)
    return (near[1], near[0]) if near else None


def _first(sites: Sequence[Site]) -> Optional[Site]:
    return next((site for site in sites if not site.hidden), sites[0] if sites else None)


def _hidden(sites: Sequence[Site]) -> Optional[Site]:
    """A service that fits by its area is shown at a hidden site or at none: an open one is too far away."""
    return next((site for site in sites if site.hidden), None)


def _match(query: Query, at: datetime, one: Candidate, local: _Found, widened: Optional[Widened]) -> Optional[Match]:
    reach = _reach(query.place, one, local)
    if reach is None:
        return None
    site, distance = local if local and reach is Reach.LOCAL else (_hidden(one.sites), None)
    schedules = site.schedules if site and site.schedules else one.schedules
    zone = (site.timezone if site else None) or one.timezone
    if zone is None and query.place and reach is not Reach.NATIONAL:
        zone = query.place.timezone
    now = status(schedules, at, zone)
    lang = (query.lang or "").split("-")[0]
    stated = lang in one.languages
    speaks = not lang or stated or (lang == "en" and not one.languages)
    why = _why(query.place, reach, distance, widened, bool(now.open), stated)
    shown = in_force(schedules, now.day)
    return Match(one, site, reach, distance, now.open, speaks, shown, why, now.holiday)


def _reach(place: Optional[Place], one: Candidate, local: _Found) -> Optional[Reach]:
    if local is not None and not (place is None and one.coverage.national):
        return Reach.LOCAL
    if one.coverage.national:
        return Reach.NATIONAL
    if place is None:
        return Reach.STATEWIDE if one.coverage.known else Reach.UNKNOWN
    if place.state in one.coverage.states:
        return Reach.STATEWIDE
    unknown = not one.coverage.known and not any(site.point for site in one.sites)
    return Reach.UNKNOWN if unknown else None


def _why(
    place: Optional[Place],
    reach: Reach,
    distance: Optional[float],
    widened: Optional[Widened],
    open_now: bool,
    speaks: bool,
) -> tuple[str, ...]:
    codes = []
    if reach is Reach.LOCAL and place is not None:
        nearby = "area" if distance is None else "near"
        codes.append("widened" if widened else "state" if place.kind == "state" else nearby)
    elif reach is Reach.STATEWIDE and place is not None:
        codes.append("state")
    elif reach is Reach.NATIONAL:
        codes.append("national")
    if open_now:
        codes.append("open_now")
    if speaks:
        codes.append("speaks_language")
    return tuple(codes)


def _order(radius: Optional[int]) -> Callable[[Match], tuple[object, ...]]:
    """A service without a distance is ordered as if half-way out: its true place must not show in the order."""
    middle = (radius or 0) / 2

    def key(match: Match) -> tuple[object, ...]:
        one = match.candidate
        miles = middle if match.distance is None else match.distance
        return match.reach, not match.speaks, one.youth_only, not match.open_now, miles, one.needs, one.service_id

    return key
