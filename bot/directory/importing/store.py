"""Writing bundles into the tables: what is equal is left alone, what changed is replaced, nothing else is touched."""

from __future__ import annotations

from typing import Any, Callable, Iterable, Optional, Sequence

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from bot.directory import models
from bot.directory.follow import follow
from bot.directory.hiding.shelters import chunks, hold_back_shelters
from bot.directory.importing.children import POINTERS
from bot.directory.importing.package import MAIN, OWNERS
from bot.directory.importing.records import WAITS, Bundle, withhold
from bot.directory.importing.report import Outcome, Tally

Progress = Callable[[int, int], None]
Row = dict[str, Any]
_MAIN: dict[str, Table] = {
    "organization": models.OrganizationRow.__table__,
    "location": models.LocationRow.__table__,
    "service": models.ServiceRow.__table__,
}
# In the order in which rows may point to one another.
_CHILDREN: dict[str, Table] = {
    "service_at_location": models.ServiceAtLocationRow.__table__,
    "phone": models.PhoneRow.__table__,
    "schedule": models.ScheduleRow.__table__,
    "address": models.AddressRow.__table__,
    "language": models.LanguageRow.__table__,
    "cost_option": models.CostOptionRow.__table__,
    "service_area": models.ServiceAreaRow.__table__,
}
_NEEDS: Table = models.ServiceNeedRow.__table__


