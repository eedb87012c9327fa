"""The second look before anything leaves: what is told of hidden places, whatever the import has let through.

Independent of the import on purpose: a row written by hand, by an older version or by a mistake must not put the
address of a refuge into a public file.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Mapping, Optional, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.directory.hiding.repeats import Whereabouts, cleaned, whereabouts
from bot.directory.publishing.fields import Json, extend
from bot.directory.publishing.rows import BATCH, HIDDEN, TABLES, Row


@dataclass
class Hidden:
    """What is known of the hidden places of some services and organizations.

    ``sites``: services that have a hidden place themselves; ``open``: those that have another one as well.
    """

    sites: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    organizations: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    addresses: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    open: set[str] = field(default_factory=set)

    def service(self, found: Json, owner: Optional[Row]) -> Json:
        """The object without what repeats where a hidden place of it, or of its organization, is."""
        own = self.sites.get(found["id"], [])
        theirs = self.organizations.get(found.get("organization_id") or "", [])
        if not own and not theirs:
            return found
        known = self._known([*own, *theirs], found, owner)
        alike = bool(own) or found["id"] not in self.open
        return cleaned(found, known, alike)

    def organization(self, found: Json) -> Json:
        """As `service`."""
        theirs = self.organizations.get(found["id"], [])
        return cleaned(found, self._known(theirs, found, None), True) if theirs else found

    def _known(self, places: Sequence[Row], found: Json, owner: Optional[Row]) -> Whereabouts:
        addresses = [row for place in places for row in self.addresses.get(place["id"], ())]
        names = [found.get("name"), found.get("alternate_name"), owner["name"] if owner else None]
        return whereabouts(places, addresses, names)


def place(found: Json, row: Mapping[str, Any]) -> Json:
    """A location as it may go out: of a hidden one its id and that it is hidden, nothing else."""
    if not (row["confidential"] or row["held_back"]):
        return found
    bare: Json = {"id": found["id"], "location_type": "physical"}
    if row["confidential"]:
        bare["confidential"] = True
    else:
        extend(bare, withheld=True)
    return bare


def is_hidden(row: Mapping[str, Any]) -> bool:
    """Whether a location may not be told."""
    return bool(row["confidential"] or row["held_back"])


def hidden_of(session: Session, services: Sequence[Row], organizations: Sequence[str]) -> Hidden:
    """What is hidden around these services and organizations."""
    found = Hidden()
    place_, sited, offered = TABLES["location"], TABLES["service_at_location"], TABLES["service"]
    ids = [row["id"] for row in services]
    owners = sorted({*organizations, *(row["organization_id"] for row in services if row["organization_id"])})
    for some in _some(ids):
        at = sited.join(place_, place_.c.id == sited.c.location_id)
        for row in session.execute(
            select(sited.c.service_id.label("of"), place_).select_from(at).where(sited.c.service_id.in_(some), HIDDEN)
        ).mappings():
            found.sites[row["of"]].append(dict(row))
        found.open.update(
            session.execute(
                select(sited.c.service_id).select_from(at).where(sited.c.service_id.in_(some), ~HIDDEN)
            ).scalars()
        )
    for some in _some(owners):
        through = offered.join(sited, sited.c.service_id == offered.c.id).join(
            place_, place_.c.id == sited.c.location_id
        )
        for question in (
            select(place_.c.organization_id.label("of"), place_).where(place_.c.organization_id.in_(some), HIDDEN),
            select(offered.c.organization_id.label("of"), place_)
            .select_from(through)
            .where(offered.c.organization_id.in_(some), HIDDEN),
        ):
            for row in session.execute(question).mappings():
                found.organizations[row["of"]].append(dict(row))
    _addresses(session, found)
    return found


def _addresses(session: Session, found: Hidden) -> None:
    table = TABLES["address"]
    ids = {row["id"] for rows in (*found.sites.values(), *found.organizations.values()) for row in rows}
    for some in _some(sorted(ids)):
        for row in session.execute(select(table).where(table.c.location_id.in_(some))).mappings():
            found.addresses[row["location_id"]].append(dict(row))


def _some(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
