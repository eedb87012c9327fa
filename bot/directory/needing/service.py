"""Verbs about the needs of services: see them, correct them for good, read them again with sentence vectors."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Callable, Optional

import structlog
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot import clock
from bot.audit.events import Event, append
from bot.db import Database
from bot.directory.follow import follow
from bot.directory.models import NeedCorrectionRow, ServiceNeedRow, ServiceRow
from bot.directory.needing.given import Origin
from bot.directory.needing.reading import mark, read_needs
from bot.directory.needing.taxonomy import need_codes
from bot.errors import BadInput, NotFound

Progress = Callable[[int, int], None]
log = structlog.get_logger()
_STAFF = re.compile(r"[A-Za-z0-9_.-]{1,32}")
_WORD = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_AT_ONCE = 100  # services a commit: a second pass that is cut off has done all before


@dataclass(frozen=True)
class Need:
    """A need of a service: by what it was given, why, and how surely (0 to 1)."""

    need: str
    origin: Origin
    reason: str
    confidence: float


@dataclass(frozen=True)
class Correction:
    """A lead's word: whether the service answers the need."""

    need: str
    answers: bool
    by: str
    at: datetime
    why: Optional[str]


@dataclass(frozen=True)
class NeedsOf:
    """All that is known of one service's needs, the surest first."""

    service_id: str
    name: str
    needs: tuple[Need, ...]
    corrections: tuple[Correction, ...]


def needs_of_service(db: Database, service_id: str) -> NeedsOf:
    """The needs of a service and what leads said of them.

    Raises:
        NotFound: there is no such service.
    """
    with db.read() as session:
        return _needs(session, _service(session, service_id))


def correct(db: Database, service_id: str, need: str, answers: bool, by: str, why: Optional[str] = None) -> NeedsOf:
    """A lead says for good whether the service answers the need; a later word on the same need takes its place.

    Raises:
        NotFound: there is no such service.
        BadInput: no such need, or ``by`` is no staff id.
    """
    if need not in need_codes():
        raise BadInput(f"That is not a need we know. The needs are: {', '.join(need_codes())}.")
    if not _STAFF.fullmatch(by):
        raise BadInput("Say who with a staff id: letters, digits, dot, dash and underscore, no name or address.")
    with db.transaction() as session:
        service = _service(session, service_id)
        said = NeedCorrectionRow
        session.execute(delete(said).where(said.service_id == service_id, said.need == need))
        session.add(said(service_id=service_id, need=need, answers=answers, by=by, at=clock.now(), why=why))
        session.flush()
        follow(session, [service_id])
        word = "yes" if answers else "no"
        append(session, Event.NEED_CORRECTED, service=_code(service_id), need=need, answers=word, by=by)
        return _needs(session, service)


def recompute(db: Database, models: Path, progress: Optional[Progress] = None) -> tuple[int, int]:
    """Read needs again, with sentence vectors, where text, mapping or vectors changed: (services read, changed).

    ``progress`` gets (done, of). A hundred services are one transaction: cut off, the next call goes on behind them.

    Raises:
        NoEncoder: the encoder is not built; nothing is changed then, and the needs by words stay.
    """
    from bot.directory.needing.vectors import ByVectors
    from bot.engine.encoder import encoder_of_understanding

    vectors = ByVectors(encoder_of_understanding(models))
    question = select(ServiceRow.id, ServiceRow.name, ServiceRow.description, ServiceRow.needs_read)
    with db.read() as session:
        rows = session.execute(question.order_by(ServiceRow.id)).all()
    waiting = [row.id for row in rows if row.needs_read != mark(row, vectors)]
    changed = 0
    for start in range(0, len(waiting), _AT_ONCE):
        some = waiting[start : start + _AT_ONCE]
        with db.own_transaction() as session:
            changed += read_needs(session, some, vectors)
        if progress:
            progress(start + len(some), len(waiting))
    log.info("directory needs read", read=len(waiting), changed=changed)
    return len(waiting), changed


def waiting_for_vectors(session: Session) -> int:
    """How many services no vectors have read since their text last changed."""
    unread = select(func.count()).select_from(ServiceRow).where(ServiceRow.needs_read.is_(None))
    return int(session.execute(unread).scalar() or 0)


def _service(session: Session, service_id: str) -> ServiceRow:
    service = session.get(ServiceRow, service_id)
    if service is None:
        raise NotFound("There is no such service in the directory.")
    return service


def _needs(session: Session, service: ServiceRow) -> NeedsOf:
    needs = session.execute(select(ServiceNeedRow).where(ServiceNeedRow.service_id == service.id)).scalars()
    said = session.execute(select(NeedCorrectionRow).where(NeedCorrectionRow.service_id == service.id)).scalars()
    ordered = sorted(needs, key=lambda row: (-row.confidence, row.need))
    return NeedsOf(
        service.id,
        service.name,
        tuple(Need(row.need, Origin(row.origin), row.reason, row.confidence) for row in ordered),
        tuple(
            Correction(row.need, row.answers, row.by, row.at, row.why)
            for row in sorted(said, key=lambda row: str(row.need))
        ),
    )


def _code(service_id: str) -> str:
    """The id as a machine word: some publishers' ids are whole addresses."""
    return service_id if _WORD.fullmatch(service_id) else hashlib.sha256(service_id.encode()).hexdigest()[:32]
