"""Which columns leave the directory, under which names and in which form: a list of what may go, nothing else."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Mapping

from bot.directory.importing.children import AS_KEPT

Json = dict[str, Any]

# Kind to columns. Pointers are added where an object stands in a table of its own.
PUBLISHED: dict[str, tuple[str, ...]] = {
    "organization": ("name", "alternate_name", "description", "email", "website"),
    "location": (
        "organization_id", "location_type", "name", "alternate_name", "description", "transportation", "url",
        "latitude", "longitude",
    ),
    "service": (
        "organization_id", "name", "alternate_name", "description", "url", "email", "status", "interpretation_services",
        "application_process", "fees_description", "eligibility_description", "minimum_age", "maximum_age", "alert",
        "assured_date", "last_modified",
    ),
    "service_at_location": ("service_id", "location_id", "description"),
    "schedule": (
        "service_id", "location_id", "service_at_location_id", "valid_from", "valid_to", "dtstart", "until",
        "occurrences", "wkst", "freq", "interval", "byday", "byweekno", "bymonthday", "byyearday", "description",
        "opens_at", "closes_at", "notes",
    ),
    "phone": (
        "service_id", "location_id", "organization_id", "service_at_location_id", "number", "extension", "type",
        "description",
    ),
    "address": (
        "location_id", "address_1", "address_2", "city", "region", "state_province", "postal_code", "country",
        "address_type",
    ),
    "language": ("service_id", "location_id", "phone_id", "name", "code", "note"),
    "cost_option": ("service_id", "valid_from", "valid_to", "option", "currency", "amount", "amount_description"),
    "service_area": ("service_id", "name", "description", "extent", "extent_type"),
}  # fmt: skip
# What goes out in another shape (under x-alder, or told by another field).
ELSEWHERE: dict[str, frozenset[str]] = {
    "location": frozenset({"timezone", "confidential"}),
    "service": frozenset({"timezone", "translations", "coverage"}),
    "schedule": frozenset({"by_appointment"}),
    "phone": frozenset({"keyword"}),
}
# What stays: made of what goes out, or of use to nobody else.
STAYS: dict[str, frozenset[str]] = {
    "organization": frozenset({"digest"}),
    "location": frozenset({"digest", "held_back"}),
    "service": frozenset(
        {"digest", "held_back", "source", "language_codes", "cost_summary", "stated_needs", "needs_read"}
    ),
    "phone": frozenset({"language_codes"}),
}
_RENAMED = {("schedule", "occurrences"): "count"}
_TYPES = {"tty": "textphone"}  # as HSDS has them, after RFC 6350
_STATUS = ("active", "inactive", "defunct", "temporarily closed")
_SORT = ("physical", "postal", "virtual")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# What the schema wants where a file left it out or wrote its own: (default, allowed). The true one goes under x-alder.
_BENT: dict[tuple[str, str], tuple[Any, tuple[str, ...]]] = {
    ("service", "status"): ("active", _STATUS),
    ("location", "location_type"): ("physical", _SORT),
    ("address", "address_type"): ("physical", _SORT),
    ("schedule", "freq"): (None, ("WEEKLY", "MONTHLY")),
    ("schedule", "wkst"): (None, _DAYS),
}
_REQUIRED: dict[str, tuple[str, ...]] = {
    "organization": ("description",),
    "address": ("address_1", "city", "state_province", "postal_code", "country"),
}


def record(kind: str, row: Mapping[str, Any]) -> Json:
    """One row as an HSDS object without what hangs on it. Columns without a value are left out."""
    found: Json = {"id": row["id"]}
    kept: Json = {}
    for column in PUBLISHED[kind]:
        if column not in row:
            continue
        value = row[column]
        if (kind, column) in _BENT:
            default, allowed = _BENT[(kind, column)]
            if value not in allowed and (value is not None or default is not None):
                kept[column], value = value, default
        if kind == "phone" and column == "extension" and value is not None:
            if value.isdigit() and str(int(value)) == value:
                value = int(value)
            else:
                kept[column], value = value, None
        if kind == "phone" and column == "type":
            value = _TYPES.get(value, value)
        if value is not None:
            found[_RENAMED.get((kind, column), column)] = written(value)
    for column in _REQUIRED.get(kind, ()):
        found.setdefault(column, "")
    assert kept.keys() <= AS_KEPT
    extend(found, as_kept=kept)
    return found


def extend(found: Json, **more: Any) -> None:
    """Put what is beyond HSDS under ``x-alder``; what is empty is left out."""
    given = {name: value for name, value in more.items() if value not in (None, {}, [], "", False)}
    if given:
        found.setdefault("x-alder", {}).update(given)


def written(value: Any) -> Any:
    """A value of a column as JSON has it. Times are wall clock at the door, without a zone."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
