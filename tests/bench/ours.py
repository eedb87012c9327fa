"""Our side: `alder serve` on SQLite, talked to through the web chat's API, with its pace limits off."""

from __future__ import annotations

import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.bench.measure import Client
from tests.bench.process import Running, free_port

ROOT = Path(__file__).resolve().parents[2]
NAME = "Alder"
_START_SECONDS = 180.0
_PATH = "/api/chat/conversations"


class _Conversation:
    def __init__(self, port: int, lang: str) -> None:
        self._client = Client(port)
        opened: Any = self._client.post(_PATH, {"language": lang})
        self._path = f"{_PATH}/{opened['id']}/messages"
        self._headers = {"Authorization": f"Bearer {opened['token']}"}
        self._count = 0

    def say(self, text: str) -> int:
        self._count += 1
        body = {"text": text, "client_id": str(self._count)}
        return len(self._client.post(self._path, body, self._headers)["messages"])

    def close(self) -> None:
        self._client.close()


class Ours:
    """The server with a database of its own in ``home``."""

    def __init__(self, home: Path, models: Path) -> None:
        self._port = free_port()
        env = {
            "ALDER_HOME": str(home),
            "ALDER_PORT": str(self._port),
            "ALDER_MODEL_DIR": str(models),
            "ALDER_OPEN_PER_MINUTE": "0",
            "ALDER_MESSAGES_PER_MINUTE": "0",
        }
        command = [sys.executable, "-m", "bot.cli.main", "serve"]
        self._server = Running(command, ROOT, env, home.with_suffix(".log"))

    def __enter__(self) -> Ours:
        try:
            self._server.wait(self._ready, _START_SECONDS)
        except BaseException:
            self._server.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()

    def open(self, name: str, lang: str) -> _Conversation:
        """A conversation in this language."""
        return _Conversation(self._port, lang)

    def pids(self) -> list[int]:
        return self._server.pids()

    def _ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False
