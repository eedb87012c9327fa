"""The one place that knows what time it is, so that tests can move it. All times are aware and in UTC."""

from __future__ import annotations

from datetime import datetime, timezone


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return datetime.now(timezone.utc)
