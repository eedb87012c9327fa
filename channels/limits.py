"""Pace limits in memory: wide enough for any person, narrow enough for a script. No address is written anywhere."""

from __future__ import annotations

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Limits:
    """Requests per minute by kind and key. Zero means no limit."""

    def __init__(self) -> None:
        self._storage = MemoryStorage()  # the limiter holds only a weak reference to it
        self._limiter = MovingWindowRateLimiter(self._storage)

    def allow(self, kind: str, key: str, per_minute: int) -> bool:
        """Whether one more is within the limit; counts it."""
        return per_minute == 0 or self._limiter.hit(RateLimitItemPerMinute(per_minute), kind, key)
