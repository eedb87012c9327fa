"""What people answer to "where?", and the place they mean."""

from __future__ import annotations

import time
from typing import Optional

import pytest

from bot.directory.places.find import city_names, find_place

MIAMI = (25.78, -80.2)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("33101", "Miami, FL 33101"),
        ("my zip is 33101-1234", "Miami, FL 33101"),
        ("Miami", "Miami, FL"),
        ("miami fl", "Miami, FL"),
        ("Miami, Florida", "Miami, FL"),
        ("new york", "New York, NY"),
        ("NYC", "New York, NY"),
        ("I'm in Miami right now", "Miami, FL"),
        ("estoy en Hialeah", "Hialeah, FL"),
        ("cerca de Miami Beach por favor", "Miami Beach, FL"),
        ("st. louis", "Saint Louis, MO"),
        ("rapid city south dakota", "Rapid City, SD"),
        ("portland me", "Portland, ME"),
        ("maimi", "Miami, FL"),
        ("hialeha", "Hialeah, FL"),
        ("philadelhpia", "Philadelphia, PA"),
        ("Chigaco", "Chicago, IL"),
        ("Palmera Bay", "Miami, FL"),
        ("Florida", "Florida"),
        ("somewhere in south florida", "Florida"),
    ],
)
def test_found(text: str, label: str) -> None:
    place = find_place(text, near=MIAMI)
    assert place is not None and place.label == label


@pytest.mark.parametrize(
    "text",
    ["", "00000", "anywhere", "skip", "I don't know", "no", "okay", "home", "somewhere safe", "help me please",
     "I have nowhere to go", "not sure", "me da igual", "no quiero decir"],
)  # fmt: skip
def test_other_answers_are_no_places(text: str) -> None:
    assert find_place(text, near=MIAMI) is None


@pytest.mark.parametrize(
    ("near", "label"),
    [(MIAMI, "Hollywood, FL"), ((34.05, -118.24), "Hollywood, CA")],
)
def test_the_one_where_the_directory_is(near: tuple[float, float], label: str) -> None:
    place = find_place("hollywood", near=near)
    assert place is not None and place.label == label


@pytest.mark.parametrize(("text", "kind"), [("33101", "zip"), ("miami", "city"), ("florida", "state")])
def test_kinds_zones_and_counties(text: str, kind: str) -> None:
    place = find_place(text)
    assert place is not None
    assert (place.kind, place.state, place.timezone) == (kind, "FL", "America/New_York")
    assert place.zip == ("33101" if kind == "zip" else None)
    county: Optional[str] = None if kind == "state" else "Miami-Dade County"
    assert place.county == county


def test_where_a_person_is_stays_out_of_repr() -> None:
    assert repr(find_place("33101")) == "Place(kind='zip')"


def test_names_are_lower_case() -> None:
    names = city_names()
    assert {"miami", "new york", "nyc"} <= names
    assert all(name == name.lower() for name in names)


def test_a_look_up_is_quick_once_the_index_is_there() -> None:
    find_place("miami")
    start = time.perf_counter()
    for _ in range(100):
        find_place("miami beach fl", near=MIAMI)
    assert (time.perf_counter() - start) / 100 < 0.005
