"""Random small directories for search, written straight into the tables, and random questions to them."""

from __future__ import annotations

import random
from datetime import datetime, time
from typing import Any, Optional

from sqlalchemy import delete, insert

from bot.db import Database
from bot.directory import models
from bot.directory.follow import follow
from bot.directory.places.find import Place
from bot.directory.searching.query import Query

MIAMI = Place(25.78, -80.2, "Miami, FL", "America/New_York", "city", None, "FL", "Miami-Dade County")
CHICAGO = Place(41.88, -87.63, "Chicago, IL", "America/Chicago", "city", None, "IL", "Cook County")
FLORIDA = Place(28.0, -82.0, "Florida", "America/New_York", "state", None, "FL", None)
PLACES: tuple[Optional[Place], ...] = (MIAMI, CHICAGO, FLORIDA, None)
NEEDS = ("shelter", "food")
_AREAS = ("", "", "", "US", "US-FL", "US-FL:miami-dade", "US-FL:broward", "US-IL")
_LANGUAGES = ("", "en", "en es", "es", "en ht vi", "vi")
_ELIGIBILITY = (
    "",
    "",
    "Women with children",
    "Men 18 and over",
    "Under 18",
    "Ages 13-17",
    "U.S. citizens only",
    "Families",
)
_DAYS = ("MO,TU,WE,TH,FR", "SA,SU", "MO,TU,WE,TH,FR,SA,SU")
_COSTS = ("", "", "Free", "Sliding scale", "$50")
_SAID = ("Beds and meals.", "Wheelchair accessible rooms.", "A hotline, by phone.", "Any immigration status.")


def fill(db: Database, seed: int, count: int) -> None:
    """A new directory of so many services, nothing left of the one before."""
    chance = random.Random(seed)
    with db.transaction() as session:
        for kind in ("schedule", "address", "service_at_location", "service_need", "location", "service"):
            session.execute(delete(_TABLES[kind]))
        rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in _TABLES}
        for number in range(count):
            _service(chance, f"s{number:03}", rows)
        for kind in ("service", "location", "service_need", "service_at_location", "address", "schedule"):
            if rows[kind]:
                session.execute(insert(_TABLES[kind]), rows[kind])
        follow(session, [row["id"] for row in rows["service"]])


_TABLES: dict[str, Any] = {
    "service": models.ServiceRow.__table__,
    "location": models.LocationRow.__table__,
    "service_need": models.ServiceNeedRow.__table__,
    "service_at_location": models.ServiceAtLocationRow.__table__,
    "address": models.AddressRow.__table__,
    "schedule": models.ScheduleRow.__table__,
}


def _service(chance: random.Random, key: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    youngest, oldest = chance.choice(((None, None), (None, None), (18.0, None), (None, 24.0), (60.0, None)))
    rows["service"].append({
        "id": key, "name": f"Service {key}", "description": chance.choice(_SAID), "status": "active",
        "eligibility_description": chance.choice(_ELIGIBILITY), "fees_description": chance.choice(_COSTS),
        "minimum_age": youngest, "maximum_age": oldest, "timezone": "America/New_York",
        "language_codes": chance.choice(_LANGUAGES), "coverage": chance.choice(_AREAS),
        "held_back": chance.random() < 0.03, "source": "test", "digest": "",
    })  # fmt: skip
    rows["service_need"] += [
        {"service_id": key, "need": need, "reason": ""} for need in chance.choice((NEEDS, NEEDS[:1]))
    ]
    for site in range(chance.choice((0, 1, 1, 1, 2))):
        _site(chance, key, f"{key}-{site}", rows)
    if chance.random() < 0.5:
        rows["schedule"].append(_hours(chance, f"{key}-h", service_id=key))


def _site(chance: random.Random, key: str, place: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    middle, spread = chance.choice(((MIAMI, 0.02), (MIAMI, 0.3), (MIAMI, 1.5), (CHICAGO, 0.7), (CHICAGO, 3.0)))
    confidential = chance.random() < 0.1
    known = not confidential and chance.random() < 0.9
    rows["location"].append({
        "id": place, "confidential": confidential, "held_back": chance.random() < 0.05, "digest": "",
        "latitude": round(middle.lat + chance.uniform(-spread, spread), 2) if known else None,
        "longitude": round(middle.lon + chance.uniform(-spread, spread), 2) if known else None,
        "timezone": chance.choice((middle.timezone, middle.timezone, None, "America/Denver")),
    })  # fmt: skip
    rows["service_at_location"].append({"id": f"{place}-at", "service_id": key, "location_id": place})
    if not confidential:
        rows["address"].append({"id": f"{place}-a", "location_id": place, "state_province": middle.state})
    if chance.random() < 0.4:
        rows["schedule"].append(_hours(chance, f"{place}-h", service_at_location_id=f"{place}-at"))


def _hours(chance: random.Random, key: str, **owner: str) -> dict[str, Any]:
    opens, closes = chance.choice(((9, 17), (18, 2), (0, 0), (8, 12)))
    pointers = {"service_id": None, "service_at_location_id": None, "location_id": None, **owner}
    return {
        **pointers, "id": key, "freq": "WEEKLY", "byday": chance.choice(_DAYS),
        "opens_at": time(opens), "closes_at": time(closes, 30 if closes else 0), "by_appointment": False,
    }  # fmt: skip


def query(chance: random.Random) -> Query:
    """Any combination of what can be asked."""
    return Query(
        chance.choice(NEEDS),
        chance.choice(PLACES),
        chance.choice((None, "en", "es", "vi", "ru")),
        datetime(2026, 11, 23 + chance.randrange(7), chance.randrange(24), chance.choice((0, 15, 45))),
        limit=3,
        offset=chance.choice((0, 0, 3)),
        open_now=chance.random() < 0.2,
        age=chance.choice((None, None, None, 15, 30, 70)),
        serves=chance.choice(((), (), (), ("women",), ("men",), ("women", "children"))),
        cost=chance.choice((None, None, "free", "sliding")),
        accessible=chance.random() < 0.1,
        any_status=chance.random() < 0.1,
        way=chance.choice((None, None, None, "remote", "in_person")),
    )
