"""Which addresses must never be shown, and what a location loses when its address is one of them.

HSDS has no field for it, so the rule reads what publishers do: a cell that says "Confidential", or a flag. A person
who hurt somebody reads directories too; an address that slips through here can get someone killed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Iterable, Mapping, Optional

from bot.directory.importing.cells import flag, text
from bot.directory.languages import plain
from bot.yaml_file import read_yaml

_RULES = Path(__file__).with_name("confidential.yml")
_ADDRESS_CELLS = ("address_1", "address_2", "attention", "city", "region", "postal_code")
_PO_BOX = re.compile(r"\b(?:p\.?\s?o\.?\s*box|apartado)\b", re.IGNORECASE)
# Everything of a location that says, or lets somebody work out, where it is. Names are often the street address.
_TELLING = ("name", "alternate_name", "description", "transportation", "url", "latitude", "longitude")

Row = Mapping[str, Any]


def is_confidential(location: Row, addresses: Iterable[Row], attributes: Iterable[tuple[str, Any]]) -> bool:
    """By an address cell, the location's name, a flag among its fields, or an attribute (name, value)."""
    rules = _rules()
    if any(rules["address"].search(plain(cell)) for row in addresses for cell in _cells(row)):
        return True
    if plain(text(location.get("name")) or "") in rules["names"]:
        return True
    return flagged(location) or any(_key(name) in rules["flags"] and _says_yes(value) for name, value in attributes)


def says_confidential(cell: str) -> bool:
    """Whether an address or a name is one of the words that stand there instead of it."""
    return bool(_rules()["address"].search(plain(cell))) or plain(cell) in _rules()["names"]


def flagged(row: Row) -> bool:
    """Whether a row carries a flag such as ``confidential: true`` or ``ExcludeFromWebsite: Y``."""
    return any(_key(name) in _rules()["flags"] and flag(value) for name, value in row.items())


def without_whereabouts(columns: dict[str, Any]) -> dict[str, Any]:
    """The columns of a location with everything that tells where it is set to nothing."""
    return {**columns, **{name: None for name in _TELLING}, "confidential": True, "held_back": False}


def is_protected_shelter(*words: Optional[str]) -> bool:
    """Whether the name and description are of a shelter for people fleeing violence or trafficking."""
    said = plain(" . ".join(word for word in words if word))
    return bool(_rules()["shelter"].search(said) and _rules()["protected"].search(said))


def shows_where(location: Row, addresses: Iterable[Row]) -> bool:
    """Whether a street address (not a post-office box) or coordinates are given."""
    if location.get("latitude") is not None and location.get("longitude") is not None:
        return True
    streets = (text(row.get("address_1")) or text(row.get("address_2")) for row in addresses)
    return any(street and not _PO_BOX.search(street) for street in streets)


def is_po_box(street: Optional[str]) -> bool:
    """A post-office box is nowhere to go to."""
    return bool(street and _PO_BOX.search(street))


def _cells(row: Row) -> Iterable[str]:
    return (found for name in _ADDRESS_CELLS if (found := text(row.get(name))))


def _key(name: str) -> str:
    return re.sub(r"[^a-z]", "", plain(name))


def _says_yes(value: Any) -> bool:
    """An attribute needs no value to count; only a plain no undoes it."""
    return str(value).strip().lower() not in {"false", "no", "n", "0"}


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    loaded = read_yaml(_RULES)
    return {
        "address": _any_of(loaded["address_words"]),
        "names": frozenset(plain(name) for name in loaded["location_names"]),
        "flags": frozenset(loaded["flags"]),
        "shelter": _any_of(loaded["shelter_words"]),
        "protected": _any_of(loaded["protected_words"]),
    }


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(plain(word)) for word in words) + r")\b")
