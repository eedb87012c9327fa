"""Which HSDS table a CSV file is, by its name, and the rows of 1.x and 2.0 written as 3.x has them."""

from __future__ import annotations

import re
from typing import Any, Callable, Mapping, Optional

from bot.directory.importing.package import MAIN

Cells = dict[str, Any]

_TABLES = {
    "organization": ("organization", "organizations"),
    "service": ("service", "services"),
    "location": ("location", "locations"),
    "service_at_location": ("service_at_location", "service_at_locations", "services_at_location",
                            "services_at_locations"),
    "phone": ("phone", "phones"),
    "schedule": ("schedule", "schedules"),
    "regular_schedule": ("regular_schedule", "regular_schedules"),
    "holiday_schedule": ("holiday_schedule", "holiday_schedules"),
    "address": ("address", "addresses"),
    "physical_address": ("physical_address", "physical_addresses"),
    "postal_address": ("postal_address", "postal_addresses", "mail_address", "mail_addresses"),
    "language": ("language", "languages"),
    "cost_option": ("cost_option", "cost_options"),
    "service_area": ("service_area", "service_areas"),
    "eligibility": ("eligibility", "eligibilities"),
    "attribute": ("attribute", "attributes"),
    "service_taxonomy": ("service_taxonomy", "service_taxonomies", "services_taxonomy"),
    "taxonomy_term": ("taxonomy_term", "taxonomy_terms"),
    "taxonomy": ("taxonomy", "taxonomies"),
    "contact": ("contact", "contacts"),
    "metadata": ("metadata",),
    "meta_table_description": ("meta_table_description", "meta_table_descriptions"),
    "program": ("program", "programs"),
    "funding": ("funding", "fundings"),
    "accessibility": ("accessibility", "accessibility_for_disabilities"),
    "required_document": ("required_document", "required_documents"),
    "organization_identifier": ("organization_identifier", "organization_identifiers"),
    "payment_accepted": ("payment_accepted", "payments_accepted"),
    "unit": ("unit", "units"),
    "url": ("url", "urls"),
}  # fmt: skip
_BY_NAME = {name: table for table, names in _TABLES.items() for name in names}
# Columns of older layouts by the name they have now; what is there under its own name already is left alone.
_RENAMED: Mapping[str, Mapping[str, str]] = {
    "organization": {"url": "website"},
    "service": {"fees": "fees_description"},
    "language": {"language": "name"},
    "phone": {"department": "description"},
    "attribute": {"taxonomy_id": "taxonomy_term_id"},
    "taxonomy_term": {"vocabulary": "taxonomy"},
}
_WEEKDAYS = {
    "mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU", "lun": "MO", "mar": "TU",
    "mie": "WE", "mié": "WE", "jue": "TH", "vie": "FR", "sab": "SA", "sáb": "SA", "dom": "SU", "mo": "MO", "tu": "TU",
    "we": "WE", "th": "TH", "fr": "FR", "sa": "SA", "su": "SU",
    "1": "MO", "2": "TU", "3": "WE", "4": "TH", "5": "FR", "6": "SA", "7": "SU", "0": "SU",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


def table_of(file_name: str) -> Optional[str]:
    """The table a file holds, ``Services_At_Location.csv`` for example; None if it is none of HSDS."""
    bare = re.sub(r"[^a-z]+", "_", file_name.lower().rsplit(".", 1)[0]).strip("_")
    return _BY_NAME.get(bare) or _BY_NAME.get(bare.removeprefix("hsds_"))


def as_now(table: str, cells: Cells) -> tuple[str, Cells]:
    """A row of any HSDS version as (kind, row) of 3.x. Empty cells say that there is nothing."""
    said = {name: None if not cell or cell.isspace() else cell for name, cell in cells.items()}
    row = said if table in MAIN else {name: cell for name, cell in said.items() if cell}
    rewrite = _REWRITTEN.get(table)
    kind, row = rewrite(row) if rewrite else (table, row)
    for old, new in _RENAMED.get(kind, {}).items():
        if old in row and new not in row:
            row[new] = row.pop(old)
    return kind, row


def weekday(written: Any) -> Optional[str]:
    """``MO`` from ``Monday``, ``mon.``, ``lunes`` or ``1`` (ISO); None if it is no day."""
    found = _WORD.search(str(written).lower())
    word = found[0] if found else ""
    return _WEEKDAYS.get(word) or _WEEKDAYS.get(word[:3])


def _regular_schedule(row: Cells) -> tuple[str, Cells]:
    day = weekday(row.pop("weekday", ""))
    told = row.pop("original_text", None)
    made = {**row, "freq": "WEEKLY"}
    if day:
        made["byday"] = day
    if told and not (row.get("opens_at") and row.get("closes_at")):
        made.setdefault("description", told)  # with times it only says them again
    return "schedule", made


def _holiday_schedule(row: Cells) -> tuple[str, Cells]:
    """Days on which other hours hold; without hours it is closed. Its weekday says nothing that its dates do not."""
    row.pop("weekday", None)
    if str(row.pop("closed", "")).strip().lower() in {"true", "t", "yes", "y", "1"}:
        row.pop("opens_at", None)
        row.pop("closes_at", None)
    first = row.pop("start_date", None) or row.get("end_date")
    return "schedule", {**row, "valid_from": first, "valid_to": row.pop("end_date", None) or first, "freq": "DAILY"}


def _address(kind: str) -> Callable[[Cells], tuple[str, Cells]]:
    return lambda row: ("address", {"address_type": kind, **row})


def _service_taxonomy(row: Cells) -> tuple[str, Cells]:
    linked = {"link_id": row["service_id"], "link_entity": "service"} if row.get("service_id") else {}
    return "attribute", {**row, **linked}


def _taxonomy(row: Cells) -> tuple[str, Cells]:
    """In 1.x the terms themselves stand in the table; since 3.x only the names of the lists they come from."""
    old = {"parent_id", "parent_name", "vocabulary"} & row.keys() or "version" not in row and "uri" not in row
    return ("taxonomy_term" if old else "taxonomy"), row


_REWRITTEN: Mapping[str, Callable[[Cells], tuple[str, Cells]]] = {
    "regular_schedule": _regular_schedule,
    "holiday_schedule": _holiday_schedule,
    "physical_address": _address("physical"),
    "postal_address": _address("postal"),
    "service_taxonomy": _service_taxonomy,
    "taxonomy": _taxonomy,
}
