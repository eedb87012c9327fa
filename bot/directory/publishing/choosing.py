"""Which ids a list of the read API has: only of what is public, and never by words that are hidden.

Searching the tables for a street and getting the one service whose text lost that street would tell where it is; so
whatever hangs together with a hidden place is searched in the words that are published.
"""

from __future__ import annotations

from typing import Any, Iterable, Optional

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from bot.db import Database
from bot.directory.places.find import find_place
from bot.directory.publishing import needs
from bot.directory.publishing.asked import Asked
from bot.directory.publishing.reading import PUBLIC, published
from bot.directory.publishing.rows import HIDDEN, NEEDS, TABLES
from bot.directory.searching.query import Query
from bot.errors import BadInput

_TEXTS = ("name", "alternate_name", "description")
_MOST_RANKED = 500  # nobody reads further than this in a list that is sorted by fit
_SERVICE, _PLACE, _SITED = TABLES["service"], TABLES["location"], TABLES["service_at_location"]
_HIDING = (
    select(_SITED.c.service_id).join(_PLACE, _PLACE.c.id == _SITED.c.location_id).where(HIDDEN),
    select(_SERVICE.c.organization_id)
    .join(_SITED, _SITED.c.service_id == _SERVICE.c.id)
    .join(_PLACE, _PLACE.c.id == _SITED.c.location_id)
    .where(HIDDEN, _SERVICE.c.organization_id.isnot(None)),
    select(_PLACE.c.organization_id).where(HIDDEN, _PLACE.c.organization_id.isnot(None)),
)
_WARY_OWNER = {"service": "organization_id", "organization": "id"}


def chosen(db: Database, session: Session, kind: str, asked: Asked) -> tuple[int, list[str]]:
    """How many there are in all, and the ids of the page asked for.

    Raises:
        BadInput: for a need, a place or a combination that cannot be answered.
    """
    table = TABLES[kind]
    wanted = and_(PUBLIC[kind], *filters(session, kind, asked))
    if kind == "service" and asked.ranked:
        ids = _ranked(db, session, asked, wanted)
        return len(ids), ids[(asked.page - 1) * asked.size : asked.page * asked.size]
    total = session.execute(select(func.count()).select_from(table).where(wanted)).scalar_one()
    question = select(table.c.id).where(wanted).order_by(table.c.id)
    return total, list(session.execute(question.limit(asked.size).offset((asked.page - 1) * asked.size)).scalars())


def filters(session: Session, kind: str, asked: Asked) -> list[ColumnElement]:
    """What a row of that kind must fulfil. Raises: BadInput, for a need that we do not know."""
    table, found = TABLES[kind], []
    if asked.search:
        found.append(_saying(session, kind, asked.search))
    if asked.organization_id is not None:
        found.append(table.c.organization_id == asked.organization_id)
    if kind == "location" and (asked.organization_id is not None or asked.search):
        found.append(~HIDDEN)  # whose a hidden place is, is not told
    if asked.modified_after is not None:  # what bears no date may have changed
        found.append(or_(table.c.last_modified.is_(None), table.c.last_modified >= asked.modified_after))
    need = asked.need or _need_of(asked)
    if asked.need is not None and asked.need not in _codes():
        raise BadInput(f"That is not a need we know. The needs are: {', '.join(_codes())}.")
    if need is not None:
        found.append(table.c.id.in_(select(NEEDS.c.service_id).where(NEEDS.c.need == need)))
    elif asked.taxonomy_id == needs.taxonomy()["id"]:
        found.append(table.c.id.in_(select(NEEDS.c.service_id)))
    if asked.taxonomy_term_id and asked.need and _need_of(asked) != asked.need:
        found.append(table.c.id.in_(select(NEEDS.c.service_id).where(NEEDS.c.need == _need_of(asked))))
    if asked.taxonomy_id not in (None, needs.taxonomy()["id"]):
        found.append(table.c.id.in_([]))
    if asked.language:
        spoken = " " + func.coalesce(table.c.language_codes, "") + " "
        found.append(spoken.like(f"% {_like(asked.language.split('-')[0].lower())} %", escape="\\"))
    return found


def _codes() -> tuple[str, ...]:
    return tuple(one["code"] for one in needs.terms())


def _need_of(asked: Asked) -> Optional[str]:
    """The need whose term that is; a term of others is in no service of ours."""
    if asked.taxonomy_term_id is None:
        return None
    return next((code for code in _codes() if needs.term_id(code) == asked.taxonomy_term_id), "")


def _saying(session: Session, kind: str, search: str) -> ColumnElement:
    table, words = TABLES[kind], search.lower().split()[:10]
    texts = [name for name in _TEXTS if name in table.c]
    says = and_(*(or_(*(_has(table.c[name], word) for name in texts)) for word in words))
    owner = _WARY_OWNER.get(kind)
    if owner is None:
        return says
    hiding = [table.c[owner].in_(some) for some in _HIDING[1:]]
    if kind == "service":
        hiding.append(table.c.id.in_(_HIDING[0]))
    wary = session.execute(select(table.c.id).where(PUBLIC[kind], says, or_(*hiding))).scalars().all()
    told = {one["id"] for one in published(session, kind, wary) if _tells(one, words)} if wary else set()
    return and_(says, table.c.id.notin_(sorted(set(wary) - told)))


def _tells(one: dict[str, Any], words: Iterable[str]) -> bool:
    said = [str(one.get(name) or "").lower() for name in _TEXTS]
    return all(any(word in text for text in said) for word in words)


def _has(column: Any, word: str) -> ColumnElement:
    return func.lower(column).like(f"%{_like(word)}%", escape="\\")


def _like(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _ranked(db: Database, session: Session, asked: Asked, wanted: ColumnElement) -> list[str]:
    """As a person who asks would be told, best first: the same search, so that a hidden place shows in no order."""
    from bot.directory.service import search

    need = asked.need or _need_of(asked)
    if not need:
        raise BadInput("near, open_now and open_at need a need beside them.")
    place = find_place(asked.near) if asked.near else None
    if asked.near and place is None:
        raise BadInput("That place is not known; give a ZIP code or a city with its state.")
    hits = search(db, Query(need, place, asked.language, asked.open_at, _MOST_RANKED)).hits
    ids = [hit.service_id for hit in hits if hit.open_now or not (asked.open_now or asked.open_at)]
    allowed: set[str] = set()
    for start in range(0, len(ids), 400):
        some = ids[start : start + 400]
        allowed.update(session.execute(select(_SERVICE.c.id).where(_SERVICE.c.id.in_(some), wanted)).scalars())
    return [one for one in ids if one in allowed]
