"""Stand-ins for the two slow parts of a turn, for tests of what happens around them: an engine and a redactor."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, Callable

from bot.engine.engine import Answer, Engine, Parsed


class FakeEngine:
    """Understands nothing and repeats what it was told. ``during`` is called in the middle of each turn."""

    model = Path("fake")
    intents = frozenset({"greet"})
    told = staticmethod(Engine.told)

    def __init__(self, during: Callable[[str, str], None] = lambda conversation_id, text: None) -> None:
        self._during = during

    def parse(self, text: str) -> Parsed:
        return self.told(text, "greet", {})

    async def take_turn(self, conversation_id: str, channel: str, language: str, parsed: Parsed) -> Answer:
        self._during(conversation_id, parsed.text)
        said = {"key": "utter_heard", "text": f"Heard: {parsed.text}", "lang": language, "dir": "ltr"}
        return Answer((said,), None)


class FakeRedactor:
    """Finds nothing, so that a test can see which message is which."""

    lost = ""

    def redact(self, text: str, *_more: Any, **_others: Any) -> Any:
        return SimpleNamespace(text=text, values={}, marks={})

    def languages(self, text: str) -> dict[str, float]:
        """No guess of the language."""
        return {}

    def read(self, text: str) -> None:
        """Nothing is read ahead."""
