"""From a session to published objects, a batch at a time: read, assembled, and looked through for hidden places."""

from __future__ import annotations

from typing import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from bot.directory.hiding.repeats import cleaned, whereabouts
from bot.directory.publishing import objects
from bot.directory.publishing.fields import Json
from bot.directory.publishing.hidden import hidden_of, is_hidden
from bot.directory.publishing.rows import BATCH, LISTED, SHOWN, TABLES, hanging_on, listed_locations, read

# What may be published of each kind. An organization has no place of its own.
PUBLIC: dict[str, ColumnElement] = {
    "organization": TABLES["organization"].c.id.isnot(None),
    "location": LISTED,
    "service": SHOWN,
}


def every(session: Session, kind: str) -> Iterator[Json]:
    """Every published object of a kind by id. A batch is in memory, never the directory."""
    table, last = TABLES[kind], ""
    while True:
        question = select(table.c.id).where(table.c.id > last, PUBLIC[kind]).order_by(table.c.id).limit(BATCH)
        ids = session.execute(question).scalars().all()
        if not ids:
            return
        yield from published(session, kind, ids)
        last = ids[-1]


def published(session: Session, kind: str, ids: Sequence[str]) -> list[Json]:
    """The objects of these ids in their order; the caller asked only for what is `PUBLIC`."""
    make = {"organization": _organizations, "location": _locations, "service": _services}[kind]
    return make(session, ids)


def _organizations(session: Session, ids: Sequence[str]) -> list[Json]:
    hanging, hidden = hanging_on(session, "organization", ids), hidden_of(session, (), ids)
    return [hidden.organization(objects.organization(row, hanging)) for row in read(session, "organization", ids)]


def _locations(session: Session, ids: Sequence[str]) -> list[Json]:
    hanging, found = hanging_on(session, "location", ids), []
    for row in read(session, "location", ids):
        one = objects.location(row, hanging)
        if is_hidden(row):
            known = whereabouts([row], hanging.of("address", row["id"]))
            one = cleaned(one, known, True)
        found.append(one)
    return found


def _services(session: Session, ids: Sequence[str]) -> list[Json]:
    rows = read(session, "service", ids)
    hanging, hidden = hanging_on(session, "service", ids), hidden_of(session, rows, ())
    owners = {row["id"]: row for row in read(session, "organization", _owners(rows))}
    pointed = [
        one["location_id"]
        for row in rows
        for kind in ("service_at_location", "phone", "schedule", "language")
        for one in hanging.of(kind, row["id"])
        if one["location_id"]
    ]
    listed = listed_locations(session, pointed)
    return [
        hidden.service(objects.service(row, hanging, listed), owners.get(row["organization_id"] or "")) for row in rows
    ]


def _owners(rows: Sequence[objects.Row]) -> list[str]:
    return sorted({row["organization_id"] for row in rows if row["organization_id"]})
