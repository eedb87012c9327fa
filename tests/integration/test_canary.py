"""The canary test: identifiers of every type go in by every door, and are then found in no file, log or page."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any, Iterator
from urllib.parse import urlencode

import httpx
import pytest

from bot.engine.load import newest_model
from bot.settings import DEVELOPMENT_TWILIO_TOKEN
from channels.sms.signature import sign
from tests.conftest import ROOT
from tests.integration.needles import CRISES, PLANTS, Plant, files_under, found_in, inside, needles

BROKEN = Plant(
    "PERSON", "en", "my name is Ottoline Farquhar, call 305-555-0199", ("Ottoline", "Farquhar", "305-555-0199")
)
PLACES = ("33186", "4821 Heron Wharf Road", "the yellow house behind Quillmart")
PHONE = "+13055550177"
EVERYTHING = (*needles((*PLANTS, *CRISES, BROKEN)), PHONE, "+13105550177", *PLACES, "Quillmart", "marisol_quintanilla")

# A server whose action for "a person" breaks in every way that we know a library can break in.
_SERVE = """
import logging, sys, threading, warnings
from actions.people import ActionTalkToPerson
from bot.cli.main import main
quoted = sys.argv[1]

def act(self, here):
    logging.getLogger("some.library").error("could not handle %s", quoted)
    logging.getLogger("some.library").warning("%d of them", quoted)
    logging.getLogger("bot.careless").error(quoted)
    warnings.warn(quoted)
    thread = threading.Thread(target=lambda: 1 / 0 if not quoted else (_ for _ in ()).throw(KeyError(quoted)))
    thread.start()
    thread.join()
    loop = type("Dying", (), {"__del__": lambda self: (_ for _ in ()).throw(OSError(quoted))})()
    del loop
    raise RuntimeError("no person for " + quoted) from ValueError(quoted)

ActionTalkToPerson.act = act
main(["serve"])
"""


class Server:
    """A real server process on a home of its own, everything it says at DEBUG in one file."""

    def __init__(self, home: Path) -> None:
        self.home, self.log = home, home.parent / "server.log"
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.answers: list[str] = []  # bodies of every refusal
        self.tokens: list[str] = []
        settings = {
            "HOME": home,
            "PORT": self.port,
            "MODEL_DIR": ROOT / "models",
            "LOG_LEVEL": "DEBUG",
            "MESSAGES_PER_MINUTE": 0,
            "OPEN_PER_MINUTE": 0,
            "TWILIO_FROM": "+13055550100",
            "TWILIO_API_URL": f"http://127.0.0.1:{_free_port()}",  # nobody answers: texts stay in the outbox
        }
        environment = {**os.environ, **{f"ALDER_{name}": str(value) for name, value in settings.items()}}
        environment |= {"PYTHONASYNCIODEBUG": "1", "PYTHONPATH": str(ROOT)}  # the loop then speaks of all that it runs
        with self.log.open("wb") as out:
            command = [sys.executable, "-c", _SERVE, BROKEN.text]
            self.process = subprocess.Popen(command, cwd=home.parent, env=environment, stdout=out, stderr=out)
        self.http = httpx.Client(base_url=self.url, timeout=60)
        _until(lambda: b"Ready." in self.log.read_bytes() or self.process.poll() is not None)
        assert self.process.poll() is None, self.log.read_text()[-2000:]

    def open(self, lang: str) -> Any:
        """A web conversation: a function that says something in it."""
        opened = self.http.post("/api/chat/conversations", json={"language": lang}).json()
        self.tokens.append(opened["token"])
        path, headers = f"/api/chat/conversations/{opened['id']}", {"Authorization": f"Bearer {opened['token']}"}

        def say(text: str | None = None, payload: str | None = None, client_id: str = "") -> list[dict[str, Any]]:
            said = {"text": text, "payload": payload, "client_id": client_id or uuid.uuid4().hex}
            answer = self.http.post(f"{path}/messages", json=said, headers=headers)
            assert answer.status_code == 200, answer.text
            return list(answer.json()["messages"])

        say.path, say.headers = path, headers  # type: ignore[attr-defined]
        return say

    def text(self, body: str, sender: str = PHONE, **change: str) -> int:
        """A signed SMS webhook."""
        fields = {"MessageSid": f"SM{uuid.uuid4().hex}", "From": sender, "To": "+13055550100", "Body": body}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        headers["X-Twilio-Signature"] = sign(DEVELOPMENT_TWILIO_TOKEN, f"{self.url}/sms/twilio", fields)
        answer = self.http.post("/sms/twilio", content=urlencode({**fields, **change}), headers=headers)
        self.answers.append(answer.text)
        return answer.status_code

    def refused(self, method: str, path: str, **request: Any) -> None:
        """A request that must not work."""
        answer = self.http.request(method, path, **request)
        assert answer.status_code >= 400, (path, answer.status_code)
        self.answers.append(answer.text)

    def waiting(self) -> int:
        """Messages whose turn is not finished."""
        with sqlite3.connect(f"file:{self.home / 'alder.db'}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM inbox WHERE state = 'new'").fetchone()[0])

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)


def _free_port() -> int:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _until(true: Any, seconds: float = 240) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server into which every canary was sent by every door. Nothing was in it before."""
    running = Server(tmp_path_factory.mktemp("canary") / "home")
    try:
        assert not found_in(EVERYTHING, files_under(running.home)), "a canary must be unique"
        _by_web(running)
        _by_sms(running)
        _by_mischief(running)
        _until(lambda: running.waiting() == 0)
        yield running
    finally:
        running.stop()


