"""The needs of a service as attributes of our own taxonomy, so that our own import reads them back as they were."""

from __future__ import annotations

import uuid
from typing import Any, Iterable, Mapping

from bot.directory.needing.taxonomy import OWN_TAXONOMY, need_codes
from bot.directory.publishing.fields import Json, extend, written

_ROOT = uuid.uuid5(uuid.NAMESPACE_URL, f"https://openreferral.org/taxonomy/{OWN_TAXONOMY}")
_PLAIN = ("service_id", "need")
STATED = "stated"  # what an import makes of a need that comes without a reason


def taxonomy() -> Json:
    """Our taxonomy as HSDS has one."""
    return {
        "id": str(_ROOT),
        "name": OWN_TAXONOMY,
        "description": "What people ask for when they look for help, in the codes of Alder. Free to use.",
        "version": "1",
    }


def terms() -> list[Json]:
    """Every need as a taxonomy term, in the order of the vocabulary."""
    return [term(need) for need in need_codes()]


def term(need: str) -> Json:
    """One need as a taxonomy term."""
    said = need.replace("_", " ")
    return {
        "id": term_id(need),
        "code": need,
        "name": said.capitalize(),
        "description": f"Services that answer the need: {said}.",
        "taxonomy": OWN_TAXONOMY,
        "taxonomy_id": str(_ROOT),
        "language": "en",
    }


def term_id(need: str) -> str:
    """The same id in every directory."""
    return str(uuid.uuid5(_ROOT, need))


def attributes(service_id: str, rows: Iterable[Mapping[str, Any]]) -> list[Json]:
    """The needs of one service: ``value`` is why we think so, in our own words, never in the publisher's."""
    found = []
    for row in sorted(rows, key=lambda row: str(row["need"])):
        one: Json = {
            "id": str(uuid.uuid5(_ROOT, f"{service_id}:{row['need']}")),
            "link_id": service_id,
            "link_entity": "service",
            "value": row["reason"],
            "taxonomy_term": term(row["need"]),
        }
        extend(one, **{name: written(row[name]) for name in row if name not in _PLAIN and row[name] != STATED})
        found.append(one)
    return found
