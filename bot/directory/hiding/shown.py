"""What search shows of services at hidden places, without what repeats where those are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any, Optional, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.directory.hiding.repeats import Whereabouts, whereabouts
from bot.directory.models import AddressRow, LocationRow, ServiceAtLocationRow
from bot.directory.searching.query import Hit

_TEXTS = ("name", "description", "cost", "eligibility", "application")
_HIDDEN = or_(LocationRow.confidential.is_(True), LocationRow.held_back.is_(True))


def without_repeats(session: Session, hits: Sequence[Hit], hiding: Sequence[str]) -> tuple[Hit, ...]:
    """The hits in their order; ``hiding`` are the ids of those services that have a hidden place: two questions."""
    if not hiding:
        return tuple(hits)
    places, addresses = _places(session, hiding)
    return tuple(_told(hit, places[hit.service_id], addresses) if hit.service_id in places else hit for hit in hits)


def _told(hit: Hit, places: Sequence[Any], addresses: dict[str, list[Any]]) -> Hit:
    rows = [row for place in places for row in addresses[place["id"]]]
    known = whereabouts(places, rows, (hit.name, hit.organization))
    changes: dict[str, Any] = {name: _without(known, getattr(hit, name)) for name in _TEXTS}
    hours = tuple(replace(rule, note=_without(known, rule.note)) for rule in hit.hours)
    return replace(hit, **changes, hours=hours, url=None if hit.url and known.tells(hit.url) else hit.url)


def _without(known: Whereabouts, text: Optional[str]) -> Optional[str]:
    return known.without(text) if text else text


def _places(session: Session, hiding: Sequence[str]) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    sited, place = ServiceAtLocationRow, LocationRow.__table__
    found: dict[str, list[Any]] = defaultdict(list)
    question = select(sited.service_id.label("of"), place).join(sited, sited.location_id == place.c.id)
    for row in session.execute(question.where(sited.service_id.in_(list(hiding)), _HIDDEN)).mappings():
        found[row["of"]].append(dict(row))
    addresses: dict[str, list[Any]] = defaultdict(list)
    ids = sorted({row["id"] for rows in found.values() for row in rows})
    for row in session.execute(select(AddressRow.__table__).where(AddressRow.location_id.in_(ids))).mappings():
        addresses[row["location_id"]].append(dict(row))
    return found, addresses
