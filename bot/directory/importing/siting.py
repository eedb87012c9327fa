"""Where a location is and which clock it keeps, from coordinates, ZIP code or city, as far as they can be believed."""

from __future__ import annotations

from typing import Any, Mapping, Optional, Sequence

from bot.directory.importing import cells
from bot.directory.opening.hours import zone
from bot.directory.places.find import Place, find_place, zip_place

Coordinates = tuple[Optional[float], Optional[float]]
_NOWHERE: Coordinates = (None, None)


def coordinates(raw: Mapping[str, Any], addresses: Sequence[Mapping[str, Any]]) -> tuple[Coordinates, str]:
    """(latitude, longitude) in degrees, and a note for the report where they are not as published.

    Without usable ones the middle of the ZIP code stands in. 0,0 is an empty cell, not a place in the Atlantic.
    """
    lat, lon = cells.number(raw.get("latitude")), cells.number(raw.get("longitude"))
    given = bool(lat or lon)
    if lat and lon and abs(lat) <= 90 and abs(lon) <= 180:
        return (lat, lon), ""
    from_zip = _by_zip(addresses)
    if from_zip:
        return from_zip.point, "coordinates taken from the ZIP code"
    return _NOWHERE, "coordinates out of range were left out" if given else "no coordinates"


def timezone_of(
    raw: Mapping[str, Any], extension: Mapping[str, Any], addresses: Sequence[Mapping[str, Any]]
) -> Optional[str]:
    """An IANA zone: the one stated, else that of the ZIP code, else that of the city. Never a numeric offset."""
    for stated in (extension.get("timezone"), raw.get("timezone")):
        named = cells.text(stated)
        if named and "/" in named and zone(named):
            return named
    place = _by_zip(addresses) or _by_city(addresses)
    return place.timezone if place and zone(place.timezone) else None


def _by_zip(addresses: Sequence[Mapping[str, Any]]) -> Optional[Place]:
    for address in addresses:
        code = (address.get("postal_code") or "")[:5]
        if code.isdigit() and len(code) == 5 and (address.get("country") or "US").upper() in ("US", "USA"):
            place = zip_place(code)
            if place:
                return place
    return None


def _by_city(addresses: Sequence[Mapping[str, Any]]) -> Optional[Place]:
    for address in addresses:
        if address.get("city") and address.get("state_province"):
            place = find_place(f"{address['city']} {address['state_province']}")
            if place and place.kind == "city":
                return place
    return None
