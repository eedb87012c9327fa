"""Writing to the consent ledger and asking it."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot import clock
from bot.consent.models import ConsentEvent
from bot.consent.rules import Act, Scope, stands

_ACTS = (
    select(ConsentEvent.act)
    .where(ConsentEvent.conversation_id == bindparam("conversation_id"), ConsentEvent.scope == bindparam("scope"))
    .order_by(ConsentEvent.id)
)


def note(session: Session, conversation_id: str, scope: Scope, act: Act, wording: str, lang: str, edition: int) -> None:
    """Append one act with the wording that was shown."""
    session.add(
        ConsentEvent(
            conversation_id=conversation_id,
            scope=scope.value,
            act=act.value,
            wording=wording,
            lang=lang,
            edition=edition,
            at=clock.now(),
        )
    )


def acts(session: Session, conversation_id: str, scope: Scope) -> list[Act]:
    """All acts of one scope, oldest first, those of the turn in hand included."""
    pending = [
        row.act
        for row in session.new
        if isinstance(row, ConsentEvent) and (row.conversation_id, row.scope) == (conversation_id, scope.value)
    ]
    return [
        Act(act)
        for act in [
            *session.execute(_ACTS, {"conversation_id": conversation_id, "scope": scope.value}).scalars(),
            *pending,
        ]
    ]


def granted(session: Session, conversation_id: str, scope: Scope) -> bool:
    """Whether this permission stands now."""
    return stands(acts(session, conversation_id, scope))
