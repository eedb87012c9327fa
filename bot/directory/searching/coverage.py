"""Where the people live whom a service is for, as short codes: ``US``, ``US-FL``, ``US-FL:miami-dade``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Iterable, Mapping, Optional

from bot.directory.importing.cells import text
from bot.directory.languages import plain
from bot.directory.places.index import county_code, state_names

NATION = "US"
_NATIONAL = re.compile(
    r"\b(?:nation ?wide|national|united states|u\.?s\.?a?|entire country|all states|estados unidos)\b"
)
_COUNTY = re.compile(r"^(?P<county>[^,;]+? (?:county|parish|borough)),? (?P<state>[a-z. ]+)$")
_STATEWIDE = re.compile(
    r"^(?:state ?wide|state of|all of|entire state of)?[ ,:-]*(?P<state>[a-z. ]+?)(?: state ?wide| state)?$"
)


@dataclass(frozen=True)
class Coverage:
    """What coverage codes say. All empty means nobody told us."""

    national: bool
    states: frozenset[str]
    counties: frozenset[str]  # "FL:miami-dade"

    @property
    def known(self) -> bool:
        return bool(self.national or self.states or self.counties)


def read_areas(areas: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The codes of HSDS service areas, from their name or, where ``extent_type`` is text, their extent."""
    codes: list[str] = []
    for area in areas:
        written = [text(area.get("name"))]
        if plain(text(area.get("extent_type")) or "") == "text":
            written.insert(0, text(area.get("extent")))
        for cell in written:
            found = [code for part in (cell or "").split(";") if (code := _code(plain(part)))]
            codes.extend(found)
            if found:
                break
    return tuple(dict.fromkeys(codes))


def state_code(state: Any) -> Optional[str]:
    """``Florida`` or ``FL`` as coverage of that state."""
    code = state_names().get(plain(text(state) or ""))
    return f"{NATION}-{code}" if code else None


@lru_cache(maxsize=1024)
def coverage_of(codes: Optional[str]) -> Coverage:
    """What the stored codes (apart by spaces) mean."""
    parts = (codes or "").split()
    return Coverage(
        NATION in parts,
        frozenset(part[3:] for part in parts if part.startswith(f"{NATION}-") and ":" not in part),
        frozenset(part[3:] for part in parts if ":" in part),
    )


@lru_cache(maxsize=4096)
def county_key(state: Optional[str], county: Optional[str]) -> Optional[str]:
    """``FL:miami-dade``, to be looked up in ``Coverage.counties``."""
    return f"{state}:{county_code(county)}" if state and county else None


def _code(written: str) -> Optional[str]:
    county = _COUNTY.match(written)
    if county and (state := state_names().get(county["state"].strip())):
        return f"{NATION}-{state}:{county_code(county['county'])}"
    statewide = _STATEWIDE.match(written)
    if statewide and (state := state_names().get(statewide["state"].strip())):
        return f"{NATION}-{state}"
    return NATION if len(written) < 60 and _NATIONAL.search(written) else None
