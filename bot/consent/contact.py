"""When somebody may be written to first, and with what words: the fields of a contact grant. Pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Iterable

WHEN = ("when_any", "when_day", "when_evening", "when_weekend")
SAY = ("say_nothing", "say_open")
LASTS = timedelta(days=30)
# Nobody's phone lights up at night, whatever was agreed (47 CFR 64.1200(c)(1): not before 8 or after 21 h local time).
_HOURS = {
    "when_any": (time(8), time(21)),
    "when_day": (time(9), time(17)),
    "when_evening": (time(17), time(21)),
    "when_weekend": (time(9), time(21)),
}
_SATURDAY = 5


def safe_now(fields: Iterable[str], local: datetime) -> bool:
    """Whether a grant with these ``fields`` lets a text go out at ``local``, the time where the person is."""
    when = next((name for name in WHEN if name in set(fields)), None)
    if when is None or (when == "when_weekend" and local.weekday() < _SATURDAY):
        return False
    first, last = _HOURS[when]
    return first <= local.time() < last


def may_say(fields: Iterable[str]) -> bool:
    """Whether a text may say what it is about; else no more than that there is news."""
    return "say_open" in set(fields)
