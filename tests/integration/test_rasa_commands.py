"""Plain Rasa keeps working from the root: its data loads, its shells answer, its action server knows our actions."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any, Callable, Iterator

import httpx
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WAIT = 120.0  # seconds for a command of Rasa to come up on a busy machine


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this module's commands keep their house."""
    return tmp_path_factory.mktemp("plain-rasa")


@pytest.fixture(scope="module")
def environment(place: Path) -> dict[str, str]:
    """What the commands see. SANIC_HOST keeps the action server off the network: it asks nobody who they are."""
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}
    return {**os.environ, **quiet, "ALDER_HOME": str(place / "home"), "SANIC_HOST": "127.0.0.1"}


@pytest.fixture(scope="module")
def model() -> str:
    """The newest trained model."""
    from bot.engine.load import newest_model

    return str(newest_model(ROOT / "models"))


@pytest.fixture(scope="module")
def action_server(environment: dict[str, str], place: Path) -> Iterator[str]:
    """The address of a running `rasa run actions`."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    with (place / "actions.log").open("wb") as log:
        process = _start(["run", "actions", "--port", str(port)], environment, log)
        try:
            _until(lambda: _answers(f"{address}/health"), process)
            yield address
        finally:
            _end(process)


def test_the_data_is_what_rasa_expects() -> None:
    """What `rasa data validate` looks at, but for responses: those are in the catalogue and not in the domain."""
    from bot.engine.load import prepare_rasa

    prepare_rasa()
    from rasa.shared.importers.importer import TrainingDataImporter
    from rasa.validator import Validator

    files = [str(ROOT / name) for name in ("config.yml", "domain.yml", "data")]
    importer = TrainingDataImporter.load_from_config(files[0], files[1], [files[2]])
    validator = Validator.from_importer(importer)
    assert validator.verify_domain_validity()
    assert validator.verify_intents(ignore_warnings=False)
    assert validator.verify_intents_in_stories(ignore_warnings=False)
    assert validator.verify_actions_in_stories_rules()
    assert validator.verify_story_structure(ignore_warnings=False)


def test_the_endpoints_name_classes_that_load(home: Path) -> None:
    """A tracker store that cannot be imported silently becomes one in memory, which forgets people."""
    from bot.engine.load import prepare_rasa

    prepare_rasa()
    from rasa.core.nlg.generator import NaturalLanguageGenerator
    from rasa.core.tracker_store import TrackerStore
    from rasa.core.utils import AvailableEndpoints
    from rasa.shared.core.domain import Domain

    from bot.engine.nlg import CatalogueNLG
    from bot.engine.tracker import SnapshotTrackerStore

    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    domain = Domain.load(str(ROOT / "domain.yml"))
    assert type(NaturalLanguageGenerator.create(endpoints.nlg, domain)) is CatalogueNLG
    assert type(TrackerStore.create(endpoints.tracker_store, domain)) is SnapshotTrackerStore


def test_the_action_server_has_every_action_of_the_domain(action_server: str) -> None:
    named = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["actions"]
    registered = [action["name"] for action in httpx.get(f"{action_server}/actions").json()]
    assert sorted(registered) == sorted(name for name in named if not name.startswith("utter_"))


def test_rasa_shell_nlu_understands_a_line(environment: dict[str, str], model: str) -> None:
    command = [sys.executable, "-m", "rasa", "shell", "nlu", "--model", model]
    said = "necesito un lugar para dormir esta noche\n"
    done = subprocess.run(command, cwd=ROOT, env=environment, input=said, capture_output=True, text=True, timeout=WAIT)
    assert done.returncode == 0
    parsed, _ = json.JSONDecoder().raw_decode(done.stdout[done.stdout.index("{") :])
    assert parsed["intent"]["name"] == "need_shelter"


def test_rasa_shell_speaks_the_catalogue_and_remembers_in_the_database(
    environment: dict[str, str], model: str, place: Path, action_server: str
) -> None:
    """The domain has no words of its own, so words mean our NLG; a row in the database means our tracker store."""
    from bot.content.catalogue import read_files

    expected = _squeezed(read_files().line("ask_device", "en", "web")[0])
    endpoints, log = place / "endpoints.yml", place / "shell.log"
    as_shipped = yaml.safe_load((ROOT / "endpoints.yml").read_text("utf-8"))
    endpoints.write_text(yaml.safe_dump({**as_shipped, "action_endpoint": {"url": f"{action_server}/webhook"}}))
    command = ["shell", "--model", model, "--endpoints", str(endpoints), "--port", str(_free_port())]
    command += ["--interface", "127.0.0.1", "--conversation-id", "in-the-shell"]
    with log.open("wb") as out:
        process = _start(command, environment, out)
        try:
            assert process.stdin is not None
            process.stdin.write(b"hello\n")
            process.stdin.flush()
            _until(lambda: expected in _squeezed(log.read_text("utf-8", "replace")), process)
            _until(lambda: _remembered(place / "home" / "alder.db").get("in-the-shell") is not None, process)
        finally:
            _end(process)
    assert _remembered(place / "home" / "alder.db")["in-the-shell"]["question"] == "device"


def _remembered(database: Path) -> dict[str, dict[str, Any]]:
    with sqlite3.connect(database) as connection:
        return {row[0]: json.loads(row[1]) for row in connection.execute("SELECT conversation_id, slots FROM tracker")}


def _squeezed(text: str) -> str:
    """Without the terminal's colours, cursor moves and line breaks."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\s", "", text)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        return httpx.get(address).status_code == 200
    except httpx.TransportError:
        return False


def _start(arguments: list[str], environment: dict[str, str], out: IO[bytes]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "rasa", *arguments]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=out, stderr=subprocess.STDOUT
    )


def _until(ready: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + WAIT
    while not ready():
        assert process.poll() is None, f"the command ended with {process.returncode}"
        assert time.monotonic() < deadline, "the command did not get there in time"
        time.sleep(0.2)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
