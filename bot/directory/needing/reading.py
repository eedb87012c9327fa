"""The needs of kept services from their terms, their words, the vectors and a lead's corrections, into their rows."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Iterable, Mapping, Optional, Sequence

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from bot.directory.hiding.shelters import chunks
from bot.directory.models import NeedCorrectionRow, ServiceNeedRow, ServiceRow
from bot.directory.needing.given import Given, Origin
from bot.directory.needing.taxonomy import MAPPING, needs_of, stands_alone, without_reading

if TYPE_CHECKING:
    from bot.directory.needing.vectors import ByVectors

_NEEDS, _SERVICES, _SAID = ServiceNeedRow.__table__, ServiceRow.__table__, NeedCorrectionRow.__table__
_TEXT = select(
    _SERVICES.c.id, _SERVICES.c.name, _SERVICES.c.description, _SERVICES.c.stated_needs, _SERVICES.c.needs_read
)
_Given = dict[str, Given]
_READ = (Origin.NAME, Origin.DESCRIPTION, Origin.VECTORS)  # what a reading of the text gives


def read_needs(session: Session, service_ids: Sequence[str], vectors: Optional[ByVectors] = None) -> int:
    """Write the needs of these services anew; returns how many changed.

    With ``vectors`` those are asked as well. Without, what they once confirmed stays while the text is the same: the
    vectors cost fifty times what the words do, and an import must not wait for them.
    """
    changed = 0
    for ids in chunks(service_ids):
        before, corrected = _before(session, ids), _corrections(session, ids)
        fresh: list[dict[str, Any]] = []
        gone: list[str] = []
        for row in session.execute(_TEXT.where(_SERVICES.c.id.in_(ids))).all():
            now = _corrected(_needs(row, row.stated_needs, before[row.id], vectors), corrected[row.id])
            if stands_alone(row.stated_needs):
                less = without_reading(row.stated_needs)
                if now == _corrected(_needs(row, less, before[row.id], vectors), corrected[row.id]):
                    # Our own export came back: it stated what we read ourselves, and the text may be read on.
                    session.execute(update(_SERVICES).where(_SERVICES.c.id == row.id).values(stated_needs=less))
            read = mark(row, vectors) if vectors else row.needs_read if _same(row) else None
            if read != row.needs_read:
                session.execute(update(_SERVICES).where(_SERVICES.c.id == row.id).values(needs_read=read))
            if now != before[row.id]:
                gone.append(row.id)
                fresh.extend(_row(row.id, need, one) for need, one in now.items())
        changed += len(gone)
        _write(session, gone, fresh)
    return changed


def mark(row: Any, vectors: ByVectors) -> str:
    """Of which text, read by which mapping and which vectors: 32 and 16 hexadecimal digits."""
    return f"{_text_mark(row)}{vectors.made_of}"


def _same(row: Any) -> bool:
    return bool(row.needs_read) and row.needs_read.startswith(_text_mark(row))


def _text_mark(row: Any) -> str:
    told = "\0".join((row.name or "", row.description or "", _mapping_digest()))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@lru_cache(maxsize=1)
def _mapping_digest() -> str:
    return hashlib.sha256(MAPPING.read_bytes()).hexdigest()


def _needs(
    row: Any, said: Optional[Mapping[str, Any]], before: Mapping[str, Given], vectors: Optional[ByVectors]
) -> _Given:
    given = needs_of(row.name, row.description, said)
    if stands_alone(said):
        return given
    if vectors:
        return vectors.second(row.name, row.description, given)
    if _same(row):
        terms = {need: one for need, one in given.items() if one.origin is Origin.TERM}
        return {**given, **{need: one for need, one in before.items() if one.origin in _READ}, **terms}
    return given


def _corrected(given: _Given, corrections: Iterable[tuple[str, bool]]) -> _Given:
    """A lead's word stands above everything, in both directions."""
    now = dict(given)
    for need, answers in corrections:
        now.pop(need, None)
        if answers:
            now[need] = Given(Origin.LEAD, "", 1.0)
    return now


def _before(session: Session, ids: Sequence[str]) -> Mapping[str, _Given]:
    found: dict[str, _Given] = defaultdict(dict)
    for row in session.execute(select(_NEEDS).where(_NEEDS.c.service_id.in_(ids))):
        why = row.reason.partition(": ")[2]
        found[row.service_id][row.need] = Given(Origin(row.origin), why, row.confidence)
    return found


def _corrections(session: Session, ids: Sequence[str]) -> Mapping[str, list[tuple[str, bool]]]:
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for row in session.execute(select(_SAID).where(_SAID.c.service_id.in_(ids))):
        found[row.service_id].append((row.need, row.answers))
    return found


def _row(service_id: str, need: str, one: Given) -> dict[str, Any]:
    return {
        "service_id": service_id,
        "need": need,
        "reason": one.reason,
        "origin": one.origin.value,
        "confidence": one.confidence,
    }


def _write(session: Session, gone: Sequence[str], fresh: Sequence[dict[str, Any]]) -> None:
    if gone:
        session.execute(delete(_NEEDS).where(_NEEDS.c.service_id.in_(gone)))
    if fresh:
        session.execute(insert(_NEEDS), fresh)
