"""The stock side: Rasa's own server with its REST channel, its SQL tracker store on SQLite, and its action server."""

from __future__ import annotations

import shutil
import sys
import urllib.error
import urllib.request
from pathlib import Path

from tests.bench import stock_project
from tests.bench.measure import Client
from tests.bench.process import Running, free_port

NAME = "stock Rasa 3.6.21"
_START_SECONDS = 300.0
_TRAIN_SECONDS = 4 * 3600.0


def trained(cache: Path, epochs: int) -> Path:
    """A project with a trained model; trained once for the same data, words and configuration, then kept."""
    project = cache / f"stock-{epochs}"
    digest = stock_project.write(project, epochs)
    made_of = project / "made-of"
    if made_of.exists() and made_of.read_text("utf-8") == digest and (project / "models/stock.tar.gz").exists():
        return project
    print(
        f"Training stock Rasa with {epochs} epochs, once; this can take long. Log: {project / 'train.log'}", flush=True
    )
    shutil.rmtree(project / "models", ignore_errors=True)
    command = ["train", "--out", "models", "--fixed-model-name", "stock"]
    training = Running([sys.executable, "-m", "rasa", *command], project, {}, project / "train.log")
    try:
        training.finish(_TRAIN_SECONDS)
    finally:
        training.stop()
    made_of.write_text(digest, "utf-8")
    return project


class _Conversation:
    def __init__(self, port: int, name: str) -> None:
        self._client = Client(port)
        self._name = name

    def say(self, text: str) -> int:
        return len(self._client.post("/webhooks/rest/webhook", {"sender": self._name, "message": text}))

    def close(self) -> None:
        self._client.close()


class Stock:
    """Both servers, with a database of their own in ``home``."""

    def __init__(self, home: Path, project: Path) -> None:
        self._home = home
        self._project = project
        self._port = free_port()
        self._running: list[Running] = []

    def __enter__(self) -> Stock:
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _start(self) -> None:
        home, action_port = self._home, free_port()
        home.mkdir(parents=True)
        endpoints = home / "endpoints.yml"
        endpoints.write_text(stock_project.endpoints(home / "rasa.db", action_port), "utf-8")
        # The action server listens on every address unless told otherwise.
        here = {"SANIC_HOST": "127.0.0.1"}
        acts = self._run("actions", here, "actions", "--actions", stock_project.ACTIONS, "--port", str(action_port))
        files = ("--model", "models/stock.tar.gz", "--endpoints", str(endpoints), "--credentials", "credentials.yml")
        serves = self._run("rasa", {}, *files, "--interface", "127.0.0.1", "--port", str(self._port))
        acts.wait(lambda: _answers(action_port, "/health"), _START_SECONDS)
        serves.wait(lambda: _answers(self._port, "/"), _START_SECONDS)

    def _run(self, log: str, env: dict[str, str], *arguments: str) -> Running:
        command = [sys.executable, "-m", "rasa", "run", *arguments]
        self._running.append(Running(command, self._project, env, self._home / f"{log}.log"))
        return self._running[-1]

    def __exit__(self, *_: object) -> None:
        for one in self._running:
            one.stop()

    def open(self, name: str, lang: str) -> _Conversation:
        """A conversation; stock Rasa has nothing to open and answers in one language."""
        return _Conversation(self._port, name)

    def pids(self) -> list[int]:
        return [pid for one in self._running for pid in one.pids()]


def _answers(port: int, path: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
