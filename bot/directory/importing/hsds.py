"""Reading HSDS 3.x JSON in each shape it is published in: one record, a list, a page, a package, tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Iterator, Optional

from bot.directory.importing.package import NOT_KEPT, Package
from bot.directory.importing.report import Outcome
from bot.errors import BadInput

# Lists inside a record, by the kind of the record: JSON name to kind of row.
_LISTS: dict[str, dict[str, str]] = {
    "organization": {"services": "service", "locations": "location", "phones": "phone"},
    "service": {
        "service_at_locations": "service_at_location",
        "phones": "phone",
        "schedules": "schedule",
        "languages": "language",
        "cost_options": "cost_option",
        "service_areas": "service_area",
        "attributes": "attribute",
    },
    "location": {
        "addresses": "address",
        "phones": "phone",
        "schedules": "schedule",
        "languages": "language",
        "attributes": "attribute",
    },
    "service_at_location": {"phones": "phone", "schedules": "schedule"},
    "phone": {"languages": "language"},
}
_SINGLE: dict[str, dict[str, str]] = {
    "service": {"organization": "organization"},
    "service_at_location": {"service": "service", "location": "location"},
    "attribute": {"taxonomy_term": "taxonomy_term"},
}
_PLURALS = {
    "organizations": "organization",
    "services": "service",
    "locations": "location",
    "service_at_locations": "service_at_location",
    "service_at_location": "service_at_location",
    "schedules": "schedule",
    "phones": "phone",
    "addresses": "address",
    "languages": "language",
    "cost_options": "cost_option",
    "service_areas": "service_area",
    "attributes": "attribute",
    "taxonomy_terms": "taxonomy_term",
    "contacts": "contact",
    "programs": "program",
    "required_documents": "required_document",
    "organization_identifiers": "organization_identifier",
    "meta_table_descriptions": "meta_table_description",
    "taxonomies": "taxonomy",
    "units": "unit",
    "urls": "url",
}
# What tells a lone record's kind, looked at in this order.
_SIGNS: tuple[tuple[str, frozenset[str]], ...] = (
    ("service_at_location", frozenset({"location", "service", "location_id"})),
    ("location", frozenset({"location_type", "latitude", "longitude", "addresses"})),
    ("service", frozenset({"status", "organization", "service_at_locations", "eligibility_description"})),
    ("taxonomy_term", frozenset({"term_uri", "taxonomy", "taxonomy_detail", "parent_id"})),
    (
        "organization",
        frozenset({"website", "services", "legal_status", "year_incorporated", "organization_identifiers"}),
    ),
    ("taxonomy", frozenset({"version"})),
)


def read_json(path: Path, package: Package) -> None:
    """Take one JSON file apart into ``package``. Rows that cannot be read are counted and left out.

    Raises:
        BadInput: when the file as a whole is not JSON.
    """
    read_json_text(path.name, path.read_bytes(), package)


def read_json_text(name: str, raw: bytes, package: Package) -> None:
    """As `read_json`, from bytes; a file of one record a line (JSON lines) is read as well.

    Raises:
        BadInput: when the file as a whole is neither; one bad line of several is counted instead.
    """
    try:
        written = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig").replace("\0", "")
        try:
            document = json.loads(written)
        except json.JSONDecodeError:
            document = _lines_of(written, package)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise BadInput(f"{name} is not a JSON file in UTF-8.") from None
    if isinstance(document, dict) and "resources" in document and "id" not in document:
        return  # datapackage.json, which describes the tables beside it
    read_document(document, package)


def _lines_of(written: str, package: Package) -> list[Any]:
    lines = [line for line in written.splitlines() if line.strip()]
    records = [json.loads(lines[0])] if len(lines) > 1 else []
    if not records or not isinstance(records[0], dict):
        raise json.JSONDecodeError("not JSON lines", "", 0)
    for line in lines[1:]:
        try:
            records.append(json.loads(line))
        except json.JSONDecodeError:
            package.tally.add("record", Outcome.REFUSED, "not JSON")
    return records


def read_document(document: Any, package: Package) -> None:
    """As `read_json`, from what is already parsed."""
    tables = dict(_tables(document))
    if tables:
        for kind, rows in tables.items():
            if isinstance(document, dict) and _is_tabular(document):
                package.tabular.add(kind)
            for row in rows:
                _take(kind, row, package)
        return
    for record in _records(document):
        lone = _kind(record)
        if lone is None:
            package.tally.add("record", Outcome.REFUSED, "not a known HSDS record")
        else:
            _take(lone, record, package)


def _records(document: Any) -> list[Any]:
    if isinstance(document, dict) and isinstance(document.get("contents"), list):
        return list(document["contents"])
    return document if isinstance(document, list) else [document]


def _tables(document: Any) -> Iterator[tuple[str, list[Any]]]:
    """A package (``{"services": [...], …}`` without an id of its own) or tabular.json (``"services.csv"``)."""
    if not isinstance(document, dict) or "id" in document:
        return
    for name, rows in document.items():
        bare = name.removesuffix(".csv")
        kind = _PLURALS.get(bare, bare if bare in NOT_KEPT else None)
        if kind and isinstance(rows, list):
            yield kind, rows


def _is_tabular(document: dict[str, Any]) -> bool:
    return any(name.endswith(".csv") for name in document)


def _kind(record: Any) -> Optional[str]:
    if not isinstance(record, dict):
        return None
    return next((kind for kind, signs in _SIGNS if signs & record.keys()), None)


def _take(kind: str, raw: Any, package: Package, **parents: str) -> Optional[str]:
    """Keep a record and everything nested in it; a nested record points back by ``<kind>_id``."""
    if not isinstance(raw, dict):
        return package.add(kind, raw)
    singles = {
        f"{into}_id": found
        for name, into in _SINGLE.get(kind, {}).items()
        if isinstance(raw.get(name), dict) and (found := _take(into, raw[name], package))
    }
    own = {key: value for key, value in raw.items() if key not in _SINGLE.get(kind, {})}
    row_id = package.add(kind, {**own, **singles}, **parents)
    if row_id is None:
        return None
    for name, value in raw.items():
        if isinstance(value, list):
            _take_list(kind, row_id, name, value, package, parents)
    return row_id


def _take_list(
    owner: str, owner_id: str, name: str, rows: list[Any], package: Package, parents: dict[str, str]
) -> None:
    kind = _LISTS.get(owner, {}).get(name) or (
        _PLURALS.get(name, name) if _PLURALS.get(name, name) in NOT_KEPT else None
    )
    if kind is None:
        return
    package.mention(owner, owner_id, kind)
    above = {owner: owner_id}
    if owner in ("service_at_location", "phone"):  # their children also belong to the service or place above
        above.update({key: value for key, value in _parents_of(owner, owner_id, package).items()})
    for row in rows:
        _take(kind, row, package, **above)


def _parents_of(owner: str, owner_id: str, package: Package) -> dict[str, str]:
    row = package.of(owner).get(owner_id, {})
    return {kind: str(row[f"{kind}_id"]) for kind in ("service", "location") if row.get(f"{kind}_id")}
