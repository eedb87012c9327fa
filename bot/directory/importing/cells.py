"""One untidy cell of a published file into one clean value: text, number, date, clock time, flag."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timezone
from typing import Any, Optional

from dateutil import parser as dates

_EMPTY = {"", "null", "none", "n/a", "na", "blank", "-", "--", "nan", "tbd", "unknown"}
_CLOCK = re.compile(
    r"^(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?:[:.]\d{2}(?:\.\d+)?)?\s*(?P<half>[ap])?\.?\s*(?:m\.?)?"
    r"\s*(?:z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}


class BadCell(ValueError):
    """The cell says something we cannot read; the message names the column kind, never the content."""


def text(value: Any) -> Optional[str]:
    r"""Clean text or None. Literal ``\n`` (a backslash and an n, common in exports) becomes a line break."""
    if value is None or isinstance(value, (dict, list, bool)):
        return None
    raw = str(value).replace("\\r", "").replace("\\n", "\n").replace("\\t", " ")
    lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in raw.split("\n")]
    tidy = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if len(tidy) > 1 and tidy[0] == tidy[-1] == '"':
        tidy = tidy[1:-1].strip()
    return None if tidy.lower() in _EMPTY else tidy


def number(value: Any) -> Optional[float]:
    """A finite number or None."""
    try:
        found = float(str(value).strip())
    except ValueError:
        return None
    return found if abs(found) != float("inf") and found == found else None


def day(value: Any) -> Optional[date]:
    """A date, written ISO or as an export may have it, or None."""
    written = text(value)
    if written is None:
        return None
    try:
        return dates.parse(written).date()
    except (ValueError, OverflowError):
        return None


def instant(value: Any) -> Optional[datetime]:
    """An aware instant; one without a zone is taken as UTC."""
    written = text(value)
    if written is None:
        return None
    try:
        found = dates.parse(written)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=timezone.utc)


def clock_time(value: Any) -> Optional[time]:
    """``9:00 AM``, ``9am``, ``09:00:00Z``, ``noon``; None when blank.

    A trailing Z or offset is dropped: publishers write it by habit on what is wall-clock time at the door.

    Raises:
        BadCell: when it is not blank and not a time.
    """
    written = text(value)
    if written is None:
        return None
    named = _NAMED_TIMES.get(written.lower())
    if named is not None:
        return named
    match = _CLOCK.match(written)
    if match is None:
        raise BadCell("time not understood")
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if (hour, minute) == (24, 0):
        return time(23, 59)
    if hour > 23 or minute > 59:
        raise BadCell("time not understood")
    return time(hour, minute)


def flag(value: Any) -> bool:
    """Whether a cell says yes."""
    return str(value).strip().lower() in {"true", "t", "yes", "y", "1", "x", "si", "sí"}
