"""Writing to the consent ledger and asking it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Optional, Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot import clock
from bot.consent.models import ConsentEvent
from bot.consent.rules import Act, Entry, Purpose, Scope, Verdict, may, may_read

_ROWS = ConsentEvent.__table__
_LEDGER = select(_ROWS).where(_ROWS.c.conversation_id == bindparam("conversation_id")).order_by(_ROWS.c.id)
_HELD = "consent"  # in a session's ``info``: the ledgers it has read, by conversation


@dataclass(frozen=True)
class Line(Entry):
    """A line with the words that were shown: catalogue key, language and edition."""

    wording: str = ""
    lang: str = ""
    edition: int = 0


@dataclass(frozen=True)
class Shown:
    """The words that were put to the person, and what a grant would be limited to."""

    wording: str
    lang: str
    edition: int
    subject: str = ""
    fields: frozenset[str] = field(default_factory=frozenset)
    until: Optional[datetime] = None


def note(session: Session, conversation_id: str, scope: Scope, act: Act, shown: Shown) -> None:
    """Append one act with the wording that was shown. What a refusal would have been limited to is not kept."""
    limits: dict[str, Any] = {"fields": shown.fields, "until": shown.until} if act is Act.GRANTED else {}
    line = Line(
        scope, act, clock.now(), shown.subject, **limits, wording=shown.wording, lang=shown.lang, edition=shown.edition
    )
    ledger(session, conversation_id).append(line)
    row = {**vars(line), "scope": scope.value, "act": act.value, "fields": sorted(line.fields)}
    session.add(ConsentEvent(conversation_id=conversation_id, **row))


def ledger(session: Session, conversation_id: str) -> list[Line]:
    """Every line, oldest first, those of the turn in hand included; read once a turn."""
    held: dict[str, list[Line]] = session.info.setdefault(_HELD, {})
    if conversation_id not in held:
        rows = session.execute(_LEDGER, {"conversation_id": conversation_id})
        held[conversation_id] = [_line(row) for row in rows]
    return held[conversation_id]


def allowed(
    session: Session, conversation_id: str, scope: Scope, subject: str = "", field: Optional[str] = None
) -> Verdict:
    """What the rules say now."""
    return may(ledger(session, conversation_id), clock.now(), scope, subject, field)


def granted(session: Session, conversation_id: str, scope: Scope, subject: str = "") -> bool:
    """Whether this permission stands now."""
    return allowed(session, conversation_id, scope, subject) is Verdict.ALLOWED


def readable(session: Session, conversation_id: str, purpose: Purpose, told_at: datetime) -> bool:
    """Whether a value that was told at ``told_at`` may be read for ``purpose`` now."""
    return may_read(ledger(session, conversation_id), purpose, told_at) is Verdict.ALLOWED


def happened(session: Session, conversation_id: str, scope: Scope, act: Act) -> bool:
    """Whether there is such a line."""
    return any((line.scope, line.act) == (scope, act) for line in ledger(session, conversation_id))


def _line(row: Any) -> Line:
    words: Sequence[Any] = (row.wording, row.lang, row.edition)
    return Line(Scope(row.scope), Act(row.act), row.at, row.subject, frozenset(row.fields), row.until, *words)
