"""What is remembered of screening: begun, answered, done; read under the person's permission; forgotten."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Optional, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import clock
from bot.audit import events as audit
from bot.consent import service as consent
from bot.consent.rules import Scope, Verdict
from bot.db import at_commit
from bot.errors import AlderError
from bot.screening.models import ScreeningRun
from bot.screening.pack import Answers, Pack
from bot.screening.rules import Sum, scores
from bot.vault import service as vault
from bot.vault.keys import KeyRing
from bot.vault.seal import seal, unseal

OPEN, DONE, STOPPED = "open", "done", "stopped"


class NotPermitted(AlderError):
    """The person did not permit this, or took it back."""

    code = "not_permitted"

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(f"There is no permission for this topic ({verdict.value}).")


@dataclass(frozen=True)
class Run:
    """What was answered to one pack, and the language it was asked in."""

    pack: str
    lang: str
    said: Answers


def begin(session: Session, keys: KeyRing, conversation_id: str, pack: Pack, lang: str) -> None:
    """A pack begins, with no answer yet.

    Raises:
        NotPermitted: without a grant for its topic.
    """
    _check(session, conversation_id, pack.pack)
    row = _find(session, conversation_id, pack.pack)
    if row is None:
        row = ScreeningRun(conversation_id=conversation_id, pack=pack.pack)
        session.add(row)
    row.digest, row.lang, row.state, row.at = pack.digest, lang, OPEN, clock.now()
    _write(session, keys, row, {})
    audit.append(session, audit.Event.PACK_BEGUN, conversation_id, pack=pack.pack, digest=pack.digest)


def answers(session: Session, keys: KeyRing, conversation_id: str, pack: str) -> dict[str, str]:
    """What was answered so far, in the order in which it was; nothing once it was forgotten.

    Raises:
        NotPermitted: the grant for the topic ended.
    """
    _check(session, conversation_id, pack)
    row = _find(session, conversation_id, pack)
    return _read(session, keys, row) if row else {}


def note(session: Session, keys: KeyRing, conversation_id: str, pack: str, said: Answers) -> None:
    """Keep these answers in the place of those that were kept.

    Raises:
        NotPermitted: the grant for the topic ended.
    """
    _check(session, conversation_id, pack)
    row = _find(session, conversation_id, pack)
    if row is not None:
        _write(session, keys, row, said)


def finish(session: Session, conversation_id: str, pack: str, state: str) -> None:
    """A pack ended: ``DONE`` or ``STOPPED``."""
    row = _find(session, conversation_id, pack)
    if row is not None:
        row.state = state
    audit.append(session, audit.Event.PACK_ENDED, conversation_id, pack=pack, state=state)


def read_scores(session: Session, keys: KeyRing, conversation_id: str, pack: Pack, reader: str) -> list[Sum]:
    """What a pack adds up to, for staff who may see it; the reading is audited with who read it.

    Raises:
        NotPermitted: the grant for the topic ended.
    """
    said = answers(session, keys, conversation_id, pack.pack)
    audit.append(session, audit.Event.SCORE_READ, conversation_id, pack=pack.pack, reader=reader)
    return scores(pack, said)


def begun(session: Session, conversation_id: str) -> dict[str, str]:
    """The packs that were begun, and their states."""
    query = select(ScreeningRun.pack, ScreeningRun.state).where(ScreeningRun.conversation_id == conversation_id)
    return {row.pack: row.state for row in session.execute(query)}


def count(session: Session, keys: KeyRing, conversation_id: str) -> int:
    """How many answers rest sealed."""
    return sum(len(run.said) for run in kept(session, keys, conversation_id))


def kept(session: Session, keys: KeyRing, conversation_id: str) -> list[Run]:
    """All that rests sealed, the pack answered last at the end: for the person themselves, who needs no grant."""
    query = select(ScreeningRun).where(ScreeningRun.conversation_id == conversation_id)
    rows = session.execute(query.order_by(ScreeningRun.at, ScreeningRun.pack)).scalars()
    return [Run(str(row.pack), str(row.lang), _read(session, keys, row)) for row in rows]


def forget(session: Session, conversation_id: str, packs: Optional[Sequence[str]] = None) -> None:
    """Drop what was answered, to these packs or to all."""
    mine = delete(ScreeningRun).where(ScreeningRun.conversation_id == conversation_id)
    at_commit(session, mine if packs is None else mine.where(ScreeningRun.pack.in_(packs)))


def _check(session: Session, conversation_id: str, pack: str) -> None:
    verdict = consent.allowed(session, conversation_id, Scope.TOPIC, pack)
    if verdict is not Verdict.ALLOWED:
        raise NotPermitted(verdict)


def _find(session: Session, conversation_id: str, pack: str) -> Optional[ScreeningRun]:
    pending = (row for row in session.new if isinstance(row, ScreeningRun))
    mine = (row for row in pending if (row.conversation_id, row.pack) == (conversation_id, pack))
    return next(mine, None) or session.get(ScreeningRun, (conversation_id, pack))


def _write(session: Session, keys: KeyRing, row: ScreeningRun, said: Answers) -> None:
    key = vault.data_key(session, keys, row.conversation_id)
    row.sealed = seal(key, json.dumps(said).encode(), f"{row.conversation_id}/pack/{row.pack}")
    row.at = clock.now()


def _read(session: Session, keys: KeyRing, row: ScreeningRun) -> dict[str, str]:
    key = vault.data_key(session, keys, str(row.conversation_id))
    found: dict[str, str] = json.loads(unseal(key, row.sealed, f"{row.conversation_id}/pack/{row.pack}"))
    return found
