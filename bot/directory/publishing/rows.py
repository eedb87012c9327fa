"""Reading a few hundred main rows with all that hangs on them: the same few questions however many there are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Iterable, Mapping, Sequence

from sqlalchemy import Table, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from bot.directory import models

Row = Mapping[str, Any]
BATCH = 400  # below SQLite's limit of bound values
TABLES: dict[str, Table] = {
    "organization": models.OrganizationRow.__table__,
    "location": models.LocationRow.__table__,
    "service": models.ServiceRow.__table__,
    "service_at_location": models.ServiceAtLocationRow.__table__,
    "schedule": models.ScheduleRow.__table__,
    "phone": models.PhoneRow.__table__,
    "address": models.AddressRow.__table__,
    "language": models.LanguageRow.__table__,
    "cost_option": models.CostOptionRow.__table__,
    "service_area": models.ServiceAreaRow.__table__,
}
NEEDS: Table = models.ServiceNeedRow.__table__
_SERVICE, _LOCATION, _SITED = TABLES["service"], TABLES["location"], TABLES["service_at_location"]
SHOWN = _SERVICE.c.held_back.is_(False)
HIDDEN = or_(_LOCATION.c.confidential.is_(True), _LOCATION.c.held_back.is_(True))
# A hidden place is named only where a service that is shown says that it is there.
_LINKED = (
    select(_SITED.c.location_id).join(_SERVICE, _SERVICE.c.id == _SITED.c.service_id).where(SHOWN).scalar_subquery()
)
LISTED = or_(~HIDDEN, _LOCATION.c.id.in_(_LINKED))


@dataclass
class Hanging:
    """Rows by kind and by the id of what they hang on; in each, in the order of their ids."""

    rows: dict[tuple[str, str], list[Row]] = field(default_factory=lambda: defaultdict(list))

    def of(self, kind: str, owner_id: str) -> list[Row]:
        """Those of one owner, be they none."""
        return self.rows.get((kind, owner_id), [])


def read(session: Session, kind: str, ids: Sequence[str]) -> list[Row]:
    """The main rows of these ids, in the order asked for."""
    table = TABLES[kind]
    found = {row["id"]: row for row in _all(session, select(table).where(table.c.id.in_(ids)))}
    return [found[one] for one in ids if one in found]


def hanging_on(session: Session, kind: str, ids: Sequence[str]) -> Hanging:
    """Everything of these owners. A row that points to a service is the service's, whatever else it points to."""
    found = Hanging()
    owners = {"service": (), "location": ("service",), "organization": ("service", "location")}[kind]
    for child in ("service_at_location", "schedule", "phone", "address", "cost_option", "service_area", "language"):
        table = TABLES[child]
        if f"{kind}_id" not in table.c:
            continue
        question = select(table).where(table.c[f"{kind}_id"].in_(ids))
        if child == "service_at_location":
            question = question.where(table.c.location_id.isnot(None))
        else:
            for other in owners:
                if f"{other}_id" in table.c:
                    question = question.where(table.c[f"{other}_id"].is_(None))
        for row in _all(session, question.order_by(table.c.id)):
            found.rows[(child, row[f"{kind}_id"])].append(row)
    _languages_of_phones(session, found)
    if kind == "service":
        for row in _all(session, select(NEEDS).where(NEEDS.c.service_id.in_(ids))):
            found.rows[("need", row["service_id"])].append(row)
    return found


def listed_locations(session: Session, ids: Iterable[str]) -> set[str]:
    """Those of these locations that are in what is published, if only as a name without a place."""
    wanted = sorted(set(ids))
    found: set[str] = set()
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        found.update(session.execute(select(_LOCATION.c.id).where(_LOCATION.c.id.in_(some), LISTED)).scalars())
    return found


def _languages_of_phones(session: Session, found: Hanging) -> None:
    phones = [row["id"] for (kind, _), rows in found.rows.items() if kind == "phone" for row in rows]
    table = TABLES["language"]
    for start in range(0, len(phones), BATCH):
        some = phones[start : start + BATCH]
        for row in _all(session, select(table).where(table.c.phone_id.in_(some)).order_by(table.c.id)):
            found.rows[("language", f"phone:{row['phone_id']}")].append(row)


def _all(session: Session, question: Select) -> list[Row]:
    return [dict(row) for row in session.execute(question).mappings()]
