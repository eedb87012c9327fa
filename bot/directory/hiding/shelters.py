"""The last look before an import is kept: no shelter may show a street address that staff have not said yes to.

One file may bring a shelter and another its address; only the tables see both.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Iterable, Iterator, Sequence

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from bot.directory.hiding.confidential import is_protected_shelter, shows_where
from bot.directory.models import AddressRow, LocationRow, OrganizationRow, ServiceAtLocationRow, ServiceRow

_CHUNK = 400


def hold_back_shelters(session: Session, services: Iterable[str], locations: Iterable[str]) -> set[str]:
    """Hold back shelters among what an import changed; returns the ids of the services and locations that now wait."""
    changed_services, changed_locations = set(services), set(locations)
    held: set[str] = set()
    for ids in chunks(sorted(changed_services | changed_locations)):
        rows = [
            row for row in _linked(session, ids) if is_protected_shelter(row.name, row.description, row.organization)
        ]
        addresses = _addresses(session, [row.location_id for row in rows])
        for row in rows:
            if shows_where({"latitude": row.latitude, "longitude": row.longitude}, addresses[row.location_id]):
                held.add(row.location_id)
                held |= {row.service_id} & changed_services
    for ids in chunks(sorted(held)):
        for table in (ServiceRow, LocationRow):
            session.execute(
                update(table)
                .where(table.id.in_(ids))
                .values(held_back=True)
                .execution_options(synchronize_session=False)
            )
    return held


def _linked(session: Session, ids: Sequence[str]) -> list[Any]:
    question = (
        select(
            ServiceRow.id.label("service_id"),
            ServiceRow.name,
            ServiceRow.description,
            OrganizationRow.name.label("organization"),
            LocationRow.id.label("location_id"),
            LocationRow.latitude,
            LocationRow.longitude,
        )
        .join(ServiceAtLocationRow, ServiceAtLocationRow.service_id == ServiceRow.id)
        .join(LocationRow, LocationRow.id == ServiceAtLocationRow.location_id)
        .outerjoin(OrganizationRow, OrganizationRow.id == ServiceRow.organization_id)
        .where(or_(ServiceRow.id.in_(ids), LocationRow.id.in_(ids)), LocationRow.confidential.is_(False))
    )
    return list(session.execute(question))


def _addresses(session: Session, location_ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for ids in chunks(location_ids):
        for row in session.execute(select(AddressRow).where(AddressRow.location_id.in_(ids))).scalars():
            found[row.location_id].append({"address_1": row.address_1, "address_2": row.address_2})
    return found


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """A few hundred at a time: below SQLite's limit of bound values."""
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
