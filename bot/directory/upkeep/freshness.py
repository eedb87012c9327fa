"""How old what we say about a service is: pure rules over two dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Optional

from dateutil.relativedelta import relativedelta

from bot.yaml_file import read_yaml

_FILE = Path(__file__).with_name("freshness.yml")


class Freshness(str, Enum):
    """What the age of a service means. Unknown is not stale: nothing says that it is old, or that it is not."""

    FRESH = "fresh"
    DUE = "due"
    STALE = "stale"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Months:
    """After how many months something is due to be looked at, and after how many it is stale."""

    due: int
    stale: int

    def __post_init__(self) -> None:
        if not 0 < self.due < self.stale:
            raise ValueError("due_months must be at least 1 and less than stale_months")


def looked_at(assured: Optional[date], modified: Optional[datetime], today: date) -> Optional[date]:
    """The last day on which somebody is known to have looked, both as HSDS has them; None where none is.

    ``assured_date`` says that somebody asked; only where it is missing does the day of the last change stand in for it:
    a publisher that writes a whole file anew changes every ``last_modified`` and has asked nobody. A day that has not
    come yet is a slip, and would keep a dead number fresh for good: it counts as missing.
    """
    changed = modified.date() if modified else None
    return next((day for day in (assured, changed) if day is not None and day <= today), None)


def freshness(looked: Optional[date], today: date, months: Optional[Months] = None) -> Freshness:
    """What the last look is worth today. On the very day on which the months are over it is not yet due or stale."""
    if looked is None:
        return Freshness.UNKNOWN
    limits = months or months_of_file()
    if looked < today - relativedelta(months=limits.stale):
        return Freshness.STALE
    return Freshness.DUE if looked < today - relativedelta(months=limits.due) else Freshness.FRESH


@lru_cache(maxsize=1)
def months_of_file() -> Months:
    """The months of ``freshness.yml``.

    Raises:
        ValueError: they are in the wrong order.
    """
    read = read_yaml(_FILE)
    return Months(read["due_months"], read["stale_months"])
