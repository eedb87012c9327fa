"""Distances on the globe, in statute miles."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

_EARTH_MILES = 3958.8


def miles_between(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) pairs in degrees, by the haversine formula."""
    lat_a, lat_b = radians(a[0]), radians(b[0])
    half_lat = sin((lat_b - lat_a) / 2) ** 2
    half_lon = sin(radians(b[1] - a[1]) / 2) ** 2
    return 2 * _EARTH_MILES * asin(sqrt(half_lat + cos(lat_a) * cos(lat_b) * half_lon))
