"""Rows of the tables into the three main objects of HSDS 3.x, each with all that hangs on it. Pure: reads nothing."""

from __future__ import annotations

from typing import AbstractSet, Any, Callable, Sequence

from bot.directory.importing.children import cost_summary
from bot.directory.publishing import needs
from bot.directory.publishing.fields import Json, extend, record
from bot.directory.publishing.hidden import is_hidden, place
from bot.directory.publishing.rows import Hanging, Row
from bot.directory.searching.coverage import read_areas


def organization(row: Row, hanging: Hanging) -> Json:
    """Without its services and locations: those name it themselves."""
    found = record("organization", row)
    found["phones"] = _phones(hanging, "organization", row["id"], frozenset())
    return found


def location(row: Row, hanging: Hanging) -> Json:
    """With its addresses. A hidden one has nothing but how and when it can be reached."""
    found = place(record("location", row), row)
    extend(found, timezone=row["timezone"])
    if not is_hidden(row):
        found["addresses"] = _listed(hanging, "address", "location", row["id"])
    found["languages"] = _listed(hanging, "language", "location", row["id"], _not_of_phones)
    found["phones"] = _phones(hanging, "location", row["id"], frozenset({row["id"]}))
    found["schedules"] = _schedules(hanging, "location", row["id"], frozenset({row["id"]}))
    return found


def service(row: Row, hanging: Hanging, listed: AbstractSet[str]) -> Json:
    """With everything of its own; ``listed`` are the locations that are published: no pointer leads to another one."""
    own = row["id"]
    found = record("service", row)
    found["service_at_locations"] = [
        _pointing(record("service_at_location", one), "service", own)
        for one in hanging.of("service_at_location", own)
        if one["location_id"] in listed
    ]
    spoken = (row["language_codes"] or "").split()
    found["languages"] = _listed(
        hanging,
        "language",
        "service",
        own,
        lambda one: _not_of_phones(one) and (one["location_id"] is None or one["location_id"] in listed),
        lambda one: _place_among([one["code"]], spoken),
    )
    found["phones"] = _phones(
        hanging, "service", own, listed, lambda one: _place_among((one["language_codes"] or "").split(), spoken)
    )
    found["schedules"] = _schedules(hanging, "service", own, listed)
    summary, covered = row["cost_summary"] or "", (row["coverage"] or "").split()
    found["cost_options"] = _listed(
        hanging, "cost_option", "service", own, order=lambda one: summary.find(cost_summary(None, [dict(one)]) or " ")
    )
    found["service_areas"] = _listed(
        hanging, "service_area", "service", own, order=lambda one: _place_among(read_areas([one]), covered)
    )
    found["attributes"] = needs.attributes(own, hanging.of("need", own))
    areas = read_areas(found["service_areas"])
    extend(
        found,
        translations=row["translations"],
        timezone=row["timezone"],
        coverage=None if list(areas) == covered else covered,
        needs=None if found["attributes"] else "none",
    )
    return found


def _listed(
    hanging: Hanging,
    kind: str,
    owner: str,
    owner_id: str,
    wanted: Callable[[Row], bool] = lambda one: True,
    order: Callable[[Row], Any] = lambda one: 0,
) -> list[Json]:
    """The order is that of what import made of them; it is told nowhere else."""
    rows = sorted((one for one in hanging.of(kind, owner_id) if wanted(one)), key=lambda one: (order(one), one["id"]))
    return [_pointing(record(kind, one), owner, owner_id) for one in rows]


def _phones(
    hanging: Hanging, owner: str, owner_id: str, listed: AbstractSet[str], order: Callable[[Row], Any] = lambda one: 0
) -> list[Json]:
    found = []
    for row in sorted(hanging.of("phone", owner_id), key=lambda one: (order(one), one["id"])):
        one = _pointing(_known(record("phone", row), hanging, owner, owner_id, listed), owner, owner_id)
        codes = (row["language_codes"] or "").split()
        spoken = [
            record("language", language)
            for language in sorted(
                hanging.of("language", f"phone:{row['id']}"),
                key=lambda one: (_place_among([one["code"]], codes), one["id"]),
            )
        ]
        if spoken:
            one["languages"] = [
                {name: value for name, value in language.items() if not name.endswith("_id")} for language in spoken
            ]
        extend(one, keyword=row["keyword"])
        found.append(one)
    return found


def _schedules(hanging: Hanging, owner: str, owner_id: str, listed: AbstractSet[str]) -> list[Json]:
    found = []
    for row in hanging.of("schedule", owner_id):
        one = _pointing(_known(record("schedule", row), hanging, owner, owner_id, listed), owner, owner_id)
        extend(one, by_appointment=bool(row["by_appointment"]))
        found.append(one)
    return found


def _known(found: Json, hanging: Hanging, owner: str, owner_id: str, listed: AbstractSet[str]) -> Json:
    """Without pointers to what is not published."""
    sites = {one["id"] for one in hanging.of("service_at_location", owner_id) if one["location_id"] in listed}
    if found.get("service_at_location_id") not in sites:
        found.pop("service_at_location_id", None)
    if found.get("location_id") not in listed:
        found.pop("location_id", None)
    return found


def _pointing(found: Json, owner: str, owner_id: str) -> Json:
    """Without the pointer to what it stands in."""
    if found.get(f"{owner}_id") == owner_id:
        del found[f"{owner}_id"]
    return found


def _not_of_phones(row: Row) -> bool:
    return row["phone_id"] is None


def _place_among(codes: Sequence[str], covered: Sequence[str]) -> int:
    return min((covered.index(code) for code in codes if code in covered), default=len(covered))
