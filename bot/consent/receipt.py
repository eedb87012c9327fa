"""What a person can hold in their hand about each permission they gave: what was asked, what became of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Optional, Sequence

from bot.consent.rules import Act, Scope
from bot.consent.service import Line


class State(str, Enum):
    """What became of a permission. It is used only while it is ``given``."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    RENEWED = "renewed"  # another yes to the same took its place, perhaps with another end


@dataclass(frozen=True)
class Receipt:
    """One permission. ``changed`` is when it came into its state, for one that no longer is ``given``.

    ``asked`` is the line with the words that the yes answered, ``told`` the one with the notice said before.
    """

    grant: Line
    state: State
    changed: Optional[datetime]
    asked: Line
    told: Optional[Line]


def receipts(ledger: Sequence[Line], now: datetime) -> list[Receipt]:
    """One for each grant, in the order in which they were given. A refusal leaves none: it is not kept as one."""
    return [_receipt(ledger, place, now) for place, line in enumerate(ledger) if line.act is Act.GRANTED]


def _receipt(ledger: Sequence[Line], place: int, now: datetime) -> Receipt:
    grant = ledger[place]
    state, changed = _became(grant, ledger[place + 1 :], now)
    before = ledger[:place]
    # A new edition may have been published between the question and the yes: the words are those of the question.
    asked = _last(before, Act.ASKED, grant.scope, grant.subject, since=_last_decided(before, grant))
    return Receipt(grant, state, changed, asked or grant, _last(before, Act.TOLD, Scope.NOTICE, ""))


def _became(grant: Line, after: Sequence[Line], now: datetime) -> tuple[State, Optional[datetime]]:
    decided = (line for line in after if _same(line, grant) and line.act in (Act.GRANTED, Act.WITHDRAWN))
    following = next(decided, None)
    if grant.ends is not None and grant.ends <= (following.at if following else now):
        return State.EXPIRED, grant.ends
    if following is None:
        return State.GIVEN, None
    return (State.WITHDRAWN if following.act is Act.WITHDRAWN else State.RENEWED), following.at


def _last_decided(before: Sequence[Line], grant: Line) -> int:
    """Where in ``before`` the decision before this one stands: what was asked earlier than that, was answered by it."""
    places = [place for place, line in enumerate(before) if _same(line, grant) and line.act is not Act.ASKED]
    return places[-1] + 1 if places else 0


def _last(before: Sequence[Line], act: Act, scope: Scope, subject: str, since: int = 0) -> Optional[Line]:
    wanted = (act, scope, subject)
    return next((one for one in reversed(before[since:]) if (one.act, one.scope, one.subject) == wanted), None)


def _same(one: Line, other: Line) -> bool:
    return (one.scope, one.subject) == (other.scope, other.subject)
