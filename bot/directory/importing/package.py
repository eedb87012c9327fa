"""An HSDS file taken apart into flat rows by kind and id, whether it came nested (JSON) or as tables (CSV)."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Optional

from bot.directory.importing.cells import text
from bot.directory.importing.report import Outcome, Tally

Row = dict[str, Any]

# Where each kind may hang, by the column that points there. The order is who owns a row that points to several.
OWNERS: dict[str, tuple[str, ...]] = {
    "service_at_location": ("service",),
    "schedule": ("service", "location"),
    "phone": ("service", "location", "organization"),
    "address": ("location",),
    "language": ("service", "location"),
    "cost_option": ("service",),
    "service_area": ("service",),
    "attribute": ("service", "location"),
    "eligibility": ("service",),
}
MAIN = ("organization", "location", "service")
NOT_KEPT = {
    "contact": "names of staff are not kept",
    "metadata": "history of the publisher",
    "meta_table_description": "history of the publisher",
    "program": "not needed to find a service",
    "funding": "not needed to find a service",
    "accessibility": "not needed to find a service",
    "required_document": "not needed to find a service",
    "organization_identifier": "not needed to find a service",
    "taxonomy": "terms are translated to needs",
    "unit": "not needed to find a service",
    "url": "not needed to find a service",
    "payment_accepted": "not needed to find a service",
}
TWICE = "the same row twice"


class Package:
    """Rows by kind and id, and which child kinds the file mentions for which owner.

    What a file does not mention stays as it was in the directory: a list page without phones must not erase phones.
    """

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.rows: dict[str, dict[str, Row]] = {}
        self.mentioned: set[tuple[str, str, str]] = set()
        self.tabular: set[str] = set()

    def add(self, kind: str, raw: Any, **parents: str) -> Optional[str]:
        """Keep one row under its id, or count why not. The same row met again fills what was missing."""
        if kind in NOT_KEPT:
            self.tally.add(kind, Outcome.NOT_KEPT, NOT_KEPT[kind])
            return None
        if not isinstance(raw, dict):
            self.tally.add(kind, Outcome.REFUSED, "not an object")
            return None
        row = {key: value for key, value in raw.items() if not isinstance(value, list)}
        row.update({f"{parent}_id": found for parent, found in parents.items()})
        row_id = text(raw.get("id")) or self._made_id(kind, row)
        if row_id is None:
            self.tally.add(kind, Outcome.REFUSED, "no id")
            return None
        return self._keep(kind, row_id, row)

    def add_row(self, kind: str, row: Row) -> None:
        """Keep one row of a table, where every row stands for itself: one that comes again is counted, not merged."""
        rows = self.rows.setdefault(kind, {})
        known = rows.get(text(row.get("id")) or "") if kind in MAIN else None
        if known is not None:
            same = {**row, "id": None} == {**known, "id": None}
            outcome, reason = (
                (Outcome.NOT_KEPT, TWICE) if same else (Outcome.REFUSED, "its id is another row's already")
            )
            self.tally.add(kind, outcome, reason)
            return
        before = len(rows)
        if self.add(kind, row) is not None and len(rows) == before:
            self.tally.add(kind, Outcome.NOT_KEPT, TWICE)

    def mention(self, owner: str, owner_id: str, kind: str) -> None:
        """The file speaks about the rows of ``kind`` of this owner, be they none."""
        self.mentioned.add((owner, owner_id, kind))

    def mentions(self, owner: str, owner_id: str, kind: str) -> bool:
        """Whether the rows of ``kind`` in the file are all that this owner now has."""
        return kind in self.tabular or (owner, owner_id, kind) in self.mentioned

    def of(self, kind: str) -> dict[str, Row]:
        """All rows of a kind by id."""
        return self.rows.get(kind, {})

    def _keep(self, kind: str, row_id: str, row: Row) -> str:
        rows = self.rows.setdefault(kind, {})
        known = rows.get(row_id)
        if known is not None and kind in OWNERS and (other := _other_owner(kind, known, row)):
            # One phone written under two services: each keeps its own copy.
            return self._keep(kind, f"{row_id}~{other}", row)
        if known is None:
            rows[row_id] = {**row, "id": row_id}
        else:
            known.update({key: value for key, value in row.items() if known.get(key) in (None, "", {})})
        return row_id

    @staticmethod
    def _made_id(kind: str, row: Row) -> Optional[str]:
        """Child rows often come without an id; theirs is made of what they say, so that it is the same next time."""
        if kind in MAIN:
            return None
        content = json.dumps(row, sort_keys=True, default=str)
        return hashlib.sha256(f"{kind}:{content}".encode()).hexdigest()[:32]


def _other_owner(kind: str, known: Row, row: Row) -> Optional[str]:
    """The owner that makes ``row`` another row than ``known``; None if they are one row seen from two sides."""
    parents = (*OWNERS[kind], "service_at_location", "phone")
    for owner in parents:
        mine, theirs = row.get(f"{owner}_id"), known.get(f"{owner}_id")
        if mine and theirs and mine != theirs:
            return str(mine)
    content = row.keys() & known.keys() - {"id"} - {f"{owner}_id" for owner in parents}
    if any(row[key] != known[key] for key in content if row[key] and known[key]):  # publishers reuse ids like "1"
        return next((str(row[f"{owner}_id"]) for owner in parents if row.get(f"{owner}_id")), None)
    return None
