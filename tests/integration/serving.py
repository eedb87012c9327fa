"""A real `alder serve` process for tests: on a free port, with a home of its own, killed and started again at will."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sqlite3
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Callable, Iterator, Mapping, Optional, Sequence

import httpx

from bot.crashpoints import POINTS

MODELS = Path(__file__).resolve().parents[2] / "models"
PATIENCE = 180.0  # seconds; only what hangs takes as long, however busy the machine
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.integration.warm"])


class Server:
    """`alder serve` in a process of its own. The imports are inherited; everything from the settings on is its own."""

    def __init__(self, home: Path, **settings: str) -> None:
        self.home = home
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        fresh = httpx.Limits(max_keepalive_connections=0)  # a connection of an earlier life is no use
        self.http = httpx.Client(base_url=self.url, timeout=60.0, trust_env=False, limits=fresh)
        own = {"HOME": str(home), "PORT": str(self.port), "MODEL_DIR": str(MODELS), **settings}
        self._settings = {f"ALDER_{name.upper()}": value for name, value in own.items()}
        self._process: Any = None
        home.mkdir(parents=True, exist_ok=True, mode=0o700)

    def start(self, crash_at: Optional[str] = None) -> bool:
        """Start on the same port and home as before. Returns whether it became ready; if not, it died."""
        assert not self.running
        if crash_at:
            assert crash_at.partition(":")[0] in POINTS
        extra = {"ALDER_CRASH_AT": crash_at} if crash_at else {}
        self._process = _processes.Process(
            target=_serve, args=({**self._settings, **extra}, str(self._log), str(self.home)), daemon=True
        )
        self._process.start()
        wait_until(lambda: self._ready() or not self.running, self._last_words)
        return self.running

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.is_alive()

    @property
    def killed(self) -> bool:
        """Whether it ended by ``kill -9`` (waits for the end)."""
        self._process.join(PATIENCE)
        return bool(self._process.exitcode == -signal.SIGKILL)

    def kill(self) -> None:
        """``kill -9``, if it runs."""
        if self.running:
            os.kill(self._process.pid, signal.SIGKILL)
            self._process.join(PATIENCE)

    def stop(self) -> None:
        """End it as an operator would."""
        if self.running:
            os.kill(self._process.pid, signal.SIGTERM)
            self._process.join(PATIENCE)
        self.kill()

    @property
    def log(self) -> str:
        """What it printed and logged in all its lives."""
        return self._log.read_text() if self._log.exists() else ""

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the database file holds now, seen from outside."""
        with closing(self.connect()) as connection:
            return connection.execute(query, values).fetchall()

    def connect(self) -> sqlite3.Connection:
        """A connection of our own to its SQLite file; the caller closes it."""
        return sqlite3.connect(self.home / "alder.db", timeout=PATIENCE, isolation_level=None)

    def idle(self) -> bool:
        """Whether no message waits for its turn and no text to be sent."""
        waiting = "SELECT (SELECT count(*) FROM inbox WHERE state = 'new')"
        [(count,)] = self.rows(f"{waiting} + (SELECT count(*) FROM outbox WHERE state IN ('ready', 'sending'))")
        return bool(count == 0)

    @property
    def _log(self) -> Path:
        return self.home / "serve.log"

    def _ready(self) -> bool:
        try:
            return self.http.get("/readyz").status_code == 200
        except httpx.TransportError:
            return False

    def _last_words(self) -> str:
        return "\n".join(self.log.splitlines()[-20:])


class Lives:
    """A server that dies at the given points, one life each, and is started again for whoever comes back."""

    def __init__(self, server: Server, points: Sequence[str]) -> None:
        self.server = server
        self.deaths: list[str] = []
        self._points = [*points]
        self._armed: Optional[str] = None

    def revive(self) -> None:
        """See to it that the server runs: in its next life if it is dead."""
        while not self.server.running:
            if self._armed:
                assert self.server.killed, self.server.log
                self.deaths.append(self._armed)
            self._armed = self._points.pop(0) if self._points else None
            self.server.start(self._armed)

    def until_taken(self, request: Callable[[], httpx.Response]) -> httpx.Response:
        """Make the same request again until it succeeds, as a widget or Twilio does. Dying is the only excuse."""
        while True:
            self.revive()
            try:
                answer = request()
            except httpx.TransportError:
                assert self.server.killed, self.server.log
                continue
            assert answer.is_success, (answer.status_code, self._armed)
            return answer

    def settle(self) -> None:
        """Wait until everything is answered and sent, over as many lives as that takes."""

        def settled() -> bool:
            self.revive()
            return self.server.idle()

        wait_until(settled)


@contextmanager
def serving(home: Path, **settings: str) -> Iterator[Server]:
    """A server that is not started yet and certainly dead at the end."""
    server = Server(home, **settings)
    try:
        yield server
    finally:
        server.kill()
        server.http.close()


def wait_until(true: Callable[[], bool], otherwise: Callable[[], str] = lambda: "") -> None:
    """Look again and again. Fails only when nothing happens for very long."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"waited in vain. {otherwise()}"
        time.sleep(0.05)


def _serve(settings: Mapping[str, str], log: str, folder: str) -> None:
    """In the new process: exactly the command, with these settings only and its output in a file."""
    for stream in (1, 2):
        os.dup2(os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600), stream)
    for name in [name for name in os.environ if name.startswith("ALDER_")]:
        del os.environ[name]
    os.environ.update(settings)
    os.chdir(folder)  # no `.env` of a developer
    from bot import bootstrap
    from bot.cli.main import main

    bootstrap.reset()  # what was imported for every server may have read somebody's settings
    main(["serve"])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
