"""Strips of latitude that the index of places is ordered by, and the box around a point: a little arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, floor, radians

from bot.directory.places.find import Point

WIDTH = 0.02  # degrees: 1.4 miles
MILES_A_DEGREE = 69.1
# How much shorter a distance on the globe can be than on the flat map of a box: within 60 miles, and within 400.
NEAR_SHARE, FAR_SHARE = 0.97, 0.8
_NEAR = 60.0
_POLE = 0.05


def band_of(lat: float) -> int:
    """The number of the strip."""
    return floor(lat / WIDTH)


@dataclass(frozen=True)
class Box:
    """All within ``miles`` of ``point`` is in it, and more. ``scale``: miles in a degree of longitude there."""

    point: Point
    miles: float

    @property
    def scale(self) -> float:
        return MILES_A_DEGREE * max(cos(radians(self.point[0])), _POLE)

    @property
    def bands(self) -> range:
        reach = self.miles / MILES_A_DEGREE * 1.02
        return range(band_of(self.point[0] - reach), band_of(self.point[0] + reach) + 1)

    @property
    def west_and_east(self) -> tuple[float, float]:
        reach = self.miles / self.scale / self.share
        return self.point[1] - reach, self.point[1] + reach

    @property
    def share(self) -> float:
        """The least that a distance on the globe can be of the one measured on the flat map."""
        return NEAR_SHARE if self.miles <= _NEAR else FAR_SHARE
