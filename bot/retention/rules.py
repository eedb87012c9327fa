"""How long things are kept. What people are told of it is said from here, so that it cannot become untrue. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Iterable, Optional

from bot.consent.rules import Entry, Scope, standing

WORKING_VALUES_IDLE = timedelta(hours=12)
RECORD = timedelta(days=30)


def kept(ledger: Iterable[Entry], now: datetime) -> bool:
    """Whether a grant keeps what was told: then neither values nor the conversation are forgotten for being idle."""
    return any(grant.scope is Scope.KEEP for grant in standing(ledger, now))


def record_until(ledger: Iterable[Entry], last: datetime) -> Optional[datetime]:
    """When a conversation last heard of at ``last`` is erased; ``None``: not before the person says so."""
    ends = [grant.ends for grant in standing(ledger, last) if grant.scope is Scope.KEEP]
    if None in ends:
        return None
    return max([last + RECORD, *(end for end in ends if end)])
