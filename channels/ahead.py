"""Reads messages with the tagger while they wait for their turn, on the core that the turn thread leaves free."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Optional

_MOST = 64  # messages in memory; one whose turn another process took is never asked for


class Ahead:
    """Called by whoever stores a message, and by the turn thread."""

    def __init__(self, redactor: Any) -> None:
        self._redactor = redactor
        self._pool = ThreadPoolExecutor(1, "ahead")
        self._reading: dict[int, Future[Any]] = {}

    def start(self, inbox_id: int, text: str) -> None:
        """Begin to read a message that has just been stored."""
        self._reading[inbox_id] = self._pool.submit(self._redactor.read, text)
        while len(self._reading) > _MOST:
            self._reading.pop(next(iter(self._reading))).cancel()

    def take(self, inbox_id: int) -> Optional[Any]:
        """What was read of it; ``None`` when nobody has begun, or could not: then it is read in the turn."""
        reading = self._reading.pop(inbox_id, None)
        if reading is None or reading.cancel():
            return None
        return None if reading.exception() else reading.result()
