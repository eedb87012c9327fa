"""The parameters of the lists, as HSDS names them and our own beside them; a wrong one is said in plain words."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any, Literal, Optional

from fastapi import Query, Request

from bot.directory.publishing.asked import MOST_PER_PAGE, PER_PAGE, Asked
from bot.errors import BadInput

_LAST_PAGE = 1_000_000


def _id() -> Any:
    return Query(None, max_length=200)


_PAGE = Query(1, ge=1, le=_LAST_PAGE, description="Which page, from 1.")
_PER_PAGE = Query(PER_PAGE, ge=1, description=f"How many on a page; at most {MOST_PER_PAGE} are given.")
_SEARCH = Query(None, max_length=200, description="Words that the name or the description must have.")
_FULL = Query(False, description="Everything nested.")
_FORMAT = Query("json", description="Only json.")
_OURS = "Not of HSDS: an extension of Alder."


def services(
    request: Request,
    search: Optional[str] = _SEARCH,
    page: int = _PAGE,
    per_page: int = _PER_PAGE,
    format: Literal["json"] = _FORMAT,
    taxonomy_term_id: Optional[str] = _id(),
    taxonomy_id: Optional[str] = _id(),
    organization_id: Optional[str] = _id(),
    modified_after: Optional[str] = Query(None, max_length=40, description="ISO 8601; without a zone it is UTC."),
    minimal: bool = Query(False, description="Only ids and dates."),
    full: bool = _FULL,
    need: Optional[str] = Query(None, max_length=40, description=f"A need code, such as shelter. {_OURS}"),
    near: Optional[str] = Query(
        None, max_length=80, description=f"A ZIP code or a city: best first, as a person is told. Needs need. {_OURS}"
    ),
    language: Optional[str] = Query(None, max_length=20, description=f"A BCP-47 code: who speaks it. {_OURS}"),
    open_now: bool = Query(False, description=f"Only what is open now. Needs need. {_OURS}"),
    open_at: Optional[str] = Query(
        None, max_length=40, description=f"Only what is open then, by the clock at the place. Needs need. {_OURS}"
    ),
) -> Asked:
    """Of the list of services."""
    known(request, "services")
    return Asked(
        search=_words(search),
        page=page,
        per_page=per_page,
        taxonomy_term_id=taxonomy_term_id,
        taxonomy_id=taxonomy_id,
        organization_id=organization_id,
        modified_after=_instant("modified_after", modified_after),
        minimal=minimal,
        full=full,
        need=need,
        near=_words(near),
        language=language,
        open_now=open_now,
        open_at=_moment("open_at", open_at),
    )


def organizations(
    request: Request,
    search: Optional[str] = _SEARCH,
    page: int = _PAGE,
    per_page: int = _PER_PAGE,
    format: Literal["json"] = _FORMAT,
    full: bool = _FULL,
) -> Asked:
    """Of the list of organizations."""
    known(request, "organizations")
    return Asked(search=_words(search), page=page, per_page=per_page, full=full)


def locations(
    request: Request,
    search: Optional[str] = _SEARCH,
    page: int = _PAGE,
    per_page: int = _PER_PAGE,
    format: Literal["json"] = _FORMAT,
    organization_id: Optional[str] = _id(),
    full: bool = _FULL,
) -> Asked:
    """Of the list of locations."""
    known(request, "locations")
    return Asked(search=_words(search), page=page, per_page=per_page, organization_id=organization_id, full=full)


def service_at_locations(
    request: Request,
    page: int = _PAGE,
    per_page: int = _PER_PAGE,
    format: Literal["json"] = _FORMAT,
    organization_id: Optional[str] = _id(),
    taxonomy_term_id: Optional[str] = _id(),
    modified_after: Optional[str] = Query(None, max_length=40),
    full: bool = _FULL,
) -> Asked:
    """Of the list of services at locations."""
    known(request, "service_at_locations")
    return Asked(
        page=page,
        per_page=per_page,
        organization_id=organization_id,
        taxonomy_term_id=taxonomy_term_id,
        modified_after=_instant("modified_after", modified_after),
        full=full,
    )


def terms(
    request: Request,
    search: Optional[str] = _SEARCH,
    page: int = _PAGE,
    per_page: int = _PER_PAGE,
    format: Literal["json"] = _FORMAT,
    taxonomy_id: Optional[str] = _id(),
) -> Asked:
    """Of taxonomies and their terms."""
    known(request, "taxonomy_terms")
    return Asked(search=_words(search), page=page, per_page=per_page, taxonomy_id=taxonomy_id)


def known(request: Request, name: str) -> None:
    """A parameter that would be passed over is refused: whoever filters must not be given everything instead."""
    names = NAMES[name]
    if set(request.query_params) - set(names):
        raise BadInput(f"There is a parameter here that is not known. Those that are: {', '.join(names)}.")


_LIST = ("search", "page", "per_page", "format")
NAMES: dict[str, tuple[str, ...]] = {
    "services": (
        *_LIST, "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "minimal", "full", "need",
        "near", "language", "open_now", "open_at",
    ),
    "organizations": (*_LIST, "full"),
    "locations": (*_LIST, "organization_id", "full"),
    "service_at_locations": (*_LIST[1:], "organization_id", "taxonomy_term_id", "modified_after", "full"),
    "taxonomy_terms": (*_LIST, "taxonomy_id"),
}  # fmt: skip


def _words(given: Optional[str]) -> Optional[str]:
    """A database takes no NUL."""
    return (given or "").replace("\0", " ").strip() or None


def _instant(name: str, given: Optional[str]) -> Optional[datetime]:
    found = _moment(name, given)
    return found.replace(tzinfo=timezone.utc) if found and found.tzinfo is None else found


def _moment(name: str, given: Optional[str]) -> Optional[datetime]:
    if not given:
        return None
    try:
        found = datetime.fromisoformat(given.strip().replace("Z", "+00:00").replace(" ", "+"))
    except ValueError:
        raise BadInput(f"{name} must look like 2026-11-26T02:00.") from None
    if not 1970 <= found.year <= 2200:
        raise BadInput(f"{name} must be a year of our time.")
    return found
