"""What the read API asks of the directory: pages and single objects, each one reading of a few questions."""

from __future__ import annotations

from typing import Any, Optional

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from bot.db import Database
from bot.directory.publishing import needs, nested
from bot.directory.publishing.asked import Asked, paged
from bot.directory.publishing.choosing import chosen, filters
from bot.directory.publishing.fields import Json
from bot.directory.publishing.nested import SITES
from bot.directory.publishing.reading import PUBLIC, published
from bot.directory.publishing.rows import TABLES
from bot.errors import NotFound

_FIXED = {"taxonomy": lambda: [needs.taxonomy()], "taxonomy_term": needs.terms}


def page(db: Database, kind: str, asked: Asked) -> dict[str, Any]:
    """One page of a list.

    Raises:
        BadInput: for what cannot be answered, in words for whoever asked.
    """
    if kind in _FIXED:
        return _fixed(kind, asked)
    with db.read() as session:
        if kind == "service_at_location":
            total, ids = _sites(session, asked)
            return paged(asked, total, nested.sites(session, ids, asked.full) if ids else [])
        total, ids = chosen(db, session, kind, asked)
        return paged(asked, total, _shown(session, kind, ids, asked))


def one(db: Database, kind: str, wanted: str, whole: bool = False) -> Json:
    """One object with everything nested.

    Raises:
        NotFound: if there is none, or it may not be shown: the two look alike.
    """
    found: Optional[Json]
    if kind in _FIXED:
        found = next((each for each in _FIXED[kind]() if each["id"] == wanted), None)
    else:
        with db.read() as session:
            found = _one(session, kind, wanted, whole)
    if found is None:
        raise NotFound("There is nothing with that id.")
    return found


def _one(session: Session, kind: str, wanted: str, whole: bool) -> Optional[Json]:
    if kind == "service_at_location":
        return next(iter(nested.sites(session, [wanted], True)), None)
    table = TABLES[kind]
    if session.execute(select(table.c.id).where(and_(table.c.id == wanted, PUBLIC[kind]))).first() is None:
        return None
    if kind == "service":
        return nested.full_services(session, [wanted])[0]
    if kind == "organization":
        return nested.full_organizations(session, [wanted], whole)[0]
    return published(session, kind, [wanted])[0]


def _shown(session: Session, kind: str, ids: list[str], asked: Asked) -> list[Json]:
    if not ids:
        return []
    if asked.minimal:
        return [nested.minimal(each) for each in _all(session, kind, ids)]
    if asked.full and kind == "service":
        return nested.full_services(session, ids)
    if asked.full and kind == "organization":
        return nested.full_organizations(session, ids)
    found = published(session, kind, ids)
    return found if asked.full else [nested.flat(each) for each in found]


def _all(session: Session, kind: str, ids: list[str]) -> list[Json]:
    return [each for start in range(0, len(ids), 400) for each in published(session, kind, ids[start : start + 400])]


def _sites(session: Session, asked: Asked) -> tuple[int, list[str]]:
    question = SITES.where(*filters(session, "service", asked))
    inner = question.subquery()
    total = session.execute(select(func.count()).select_from(inner)).scalar_one()
    start = (asked.page - 1) * asked.size
    return total, list(
        session.execute(select(inner.c.id).order_by(inner.c.id).limit(asked.size).offset(start)).scalars()
    )


def _fixed(kind: str, asked: Asked) -> dict[str, Any]:
    words = (asked.search or "").lower().split()
    rows = [
        each
        for each in _FIXED[kind]()
        if all(word in f"{each['name']} {each['description']} {each.get('code', '')}".lower() for word in words)
        and asked.taxonomy_id in (None, each.get("taxonomy_id", each["id"]))
    ]
    start = (asked.page - 1) * asked.size
    return paged(asked, len(rows), rows[start : start + asked.size])
