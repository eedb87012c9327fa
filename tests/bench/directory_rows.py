"""Directories of any size for the benchmark of search, written straight into the tables.

The makeup follows the file of 211 Miami (how many have a place, hours, languages, a county), the services are invented.
"""

from __future__ import annotations

import random
from datetime import time
from typing import Any, Iterator

from sqlalchemy import insert

from bot.db import Database
from bot.directory import models
from bot.directory.follow import follow

_CHUNK = 2000
NEEDS = (
    "shelter", "food", "medical", "reproductive", "mental_health", "substance_use", "legal", "immigration", "documents",
    "work", "education", "transport", "interpreter", "money", "childcare", "peer_support", "safety_plan",
)  # fmt: skip
_WEIGHTS = (8, 10, 14, 4, 16, 8, 7, 3, 2, 9, 12, 3, 1, 7, 6, 5, 3)
_NAMES = (
    "Harbor",
    "Lantern",
    "Bridge",
    "Open Door",
    "Cedar",
    "River",
    "Sunrise",
    "Puente",
    "Corner",
    "Garden",
    "Anchor",
)
_KINDS = ("Clinic", "Pantry", "Center", "House", "Services", "Counseling", "School", "Legal Aid", "Outreach", "Program")
_SAID = (
    "Help with rent and utilities for families.", "Primary care on a sliding fee scale.",
    "Wheelchair accessible rooms.",
    "Counseling by phone and in person.", "Hot meals, free of charge.", "Classes for adults, any immigration status.",
    "A shelter for women and their children.", "Case management and referrals.", "Legal help in court.",
)  # fmt: skip
_ELIGIBILITY = (
    None, None, None, "Adults 18 and over", "Women with children", "Men 18 and older",
    "Families", "Ages 13-17", "Seniors",
)  # fmt: skip
_COSTS = (None, None, "Free", "Sliding scale", "No charge", "Fees vary")
_LANGUAGES = (("en", 55), ("en es", 25), ("en es ht", 8), ("", 8), ("en vi", 1), ("en ru", 1), ("es", 2))
_HOURS = ((9, 17), (8, 17), (8, 16), (9, 18), (10, 20), (0, 0))
_HOURS_WEIGHTS = (40, 20, 15, 10, 10, 5)
METRO = (25.77, -80.22, "FL", "America/New_York")


def fill(db: Database, count: int, *, first: int = 0, spread: bool = False, seed: int = 6) -> None:
    """So many services in one metropolitan area, or with ``spread`` around cities all over the nation."""
    chance = random.Random(f"{seed}-{first}-{spread}")
    for start in range(first, first + count, _CHUNK):
        rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in _TABLES}
        ids = [f"bench-{number:06}" for number in range(start, min(start + _CHUNK, first + count))]
        for key in ids:
            _service(chance, key, _middle(chance) if spread else METRO, rows)
        with db.transaction() as session:
            for kind, table in _TABLES.items():
                if rows[kind]:
                    session.execute(insert(table), rows[kind])
            follow(session, ids)


_TABLES: dict[str, Any] = {
    "service": models.ServiceRow.__table__,
    "location": models.LocationRow.__table__,
    "service_need": models.ServiceNeedRow.__table__,
    "service_at_location": models.ServiceAtLocationRow.__table__,
    "address": models.AddressRow.__table__,
    "phone": models.PhoneRow.__table__,
    "schedule": models.ScheduleRow.__table__,
}


def _middle(chance: random.Random) -> tuple[float, float, str, str]:
    """A city far from the metropolitan area: nothing there changes what is found here."""
    from bot.directory.places.index import place_index

    global _cities
    if not _cities:
        _cities = [
            (city.lat, city.lon, city.state, city.timezone)
            for name in sorted(place_index().cities)
            for city in place_index().cities[name]
            if city.zips > 5 and city.state != "FL"
        ]
    return chance.choice(_cities)


_cities: list[tuple[float, float, str, str]] = []


def _service(
    chance: random.Random, key: str, middle: tuple[float, float, str, str], rows: dict[str, list[dict[str, Any]]]
) -> None:
    lat, lon, state, zone = middle
    local = "US-FL:miami-dade" if state == "FL" else f"US-{state}:elsewhere"
    placed = chance.random() < 0.9
    covered = chance.random()
    rows["service"].append({
        "id": key, "name": f"{chance.choice(_NAMES)} {chance.choice(_KINDS)} {key[-4:]}",
        "description": chance.choice(_SAID),
        "status": "active", "eligibility_description": chance.choice(_ELIGIBILITY),
        "fees_description": chance.choice(_COSTS), "timezone": zone,
        "language_codes": chance.choices([one for one, _ in _LANGUAGES], [share for _, share in _LANGUAGES])[0],
        "coverage": local if covered < 0.5 else f"US-{state}" if covered < 0.55 else None,
        "held_back": False, "source": "bench", "digest": "",
    })  # fmt: skip
    needs = set(chance.choices(NEEDS, _WEIGHTS, k=chance.choice((1, 1, 2))))
    rows["service_need"] += [{"service_id": key, "need": need, "reason": "stated"} for need in sorted(needs)]
    rows["phone"].append({"id": key, "service_id": key, "number": "305-555-0100", "type": "voice"})
    if placed:
        place = {"id": key, "latitude": lat + chance.gauss(0, 0.12), "longitude": lon + chance.gauss(0, 0.1)}
        rows["location"].append({**place, "timezone": zone, "confidential": False, "held_back": False, "digest": ""})
        rows["service_at_location"].append({"id": key, "service_id": key, "location_id": key})
        rows["address"].append({"id": key, "location_id": key, "address_1": "1 Main St", "state_province": state})
    if chance.random() < 0.8:
        rows["schedule"] += _hours(chance, key)


def _hours(chance: random.Random, key: str) -> Iterator[dict[str, Any]]:
    opens, closes = chance.choices(_HOURS, _HOURS_WEIGHTS)[0]
    days = "MO,TU,WE,TH,FR,SA,SU" if opens == closes else "MO,TU,WE,TH,FR"
    yield {"id": key, "service_id": key, "freq": "WEEKLY", "byday": days, "opens_at": time(opens),
           "closes_at": time(closes), "by_appointment": False}  # fmt: skip
