"""Public holidays of the country that a time zone is in, the day on which they are observed included."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Mapping, Optional

from bot import clock


def is_public_holiday(day: date, zone_name: str) -> bool:
    """A national one. Those of a single state, on which most doors are open, are left out."""
    country = country_of(zone_name)
    return country is not None and day in _holidays(country, day.year)


def warm() -> None:
    """Load the calendar now (half a second) rather than during somebody's first question."""
    is_public_holiday(clock.now().date(), "America/New_York")


@lru_cache(maxsize=512)
def country_of(zone_name: str) -> Optional[str]:
    """``US`` for America/Chicago, ``PR`` for America/Puerto_Rico (ISO 3166); None for UTC and the like."""
    zones = _countries()
    return zones.get(zone_name) or zones.get(_links().get(zone_name, ""))


@lru_cache(maxsize=128)
def _holidays(country: str, year: int) -> frozenset[date]:
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    rows = (line.split("\t") for line in _database("zone.tab") if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}


@lru_cache(maxsize=1)
def _links() -> Mapping[str, str]:
    """Old names, such as US/Eastern, to the ones in use."""
    links = (line.split() for line in _database("tzdata.zi") if line.startswith("L "))
    return {name: target for _, target, name in links}


def _database(name: str) -> list[str]:
    return (files("tzdata") / "zoneinfo" / name).read_text(encoding="utf-8").splitlines()
