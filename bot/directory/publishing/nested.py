"""Objects inside one another, as the read API shows them: a service with its organization and its places, and so on."""

from __future__ import annotations

from typing import Any, Iterable, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.directory.publishing.fields import Json
from bot.directory.publishing.reading import PUBLIC, published
from bot.directory.publishing.rows import BATCH, LISTED, SHOWN, TABLES

_LISTS = frozenset({
    "phones", "schedules", "languages", "cost_options", "service_areas", "service_at_locations", "attributes",
    "addresses", "services", "locations",
})  # fmt: skip
_OF_A_SITE = ("phones", "schedules")
_SERVICE, _PLACE, _SITED = TABLES["service"], TABLES["location"], TABLES["service_at_location"]
SITES = (
    select(_SITED.c.id, _SITED.c.service_id)
    .join(_SERVICE, _SERVICE.c.id == _SITED.c.service_id)
    .join(_PLACE, _PLACE.c.id == _SITED.c.location_id)
    .where(SHOWN)
)


def flat(one: Json) -> Json:
    """Only the fields of the object itself."""
    return {name: value for name, value in one.items() if name not in _LISTS}


def minimal(one: Json) -> Json:
    """Its id, and when it was last changed where that is known."""
    return {name: one[name] for name in ("id", "last_modified") if name in one}


def full_services(session: Session, ids: Sequence[str]) -> list[Json]:
    """Services with their organization, and at each of their places what holds only there."""
    found = published(session, "service", ids)
    owners = _by_id(session, "organization", (one.get("organization_id") for one in found))
    places = _by_id(session, "location", (site["location_id"] for one in found for site in one["service_at_locations"]))
    for one in found:
        if one.get("organization_id") in owners:
            one["organization"] = owners[one["organization_id"]]
        for site in one["service_at_locations"]:
            site["location"] = places[site["location_id"]]
            for name in _OF_A_SITE:
                site[name] = [row for row in one[name] if row.get("service_at_location_id") == site["id"]]
        for name in _OF_A_SITE:
            one[name] = [row for row in one[name] if "service_at_location_id" not in row]
    return found


def full_organizations(session: Session, ids: Sequence[str], whole: bool = False) -> list[Json]:
    """Organizations with their services (``whole``: everything of them, else their fields) and open places."""
    found = published(session, "organization", ids)
    for one in found:
        mine = select(_SERVICE.c.id).where(_SERVICE.c.organization_id == one["id"], PUBLIC["service"])
        services = list(session.execute(mine.order_by(_SERVICE.c.id).limit(BATCH)).scalars())
        one["services"] = (
            full_services(session, services)
            if whole
            else [flat(each) for each in published(session, "service", services)]
        )
        open_ = or_(_PLACE.c.confidential.is_(True), _PLACE.c.held_back.is_(True))
        here = select(_PLACE.c.id).where(_PLACE.c.organization_id == one["id"], LISTED, ~open_).order_by(_PLACE.c.id)
        one["locations"] = published(session, "location", list(session.execute(here.limit(BATCH)).scalars()))
    return found


def sites(session: Session, ids: Sequence[str], full: bool) -> list[Json]:
    """Services at locations by their id, each with both."""
    rows = session.execute(SITES.where(_SITED.c.id.in_(list(ids)))).all()
    services = {one["id"]: one for one in full_services(session, sorted({row.service_id for row in rows}))}
    found = []
    for row in sorted(rows, key=lambda row: ids.index(row.id)):
        one = services[row.service_id]
        site = next(dict(each) for each in one["service_at_locations"] if each["id"] == row.id)
        site["service_id"] = row.service_id
        beside = [each for each in one["service_at_locations"] if each["id"] != row.id]
        site["service"] = {**one, "service_at_locations": beside} if full else flat(one)
        if not full:
            site["service"].pop("organization", None)
            site = {
                **{name: value for name, value in site.items() if name not in _LISTS},
                "location": flat(site["location"]),
            }
        found.append(site)
    return found


def _by_id(session: Session, kind: str, ids: Iterable[Any]) -> dict[str, Json]:
    wanted = sorted({one for one in ids if one})
    found: dict[str, Json] = {}
    for start in range(0, len(wanted), BATCH):
        found.update((one["id"], one) for one in published(session, kind, wanted[start : start + BATCH]))
    return found
