"""A package of raw rows into normalised bundles: one organization, location or service with all that hangs on it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, Iterator, Optional

from bot.directory.hiding.confidential import (
    flagged,
    is_confidential,
    is_protected_shelter,
    shows_where,
    without_whereabouts,
)
from bot.directory.importing import cells
from bot.directory.importing.children import POINTERS, READERS, Refused, as_kept, cost_summary, extension
from bot.directory.importing.package import MAIN, OWNERS, Package, Row
from bot.directory.importing.report import Outcome
from bot.directory.importing.siting import coordinates, timezone_of
from bot.directory.languages import language_codes
from bot.directory.needing.taxonomy import Term, needs_of
from bot.directory.searching.coverage import read_areas, state_code

WAITS = "a shelter with a street address waits for a staff member's yes"
ADDRESS_WITHHELD = "confidential address"
_STATUS = {"active", "inactive", "defunct", "temporarily closed"}
_TEXTS = {
    "organization": ("name", "alternate_name", "description", "email", "website"),
    "location": ("name", "alternate_name", "description", "transportation", "url", "location_type"),
    "service": ("name", "alternate_name", "description", "url", "email", "interpretation_services",
                "application_process", "fees_description", "eligibility_description", "alert"),
}  # fmt: skip


@dataclass
class Bundle:
    """What is to be stored for one main row. Columns and child kinds that the file does not mention are absent."""

    kind: str
    id: str
    columns: dict[str, Any]
    children: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    mentioned: frozenset[str] = frozenset()
    needs: Optional[dict[str, str]] = None
    note: str = ""
    held_back: bool = False

    @property
    def digest(self) -> str:
        """Of everything said here: equal records have equal digests."""
        said = [self.columns, self.children, sorted(self.mentioned), self.needs, self.held_back]
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


class Normaliser:
    """Reads one package. Bundles come in an order in which each may refer to those before it."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._tally = package.tally
        self._owned: dict[tuple[str, str], dict[str, list[dict[str, Any]]]] = {}
        self._terms: dict[tuple[str, str], list[tuple[Term, Any]]] = {}
        self._reasons: dict[tuple[str, str], str] = {}
        self._service_places: dict[str, list[str]] = {}
        self._confidential: set[str] = set()
        self._waiting: set[str] = set()
        self._waiting_services: set[str] = set()
        self._read_attributes()
        self._read_children()
        self._look_for_secrets()

    def bundles(self) -> Iterator[Bundle]:
        """Every organization, then location, then service that can be stored."""
        for kind in MAIN:
            make = {"organization": self._organization, "location": self._location, "service": self._service}[kind]
            for row_id, raw in self._package.of(kind).items():
                if kind != "location" and not cells.text(raw.get("name")):
                    self._refuse(kind, row_id)
                else:
                    yield make(row_id, raw)

    def _refuse(self, kind: str, row_id: str) -> None:
        self._tally.add(kind, Outcome.REFUSED, "no name")
        for child, rows in self._owned.get((kind, row_id), {}).items():
            self._tally.add(child, Outcome.REFUSED, f"its {kind} was refused", len(rows))

    # What hangs on what

    def _read_attributes(self) -> None:
        terms = self._package.of("taxonomy_term")
        for row in self._package.of("attribute").values():
            raw_term = terms.get(str(row.get("taxonomy_term_id") or ""), {})
            term = Term(
                cells.text(raw_term.get("name")), cells.text(raw_term.get("taxonomy")), cells.text(raw_term.get("code"))
            )
            reason = cells.text(extension(row).get("reason"))
            for owner in OWNERS["attribute"]:
                owner_id = row.get(f"{owner}_id") or row.get("link_id")
                if owner_id in self._package.of(owner):
                    self._terms.setdefault((owner, str(owner_id)), []).append((term, row.get("value")))
                    if reason:  # of our own export: why a directory like this one thought so
                        self._reasons.update({(str(owner_id), need): reason for need in needs_of(None, None, [term])})
        for kind in ("attribute", "taxonomy_term"):
            if self._package.of(kind):
                self._tally.add(kind, Outcome.NOT_KEPT, "translated to needs", len(self._package.of(kind)))

    def _read_children(self) -> None:
        for kind, read in READERS.items():
            for row_id, raw in self._package.of(kind).items():
                owner = self._owner(kind, raw)
                if owner is None:
                    self._tally.add(kind, Outcome.NOT_KEPT, "belongs to nothing in the file")
                    continue
                try:
                    columns = read(raw)
                except Refused as error:
                    self._tally.add(kind, Outcome.REFUSED, str(error))
                    continue
                kept = {name: value for name, value in as_kept(raw).items() if name in columns}
                row = {"id": row_id, **columns, **kept, **{name: self._pointer(name, raw) for name in POINTERS[kind]}}
                self._owned.setdefault(owner, {}).setdefault(kind, []).append(row)
                if kind == "service_at_location" and row["location_id"] in self._package.of("location"):
                    self._service_places.setdefault(owner[1], []).append(row["location_id"])

    def _owner(self, kind: str, raw: Row) -> Optional[tuple[str, str]]:
        for owner in OWNERS[kind]:
            owner_id = str(raw.get(f"{owner}_id") or "")
            if owner_id in self._package.of(owner):
                return owner, owner_id
        for between in ("service_at_location", "phone"):
            parent = self._package.of(between).get(str(raw.get(f"{between}_id") or ""))
            if parent is not None and between != kind:
                return self._owner(between, parent)
        return None

    def _pointer(self, name: str, raw: Row) -> Optional[str]:
        """Where a row points, as the file says; whether that is in the directory is looked up when it is stored."""
        found = str(raw.get(name) or "")
        if name == "service_id" and not found:
            between = self._package.of("service_at_location").get(str(raw.get("service_at_location_id") or ""), {})
            found = str(between.get("service_id") or "")
        return found or None

    # What must not be shown

    def _look_for_secrets(self) -> None:
        addresses: dict[str, list[Row]] = {}
        for raw in self._package.of("address").values():
            addresses.setdefault(str(raw.get("location_id") or ""), []).append(raw)
        flagged_services = {row_id for row_id, raw in self._package.of("service").items() if flagged(raw)}
        by_flag = {place for service in flagged_services for place in self._service_places.get(service, ())}
        for row_id, raw in self._package.of("location").items():
            given = [(term.name or term.code or "", value) for term, value in self._terms.get(("location", row_id), ())]
            if row_id in by_flag or is_confidential(raw, addresses.get(row_id, ()), given):
                self._confidential.add(row_id)
        for row_id, raw in self._package.of("service").items():
            organization = self._package.of("organization").get(str(raw.get("organization_id") or ""), {})
            if is_protected_shelter(
                cells.text(raw.get("name")), cells.text(raw.get("description")), cells.text(organization.get("name"))
            ):
                shown = {
                    place
                    for place in self._places_of(row_id, raw)
                    if place not in self._confidential
                    and shows_where(self._package.of("location")[place], addresses.get(place, ()))
                }
                self._waiting |= shown
                if shown:
                    self._waiting_services.add(row_id)

    def _places_of(self, service_id: str, raw: Row) -> list[str]:
        """The places of a service; where the file links none, those of its organization: better too many hidden."""
        organization = raw.get("organization_id")
        return self._service_places.get(service_id) or [
            place
            for place, location in self._package.of("location").items()
            if organization and location.get("organization_id") == organization
        ]

    # The three main rows

    def _organization(self, row_id: str, raw: Row) -> Bundle:
        return self._bundle("organization", row_id, self._texts("organization", raw))

    def _location(self, row_id: str, raw: Row) -> Bundle:
        columns = self._texts("location", raw)
        columns.update({name: value for name, value in as_kept(raw).items() if name in columns})
        if "organization_id" in raw:
            columns["organization_id"] = self._pointer("organization_id", raw)
        children = self._owned.get(("location", row_id), {})
        addresses = children.get("address", [])
        hidden = row_id in self._confidential
        note = ""
        if {"latitude", "longitude"} & raw.keys() or addresses:
            (columns["latitude"], columns["longitude"]), note = coordinates(raw, addresses)
        zone = timezone_of(raw, extension(raw), addresses)
        if zone:
            columns["timezone"] = zone
        bundle = self._bundle("location", row_id, columns)
        if hidden:
            return withhold(bundle, self._tally)
        if cells.flag(extension(raw).get("withheld")):
            return _still_waiting(bundle)
        bundle.columns.update(confidential=False, held_back=row_id in self._waiting)
        bundle.held_back = row_id in self._waiting
        bundle.note = WAITS if bundle.held_back else note
        return bundle

    def _service(self, row_id: str, raw: Row) -> Bundle:
        columns = self._texts("service", raw)
        for name, read in (("minimum_age", cells.number), ("maximum_age", cells.number), ("assured_date", cells.day),
                           ("last_modified", cells.instant)):  # fmt: skip
            if name in raw:
                columns[name] = read(raw[name])
        if "status" in raw:
            status = (cells.text(raw["status"]) or "").lower()
            columns["status"] = status if status in _STATUS and "status" not in as_kept(raw) else None
        if raw.get("organization_id"):
            columns["organization_id"] = self._pointer("organization_id", raw)
        columns.update({name: extension(raw)[name] for name in ("translations", "timezone") if name in extension(raw)})
        bundle = self._bundle("service", row_id, columns)
        told = [row["eligibility"] for row in bundle.children.get("eligibility", ())]
        if told and not columns.get("eligibility_description"):
            columns["eligibility_description"] = "\n".join(dict.fromkeys(told))
        self._summarise(bundle)
        given = [term for term, _ in self._terms.get(("service", row_id), ())]
        bundle.needs = needs_of(columns.get("name"), columns.get("description"), given)
        bundle.needs = {need: self._reasons.get((row_id, need), reason) for need, reason in bundle.needs.items()}
        if extension(raw).get("needs") == "none":
            bundle.needs = {}
        if row_id in self._waiting_services or "service_at_location" in bundle.children:
            columns["held_back"] = bundle.held_back = row_id in self._waiting_services
            bundle.note = WAITS if bundle.held_back else ""
        return bundle

    def _summarise(self, bundle: Bundle) -> None:
        columns, places = bundle.columns, self._service_places.get(bundle.id, [])
        languages = list(bundle.children.get("language", []))
        for place in places:
            languages.extend(self._owned.get(("location", place), {}).get("language", []))
        languages.sort(key=lambda row: row["phone_id"] is not None)  # in whichever order the file has its lists
        if languages:
            columns["language_codes"] = " ".join(dict.fromkeys(code for row in languages for code in _spoken(row)))
        for phone in bundle.children.get("phone", []):
            spoken = [code for row in languages if row["phone_id"] == phone["id"] for code in _spoken(row)]
            phone["language_codes"] = " ".join(dict.fromkeys(spoken)) or None
        areas = read_areas(bundle.children.get("service_area", []))
        if not areas:  # a hidden place still lies in some state, and that much may be known
            hidden = (place for place in places if place in self._confidential | self._waiting)
            states = (
                state_code(raw.get("state_province"))
                for place in hidden
                for raw in self._package.of("address").values()
                if raw.get("location_id") == place
            )
            areas = tuple(dict.fromkeys(code for code in states if code))
        if not areas:
            areas = self._told_areas(bundle.id)
        if areas or "service_area" in bundle.mentioned:
            columns["coverage"] = " ".join(areas) or None
        if "fees_description" in columns or "cost_option" in bundle.mentioned:
            options = bundle.children.get("cost_option", [])
            columns["cost_summary"] = cost_summary(columns.get("fees_description"), options)

    def _told_areas(self, service_id: str) -> tuple[str, ...]:
        """The state of a hidden place, which our own export tells since it does not tell the place."""
        told = extension(self._package.of("service").get(service_id, {})).get("coverage")
        return tuple(one for one in told if isinstance(one, str)) if isinstance(told, list) else ()

    def _texts(self, kind: str, raw: Row) -> dict[str, Any]:
        return {name: cells.text(raw[name]) for name in _TEXTS[kind] if name in raw}

    def _bundle(self, kind: str, row_id: str, columns: dict[str, Any]) -> Bundle:
        mentioned = frozenset(
            child for child, owners in OWNERS.items() if kind in owners and self._package.mentions(kind, row_id, child)
        )
        return Bundle(kind, row_id, columns, self._owned.get((kind, row_id), {}), mentioned)


def _still_waiting(bundle: Bundle) -> Bundle:
    """A place that another directory, or this one, holds back: what is known of it here stays."""
    known = {name: bundle.columns[name] for name in ("timezone",) if name in bundle.columns}
    bundle.children.pop("address", None)
    bundle.columns = {**known, "confidential": False, "held_back": True}
    bundle.mentioned, bundle.note, bundle.held_back = frozenset(), WAITS, True
    return bundle


def _spoken(row: Row) -> tuple[str, ...]:
    """Every language of a cell: some publishers write all of a service's in one."""
    stated = (row["code"],) if row["code"] else ()
    return tuple(dict.fromkeys((*stated, *language_codes(row["name"]))))


def withhold(bundle: Bundle, tally: Any) -> Bundle:
    """The location without anything that tells where it is; its address rows are counted as held back."""
    bundle.columns = without_whereabouts(bundle.columns)
    dropped = bundle.children.pop("address", [])
    if dropped:
        tally.add("address", Outcome.HELD_BACK, ADDRESS_WITHHELD, len(dropped))
    bundle.mentioned |= {"address"}
    bundle.note = "confidential: name, address, coordinates and postal code are not kept"
    bundle.held_back = False
    return bundle
