"""Tells the web loop what the turn thread did: who waits for a reply gets it, who listens looks again."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import Any, Callable, Optional

_REMEMBERED = 256  # turns finished before anybody waited for them


class Hub:
    """Lives on the web loop; :meth:`finished` may be called from any thread."""

    def __init__(self) -> None:
        self._loop: Optional[asyncio.AbstractEventLoop] = None
        self._waiting: dict[int, list[asyncio.Future[Any]]] = defaultdict(list)
        self._listening: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._done: dict[int, list[Any]] = {}
        self.on_finished: Callable[[], None] = lambda: None

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """The loop that waits and listens."""
        self._loop = loop

    def expect(self, inbox_id: int) -> asyncio.Future[Any]:
        """A future for the end of this message's turn."""
        assert self._loop is not None
        future = self._loop.create_future()
        if inbox_id in self._done:
            future.set_result(self._done.pop(inbox_id))
            return future
        self._waiting[inbox_id].append(future)
        return future

    def forget(self, inbox_id: int, future: asyncio.Future[Any]) -> None:
        """Nobody waits any more."""
        waiting = self._waiting.get(inbox_id, [])
        if future in waiting:
            waiting.remove(future)
        if not waiting:
            self._waiting.pop(inbox_id, None)

    def listen(self, conversation_id: str) -> asyncio.Event:
        """An event that is set whenever something new was said in the conversation."""
        event = asyncio.Event()
        self._listening[conversation_id].add(event)
        return event

    def leave(self, conversation_id: str, event: asyncio.Event) -> None:
        """Stop listening."""
        self._listening[conversation_id].discard(event)
        if not self._listening[conversation_id]:
            del self._listening[conversation_id]

    def finished(self, inbox_id: int, said: list[Any], conversation_id: str, texts: bool = False) -> None:
        """A turn was committed, which said this. The last words of an erased conversation exist nowhere else."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._tell, inbox_id, said, conversation_id, texts)

    def _tell(self, inbox_id: int, said: list[Any], conversation_id: str, texts: bool) -> None:
        waiting = self._waiting.pop(inbox_id, ())
        if not waiting:  # the turn was quicker than the request that brought the message
            self._done[inbox_id] = said
        while len(self._done) > _REMEMBERED:
            del self._done[next(iter(self._done))]
        for future in waiting:
            if not future.done():
                future.set_result(said)
        self.changed(conversation_id)
        if texts:
            self.on_finished()

    def changed(self, conversation_id: str) -> None:
        """Whoever listens to this conversation looks again now. Called on the loop."""
        for event in self._listening.get(conversation_id, ()):
            event.set()
