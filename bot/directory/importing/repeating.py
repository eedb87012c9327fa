"""Taking out of what an import keeps whatever repeats a confidential address, while the file tells what that is."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Collection, Mapping, Sequence

from bot.directory.hiding.repeats import Whereabouts, cleaned, whereabouts
from bot.directory.importing import cells
from bot.directory.importing.package import Package, Row

_TEXTS = ("name", "alternate_name", "description", "transportation", "url", "address_1", "address_2", "postal_code")


class Repeats:
    """Where the confidential places of a file are, by the services and organizations that may tell it."""

    def __init__(
        self, package: Package, confidential: Collection[str], service_places: Mapping[str, Sequence[str]]
    ) -> None:
        self._package = package
        self._places: dict[tuple[str, str], set[str]] = defaultdict(set)
        if not confidential:
            return
        for place in confidential:
            self._places[("location", place)].add(place)
            self._places[("organization", str(package.of("location")[place].get("organization_id") or ""))].add(place)
        for service, places in service_places.items():
            hidden = set(places) & set(confidential)
            owner = str(package.of("service").get(service, {}).get("organization_id") or "")
            self._places[("service", service)] |= hidden
            self._places[("organization", owner)] |= hidden
        self._addresses: dict[str, list[Row]] = defaultdict(list)
        for raw in package.of("address").values():
            self._addresses[str(raw.get("location_id") or "")].append(raw)

    def taken_out(self, kind: str, row_id: str, raw: Row, columns: dict[str, Any], children: dict[str, Any]) -> None:
        """Change the columns and children of a service, an organization or a confidential location in place."""
        owner = {"service": str(raw.get("organization_id") or ""), "organization": row_id}.get(kind, "")
        places = self._places.get((kind, row_id), set()) | (
            self._places.get(("organization", owner), set()) if owner else set()
        )
        if not places:
            return
        known = self._known(places, raw, self._package.of("organization").get(owner, {}))
        columns.update({**dict.fromkeys(columns), **cleaned(columns, known, False)})
        for child in [name for name in children if name != "address"]:
            children[child] = [{**dict.fromkeys(row), **cleaned(row, known, False)} for row in children[child]]

    def _known(self, places: Collection[str], raw: Row, owner: Row) -> Whereabouts:
        rows = [_read(self._package.of("location")[place]) for place in sorted(places)]
        addresses = [_read(row) for place in sorted(places) for row in self._addresses[place]]
        return whereabouts(rows, addresses, [cells.text(one.get("name")) for one in (raw, owner)])


def _read(raw: Row) -> Row:
    """Cells as they would have been kept."""
    found: Row = {name: cells.text(raw.get(name)) for name in _TEXTS}
    return {**found, **{name: cells.number(raw.get(name)) for name in ("latitude", "longitude")}}