def _by_web(server: Server) -> None:
    for plant in PLANTS:
        assert server.open(plant.lang)(plant.text)
    for plant in CRISES:
        spoken = json.dumps(server.open(plant.lang)(plant.text))
        assert "988" in spoken or "911" in spoken
    for place in PLACES:
        say = server.open("en")
        for payload in ("/deny", "/affirm", "/need_shelter"):
            say(payload=payload)
        say(place)
    say = server.open("en")
    say(BROKEN.text)
    spoken = say(payload="/talk_to_person")
    assert "1-888-373-7888" in json.dumps(spoken), "an action broke, and the person was left without a line"
    say(payload="/marisol_quintanilla", client_id="305-555-0177")
    say(payload='/change_language{"language": "marisol"}')
    erased = server.open("es")
    erased(PLANTS[0].text)
    assert server.http.delete(erased.path, headers=erased.headers).status_code == 204
    left = server.open("en")
    left(PLANTS[5].text)
    left(payload="/end_chat")


def _by_sms(server: Server) -> None:
    for number, plant in enumerate((*PLANTS, *CRISES, BROKEN)):
        assert server.text(plant.text, f"+1{300 + number}5550177") == 200
    assert server.text("my number is this one", PHONE) == 200
    for body in ("1", "PERSON", "STOP", "my number is 305-555-0177", "START", "HELP", "ERASE"):
        assert server.text(body, "+1305555" + "0151") == 200


def _by_mischief(server: Server) -> None:
    """Requests that are wrong: whatever they carry must not be quoted."""
    say, name, phone = server.open("en"), "Marisol Quintanilla", "305-555-0177"
    path = f"{say.path}/messages"
    send = {"method": "POST", "path": path, "headers": say.headers}
    json_type = {**say.headers, "Content-Type": "application/json"}
    server.refused("POST", path, content=f'{{"text": "{name}, {phone}"', headers=json_type)
    server.refused("POST", path, content=f"{name} {phone}".encode("utf-16"), headers=json_type)
    server.refused(**send, json={"text": {name: phone}, "client_id": "a"})
    server.refused(**send, json={"text": name * 400, "client_id": "a"})
    server.refused(**send, json={"text": "hi", "client_id": f"{name} {phone}"})
    server.refused(**send, json={"payload": f"{name} {phone}", "client_id": "a"})
    server.refused(**send, json=[name, phone])
    server.refused("POST", path, json={"text": name, "client_id": "a"}, headers={"Authorization": f"Bearer {name}"})
    server.refused("POST", path, json={"text": name, "client_id": "a"}, params={"phone": phone})
    server.refused("GET", f"{say.path}/events", params={"after": f"{name} {phone}"}, headers=say.headers)
    server.refused("POST", "/api/chat/conversations", json={"language": f"{name} {phone}"})
    server.refused("GET", f"/api/chat/conversations/{phone}/events", params={"token": server.tokens[0], "name": name})
    server.refused("GET", f"/{name}/{phone}?token={server.tokens[0]}", headers={"User-Agent": f"{name} {phone}"})
    server.refused("DELETE", f"/api/chat/conversations/{name}", headers={"Authorization": f"Basic {server.tokens[0]}"})
    assert server.text(f"{name}, {phone}", Body=f"forged: {name}, {phone}") == 403
    server.refused("POST", "/sms/twilio", content=f"{name} {phone}".encode("utf-16"))
    server.refused("POST", f"/sms/twilio?name={name}", content=urlencode({"From": phone, "Body": name}))
    server.refused("POST", f"/sms/twilio/status?phone={phone}", content=urlencode({"To": phone, "MessageSid": name}))


def test_nothing_is_in_the_files_of_a_running_server(server: Server) -> None:
    files = files_under(server.home)
    assert {"alder.db", "alder.db-wal", "alder.db-shm"} <= set(files)
    assert not found_in(EVERYTHING, files)


def test_the_server_leaves_no_core_file_when_it_dies(server: Server) -> None:
    limits = Path(f"/proc/{server.process.pid}/limits")
    if not limits.exists():
        pytest.skip("no /proc here")
    (line,) = [line for line in limits.read_text().splitlines() if line.startswith("Max core file size")]
    assert line.split()[4:6] == ["0", "0"]


def test_nothing_is_in_the_logs_at_debug(server: Server) -> None:
    logged = server.log.read_bytes()
    assert b" debug " in logged and b"turn.failed" in logged and b"some.library" in logged, "the log was not on"
    assert not found_in(EVERYTHING, {"log": logged})


def test_nothing_is_on_the_metrics_page(server: Server) -> None:
    page = server.http.get("/metrics")
    assert page.status_code == 200 and b"alder_turns_failed_total" in page.content
    assert not found_in(EVERYTHING, {"metrics": page.content})


def test_nothing_is_quoted_in_a_refusal(server: Server) -> None:
    assert len(server.answers) > 20
    assert not found_in(EVERYTHING, {str(number): body.encode() for number, body in enumerate(server.answers)})


def test_nothing_is_in_the_model_folder(server: Server) -> None:
    archive = inside(newest_model(ROOT / "models"))
    assert found_in(["nowhere"], archive), "the archive was not opened"
    assert not found_in(EVERYTHING, {**archive, "names": "\n".join(archive).encode()})


def test_a_token_rests_nowhere(server: Server) -> None:
    places = {**files_under(server.home), "log": server.log.read_bytes()}
    assert server.tokens and not found_in(server.tokens, places)


def test_nothing_is_in_the_file_after_a_checkpoint_nor_in_its_free_pages(server: Server) -> None:
    """Runs last: the server is stopped, which takes the write-ahead log into the file."""
    server.stop()
    with sqlite3.connect(server.home / "alder.db") as connection:
        assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert not found_in(EVERYTHING, files_under(server.home))
    assert not found_in((*EVERYTHING, *server.tokens), {"log": server.log.read_bytes()})
