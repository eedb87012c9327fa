"""How long things are kept. What people are told of it is said from here, so that it cannot become untrue. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Iterable, Optional

from bot.consent.rules import Entry, Scope, standing

# What a programme may choose from; `bot.settings` refuses anything else. Under the floor a person who comes back after
# work would begin anew; over the ceiling more would be kept than anybody was asked for.
IDLE_HOURS, RECORD_DAYS = (1, 48), (7, 90)


@dataclass(frozen=True)
class Policy:
    """``idle``: silence after which values and answers are forgotten; ``record``: after which a conversation is."""

    idle: timedelta = timedelta(hours=12)
    record: timedelta = timedelta(days=30)

    @property
    def told(self) -> dict[str, int]:
        """The figures for the words that tell people of it."""
        return {"days": self.record.days, "hours": int(self.idle.total_seconds() // 3600)}


def kept(ledger: Iterable[Entry], now: datetime) -> bool:
    """Whether a grant keeps what was told: then neither values nor the conversation are forgotten for being idle."""
    return any(grant.scope is Scope.KEEP for grant in standing(ledger, now))


def record_until(ledger: Iterable[Entry], last: datetime, policy: Policy) -> Optional[datetime]:
    """When a conversation last heard of at ``last`` is erased; ``None``: not before the person says so."""
    ends = [grant.ends for grant in standing(ledger, last) if grant.scope is Scope.KEEP]
    if None in ends:
        return None
    return max([last + policy.record, *(end for end in ends if end)])
