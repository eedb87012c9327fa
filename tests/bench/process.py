"""Processes of the systems under test: started in a session of their own, watched until ready, always stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Callable, Mapping, Sequence

STOP_SECONDS = 20.0


class BenchFailed(Exception):
    """A system did not start, stopped, or did not answer."""


def free_port() -> int:
    """A port of the loopback address that nothing listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Running:
    """One process with all its children. Its output goes to a file beside its data."""

    def __init__(self, command: Sequence[str], cwd: Path, env: Mapping[str, str], log: Path) -> None:
        self._log = log
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ALDER_")}
        quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}
        with log.open("wb") as out:
            self._process = subprocess.Popen(
                list(command), cwd=cwd, env={**clean, **quiet, **env}, stdout=out, stderr=out, start_new_session=True
            )

    def wait(self, ready: Callable[[], bool], seconds: float) -> None:
        """Return once ``ready``.

        Raises:
            BenchFailed: it ended before, or was not ready in time.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self._process.poll() is not None:
                raise BenchFailed(f"ended with {self._process.returncode}; see {self._log}")
            if ready():
                return
            time.sleep(0.2)
        raise BenchFailed(f"was not ready after {seconds:.0f} s; see {self._log}")

    def finish(self, seconds: float) -> None:
        """Wait for a process that ends by itself.

        Raises:
            BenchFailed: it failed, or took longer.
        """
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.stop()
            raise BenchFailed(f"took longer than {seconds:.0f} s; see {self._log}") from None
        if code:
            raise BenchFailed(f"ended with {code}; see {self._log}")

    def pids(self) -> list[int]:
        """The process and whatever it started, by their session."""
        return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and self._mine(entry)]

    def stop(self) -> None:
        """End the whole session: politely, then not."""
        for number, seconds in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, STOP_SECONDS)):
            for pid in self.pids():
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    continue
            end = time.monotonic() + seconds
            while self.pids() and time.monotonic() < end:
                self._process.poll()
                time.sleep(0.1)
        self._process.poll()

    def _mine(self, entry: Path) -> bool:
        try:
            fields = (entry / "stat").read_text("utf-8", errors="replace").rsplit(")", 1)[1].split()
        except OSError:
            return False
        return fields[0] != "Z" and int(fields[3]) == self._process.pid
