"""The turn thread: Rasa lives here, with a loop of its own, so that the web loop never waits for it."""

from __future__ import annotations

import asyncio
import threading
from typing import Callable, Optional

import structlog

from bot import log
from bot.engine.engine import Engine, EngineError

_log = structlog.get_logger(__name__)
_LOOK_EVERY = 0.5  # seconds; another process may have stored a message


class Turns:
    """Takes one turn after the other until stopped."""

    def __init__(self, load: Callable[[], Engine]) -> None:
        self._load = load
        self._engine: Optional[Engine] = None
        self._take_next: Callable[[], bool] = lambda: False
        self._wake = threading.Event()
        self._stopping = False
        self.loaded = threading.Event()
        self.failure: Optional[str] = None
        self._thread = threading.Thread(target=self._run, name="turns", daemon=True)

    def start(self, take_next: Callable[[], bool]) -> None:
        """Load the engine in the thread, then take turns. Without an engine crises are still answered."""
        self._take_next = take_next
        self._thread.start()

    def engine(self) -> Engine:
        """The engine, for the thread.

        Raises:
            EngineError: it could not be loaded.
        """
        if self._engine is None:
            raise EngineError("The assistant's model is not loaded.")
        return self._engine

    @property
    def model(self) -> Optional[str]:
        """The file name of the loaded model."""
        return self._engine.model.name if self._engine else None

    @property
    def lost(self) -> str:
        """What understanding goes without, in plain words."""
        return self._engine.lost if self._engine else ""

    def wake(self) -> None:
        """There is something to do."""
        self._wake.set()

    def stop(self) -> None:
        """Finish the turn in hand and end."""
        self._stopping = True
        self._wake.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        asyncio.set_event_loop(asyncio.new_event_loop())
        try:
            self._engine = self._load()
        except Exception as error:
            self.failure = getattr(error, "message", None) or log.where(error)
            _log.error("engine.failed", where=log.where(error))
        self.loaded.set()
        while not self._stopping:
            self._wake.clear()
            if not self._safely():
                self._wake.wait(_LOOK_EVERY)

    def _safely(self) -> bool:
        """One turn. A database that is away is waited for; the message stays in the inbox."""
        try:
            return self._take_next()
        except Exception as error:
            _log.error("turns.stumbled", where=log.where(error))
            self._wake.wait(_LOOK_EVERY)
            return False