class Store:
    """One import into one session. The caller commits, so that an import is there as a whole or not at all."""

    def __init__(self, session: Session, source: str, tally: Tally, progress: Optional[Progress] = None) -> None:
        self._session = session
        self._source = source
        self._tally = tally
        self._progress = progress
        self._known: dict[str, set[str]] = {}

    def save(self, bundles: Iterable[Bundle]) -> None:
        """Store every bundle that differs from what was stored under its id, and count them all."""
        waiting = list(bundles)
        outcomes: list[tuple[Bundle, Outcome]] = []
        changed_ids: dict[str, list[str]] = {}
        for kind in MAIN:
            stored = self._stored(kind)
            changed = []
            for bundle in (bundle for bundle in waiting if bundle.kind == kind):
                before, digest = stored.get(bundle.id), bundle.digest
                if before is not None and before["digest"] == digest:
                    bundle.held_back = bool(before.get("held_back"))
                    outcomes.append((bundle, Outcome.UNCHANGED))
                else:
                    changed.append((bundle, digest))
                    outcomes.append((bundle, Outcome.STORED))
                if self._progress:
                    self._progress(len(outcomes), len(waiting))
            self._write(kind, changed, stored)
            changed_ids[kind] = [bundle.id for bundle, _ in changed]
        held = hold_back_shelters(self._session, changed_ids["service"], changed_ids["location"])
        follow(self._session, self._touched(changed_ids))
        for bundle, outcome in outcomes:
            fresh = outcome is Outcome.STORED and bundle.id in held
            self._count(bundle, outcome, held_back=bundle.held_back or fresh)

    def _touched(self, changed: dict[str, list[str]]) -> set[str]:
        """The services that are new or changed, or whose place or organization is."""
        touched = set(changed["service"])
        sited, services = models.ServiceAtLocationRow, models.ServiceRow
        for some in chunks(changed["location"]):
            touched.update(self._session.execute(select(sited.service_id).where(sited.location_id.in_(some))).scalars())
        for some in chunks(changed["organization"]):
            touched.update(
                self._session.execute(select(services.id).where(services.organization_id.in_(some))).scalars()
            )
        return touched - {None}

    def _stored(self, kind: str) -> dict[str, Row]:
        table = _MAIN[kind]
        names = [name for name in ("id", "digest", "confidential", "held_back") if name in table.c]
        rows = self._session.execute(select(*(table.c[name] for name in names))).mappings()
        return {row["id"]: dict(row) for row in rows}

    def _write(self, kind: str, changed: Sequence[tuple[Bundle, str]], stored: dict[str, Row]) -> None:
        table = _MAIN[kind]
        new: list[Row] = []
        for bundle, digest in changed:
            before = stored.get(bundle.id)
            if before and before.get("confidential") and not bundle.columns.get("confidential"):
                # Once confidential stays so: a publisher's slip in one export must not put an address on a screen.
                withhold(bundle, self._tally)
            if before and before.get("held_back") and not bundle.columns.get("confidential"):
                bundle.columns["held_back"] = bundle.held_back = True  # only a staff member's yes ends the waiting
            columns = self._pointing(bundle.columns)
            if before is None:
                new.append(self._complete(table, {**columns, "id": bundle.id, "digest": digest}))
            else:
                self._session.execute(update(table).where(table.c.id == bundle.id).values(**columns, digest=digest))
        if new:
            self._session.execute(insert(table), new)
        self._known[kind] = set(stored) | {row["id"] for row in new}
        self._write_children(kind, [bundle for bundle, _ in changed])
        if kind == "service":
            self._write_needs([bundle for bundle, _ in changed])

    def _complete(self, table: Table, columns: Row) -> Row:
        row = {column.name: columns.get(column.name) for column in table.c}
        for name in ("confidential", "held_back"):
            if name in row:
                row[name] = bool(row[name])
        if "source" in row:
            row["source"] = self._source
        return row

    def _write_children(self, kind: str, bundles: Sequence[Bundle]) -> None:
        renamed: dict[tuple[str, str], str] = {}
        for child, table in _CHILDREN.items():
            if kind not in OWNERS[child]:
                continue
            self._clear(table, child, kind, [bundle.id for bundle in bundles if child in bundle.mentioned])
            rows = [(bundle.id, row) for bundle in bundles for row in bundle.children.get(child, ())]
            self._clear(table, child, kind, [owner for owner, _ in rows], {row["id"] for _, row in rows})
            taken = set(self._session.execute(select(table.c.id)).scalars())
            fresh = []
            for owner, row in rows:
                row_id = row["id"]
                while row_id in taken:  # the id is another owner's already: theirs must not be overwritten
                    row_id = f"{row_id}~{owner}"
                renamed[(child, row["id"])] = row_id
                taken.add(row_id)
                moved = {
                    name: renamed.get((name.removesuffix("_id"), row[name]), row[name])
                    for name in POINTERS[child]
                    if row[name]
                }
                fresh.append({**row, **self._pointing({**row, **moved}), "id": row_id})
            self._known[child] = taken
            if fresh:
                self._session.execute(insert(table), fresh)

    def _clear(
        self, table: Table, child: str, kind: str, owners: Sequence[str], only: Optional[set[str]] = None
    ) -> None:
        """Delete child rows that these owners own: a phone of a service that also names its place is the service's."""
        stronger = OWNERS[child][: OWNERS[child].index(kind)]
        for some in chunks(sorted(set(owners))):
            gone = delete(table).where(table.c[f"{kind}_id"].in_(some))
            for other in stronger:
                gone = gone.where(table.c[f"{other}_id"].is_(None))
            for ids in chunks(sorted(only)) if only is not None else [None]:
                self._session.execute(gone if ids is None else gone.where(table.c.id.in_(ids)))

    def _write_needs(self, bundles: Sequence[Bundle]) -> None:
        for bundle in bundles:
            gone = delete(_NEEDS).where(_NEEDS.c.service_id == bundle.id)
            if "attribute" not in bundle.mentioned:
                gone = gone.where(_NEEDS.c.need.in_(list(bundle.needs or ())))
            self._session.execute(gone)
        rows = [
            {"service_id": bundle.id, "need": need, "reason": reason}
            for bundle in bundles
            for need, reason in (bundle.needs or {}).items()
        ]
        if rows:
            self._session.execute(insert(_NEEDS), rows)

    def _pointing(self, columns: Row) -> Row:
        """Pointers to what is not in the directory are dropped: the row itself is still of use."""
        pointers = {
            name: value if value in self._known.get(name.removesuffix("_id"), ()) else None
            for name, value in columns.items()
            if name.endswith("_id")
        }
        return {**columns, **pointers}

    def _count(self, bundle: Bundle, outcome: Outcome, *, held_back: bool) -> None:
        shown = Outcome.HELD_BACK if held_back else outcome
        self._tally.add(bundle.kind, shown, WAITS if held_back else bundle.note if outcome is Outcome.STORED else "")
        for child, rows in bundle.children.items():
            waits = held_back and child == "address"
            self._tally.add(child, Outcome.HELD_BACK if waits else outcome, WAITS if waits else "", len(rows))
