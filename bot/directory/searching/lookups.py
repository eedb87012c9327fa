"""The questions to the index of places and areas: which services are near, or serve an area, best first."""

from __future__ import annotations

import re
from functools import lru_cache
from math import ceil
from typing import Any, Mapping, Sequence

from sqlalchemy.orm import Session

from bot.directory.places.find import Point
from bot.directory.places.geo import miles_between
from bot.directory.searching.bands import MILES_A_DEGREE, WIDTH, Box, band_of

_PLACE = re.compile(r":([a-z]\w*)")
_MOST = 400  # rows a question
_FLAT = (
    "((lat - :lat) * 69.1) * ((lat - :lat) * 69.1) + ((lon - :lon) * :scale) * ((lon - :lon) * :scale)"  # miles squared
)
Near = tuple[float, int, str]  # miles, needs, service id


def near(
    session: Session, box: Box, where: str, values: Mapping[str, Any], skip: int = 0, most: int = _MOST
) -> tuple[list[Near], float]:
    """Services with an open place in the box that meet ``where``, nearest first after the first ``skip``, and the miles
    up to which nobody is missing.
    """
    west, east = box.west_and_east
    lat, lon = box.point
    asked = {
        **values, "lat": lat, "lon": lon, "scale": box.scale, "west": west, "east": east, "band": band_of(lat),
        "flat": (box.miles / box.share) ** 2, "most": most, "skip": skip,
    }  # fmt: skip
    found = rows(session, _near(where, ceil(box.miles / MILES_A_DEGREE / WIDTH * 1.02)), asked)
    measured = [(miles_between((row[1], row[2]), box.point), row[3], row[0]) for row in found]
    if len(found) < most:
        return measured, box.miles
    last = found[-1]
    flat = ((last[1] - lat) * MILES_A_DEGREE) ** 2 + ((last[2] - lon) * box.scale) ** 2
    return measured, min(box.miles, flat**0.5 * box.share)


def in_state(session: Session, point: Point, where: str, values: Mapping[str, Any]) -> list[Near]:
    """All that have an open place, wherever, and meet ``where``, nearest first: for where the nearest is far away."""
    found = rows(session, _anywhere(where), values)
    return sorted((miles_between((row[1], row[2]), point), row[3], row[0]) for row in found)


def in_area(
    session: Session, where: str, values: Mapping[str, Any], skip: int = 0, most: int = _MOST
) -> list[tuple[int, str]]:
    """(needs, service id) of those found under the area ``:area`` that meet ``where``, in that order."""
    found = rows(session, _in_area(where), {**values, "skip": skip, "most": most})
    return [(row[0], row[1]) for row in found]


def ids_near(session: Session, box: Box, where: str, values: Mapping[str, Any], most: int) -> list[str]:
    """The services with an open place in the box, in no order, at most so many."""
    west, east = box.west_and_east
    asked = {**values, "west": west, "east": east, "band": band_of(box.point[0]), "most": most}
    statement = _ids_near(where, ceil(box.miles / MILES_A_DEGREE / WIDTH * 1.02))
    return list(dict.fromkeys(row[0] for row in rows(session, statement, asked)))


def ids_in_areas(session: Session, areas: Sequence[str], where: str, values: Mapping[str, Any], most: int) -> list[str]:
    """The services found under any of the areas, in no order, at most so many."""
    named = {f"area{number}": area for number, area in enumerate(areas)}
    statement = _ids_in_areas(where, len(areas))
    return list(dict.fromkeys(row[0] for row in rows(session, statement, {**values, **named, "most": most})))


def rows(session: Session, statement: str, values: Mapping[str, Any]) -> Sequence[Any]:
    """Straight to the driver: a search asks a dozen such questions, and SQLAlchemy's reading of each took longer than
    the database's answer.
    """
    connection = session.connection()
    if connection.dialect.paramstyle == "pyformat":
        statement = _named(statement)
    return connection.exec_driver_sql(statement, dict(values)).fetchall()


@lru_cache(maxsize=1024)
def _named(statement: str) -> str:
    """For psycopg2."""
    return _PLACE.sub(r"%(\1)s", statement)


def _bands(reach: int) -> str:
    return ", ".join(f":band + {step}" if step >= 0 else f":band - {-step}" for step in range(-reach, reach + 1))


@lru_cache(maxsize=512)
def _near(where: str, reach: int) -> str:
    return (
        "SELECT service_id, lat, lon, needs FROM search_cell "
        f"WHERE need = :need AND lang = :lang AND band IN ({_bands(reach)}) AND lon BETWEEN :west AND :east "
        f"AND {_FLAT} <= :flat AND {where} ORDER BY {_FLAT}, needs, service_id LIMIT :most OFFSET :skip"
    )


@lru_cache(maxsize=512)
def _anywhere(where: str) -> str:
    return f"SELECT service_id, lat, lon, needs FROM search_cell WHERE need = :need AND lang = :lang AND {where}"


@lru_cache(maxsize=512)
def _ids_near(where: str, reach: int) -> str:
    return (
        f"SELECT service_id FROM search_cell WHERE need = :need AND lang = :lang AND band IN ({_bands(reach)}) "
        f"AND lon BETWEEN :west AND :east AND {where} LIMIT :most"
    )


@lru_cache(maxsize=512)
def _in_area(where: str) -> str:
    return (
        "SELECT needs, service_id FROM search_area WHERE need = :need AND lang = :lang AND area = :area "
        f"AND {where} ORDER BY needs, service_id LIMIT :most OFFSET :skip"
    )


@lru_cache(maxsize=512)
def _ids_in_areas(where: str, count: int) -> str:
    areas = ", ".join(f":area{number}" for number in range(count))
    return (
        f"SELECT service_id FROM search_area WHERE need = :need AND lang = :lang AND area IN ({areas}) "
        f"AND {where} LIMIT :most"
    )
