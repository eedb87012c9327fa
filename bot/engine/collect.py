"""An output channel that sends nothing: it collects, and the turn commits before anything leaves."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel


class Collecting(OutputChannel):
    """Collects whole messages, with everything our NLG put on them."""

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self.messages: list[dict[str, Any]] = []

    def name(self) -> str:  # type: ignore[override]
        """The channel, so that the NLG picks its variant."""
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep it."""
        self.messages.append(message)
