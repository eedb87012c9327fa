"""The web chat's HTTP interface on a real server: the shapes that are promised, and every way of being refused."""

from __future__ import annotations

import json
import secrets
from typing import Any, Iterator, Optional

import httpx
import pytest

from channels.web.service import MAX_TEXT
from tests.integration.serving import Server

OPEN = "/api/chat/conversations"
HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
}


class Person:
    """One conversation over HTTP."""

    def __init__(self, http: httpx.Client, language: Optional[str] = None) -> None:
        self.http = http
        self.opened = http.post(OPEN, json={"language": language} if language else None)
        assert self.opened.status_code == 201, self.opened.text
        body = self.opened.json()
        self.path, self.token, self.messages = f"{OPEN}/{body['id']}", body["token"], body["messages"]

    @property
    def auth(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def post(self, headers: Optional[dict[str, str]] = None, **body: Any) -> httpx.Response:
        body.setdefault("client_id", secrets.token_hex(8))
        return self.http.post(f"{self.path}/messages", json=body, headers=self.auth if headers is None else headers)

    def say(self, **body: Any) -> list[dict[str, Any]]:
        answer = self.post(**body)
        assert answer.status_code == 200, answer.text
        messages: list[dict[str, Any]] = answer.json()["messages"]
        return messages

    def events(self, after: int = 0) -> Iterator[tuple[str, dict[str, Any]]]:
        """Name and data of each event, until the server closes the stream."""
        request = {"params": {"after": after}, "headers": self.auth}
        with self.http.stream("GET", f"{self.path}/events", **request) as stream:  # type: ignore[arg-type]
            assert stream.status_code == 200 and stream.headers["content-type"].startswith("text/event-stream")
            name = ""
            for line in stream.iter_lines():
                if line.startswith("event:"):
                    name = line.removeprefix("event:").strip()
                elif line.startswith("data:"):
                    yield name, json.loads(line.removeprefix("data:"))


@pytest.fixture
def person(running: Server) -> Person:
    return Person(running.http)


def refused(answer: httpx.Response, status: int, code: str) -> bool:
    """Whether this is the one shape of an error, in one plain sentence."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert set(answer.json()) == {"error"} and set(answer.json()["error"]) == {"code", "message"}
    assert answer.json()["error"]["code"] == code
    message = answer.json()["error"]["message"]
    assert message[0].isupper() and message.endswith(".") and len(message) < 200
    return True


def test_opening_gives_an_id_a_token_and_the_first_words(person: Person) -> None:
    body = person.opened.json()
    assert {"id", "token", "messages"} <= set(body) and body["token"] not in body["id"] and len(body["token"]) >= 32
    for message in body["messages"]:
        assert set(message) == {"seq", "who", "text", "buttons", "lang", "dir"}
        assert (message["who"], message["lang"], message["dir"]) == ("assistant", "en", "ltr")
    assert [message["seq"] for message in body["messages"]] == [1, 2]
    assert body["messages"][1]["buttons"][0] == {"title": "No, only me", "payload": "/deny"}


@pytest.mark.parametrize(
    ("asked", "spoken"), [("es", "es"), ("es-MX", "es"), ("EN-us", "en"), ("sw", "en"), (None, "en")]
)
def test_the_language_that_was_asked_for(running: Server, asked: Optional[str], spoken: str) -> None:
    assert {message["lang"] for message in Person(running.http, asked).messages} == {spoken}


def test_text_and_payload_are_answered_with_what_was_said_to_them(person: Person) -> None:
    first = person.say(payload="/deny")
    assert [message["seq"] for message in first] == [4] and first[0]["who"] == "assistant"
    second = person.say(text="yes")
    assert "What would help you most" in second[0]["text"]
    assert {"title": "Food", "payload": "/need_food"} in second[0]["buttons"]


def test_the_same_client_id_is_the_same_message(person: Person) -> None:
    first = person.post(text="no, nobody else", client_id="once")
    again = person.post(text="no, nobody else", client_id="once")
    other = person.post(text="something else under the same id", client_id="once")
    assert first.json() == again.json() == other.json() and first.status_code == again.status_code == 200
    assert [data["who"] for _, data in first_events(person, 4)] == ["assistant", "assistant", "person", "assistant"]
    assert person.say(text="yes")[0]["seq"] == 6, "no second message"


def first_events(person: Person, count: int, after: int = 0) -> list[tuple[str, dict[str, Any]]]:
    stream = person.events(after)
    found = [next(stream) for _ in range(count)]
    stream.close()  # type: ignore[attr-defined]
    return found


def test_events_bring_everything_after_a_number(person: Person) -> None:
    replies = person.say(payload="/deny")
    everything = first_events(person, 4)
    assert {name for name, _ in everything} == {"message"}
    assert [data["seq"] for _, data in everything] == [1, 2, 3, 4]
    assert everything[-1][1] == replies[-1]
    assert [data["seq"] for _, data in first_events(person, 1, after=3)] == [4]


def test_events_end_with_the_conversation_after_its_last_words(person: Person) -> None:
    stream = person.events(after=1)
    assert next(stream)[1]["seq"] == 2
    person.say(text="bye")
    events = list(stream)
    assert [name for name, _ in events] == ["message", "message", "ended"]
    assert events[1][1]["text"].startswith("All right.")


def test_events_end_when_it_is_erased(person: Person) -> None:
    stream = person.events()
    assert next(stream)[1]["seq"] == 1
    assert person.http.delete(person.path, headers=person.auth).status_code == 204
    assert list(stream)[-1][0] == "ended"


def test_delete_ends_and_erases_and_the_token_is_dead(running: Server, person: Person) -> None:
    person.say(text="my name is Ana")
    answer = person.http.delete(person.path, headers=person.auth)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert refused(person.post(text="hello"), 401, "session_token_expired")
    assert refused(person.http.get(f"{person.path}/events", headers=person.auth), 401, "session_token_expired")
    assert refused(person.http.delete(person.path, headers=person.auth), 401, "session_token_expired")
    conversation = person.path.rsplit("/", 1)[1]
    for table in ("message", "inbox", "tracker", "vault_value", "consent_event"):
        assert running.rows(f"SELECT count(*) FROM {table} WHERE conversation_id = ?", conversation) == [(0,)], table
    assert running.rows("SELECT count(*) FROM conversation WHERE id = ?", conversation) == [(0,)]


@pytest.mark.parametrize("last_words", [{"text": "ERASE"}, {"text": "bye"}, {"payload": "/end_chat"}])
def test_the_last_words_are_answered_and_then_the_token_is_dead(person: Person, last_words: dict[str, str]) -> None:
    assert person.say(**last_words)[-1]["text"]
    assert refused(person.post(text="hello?"), 401, "session_token_expired")


def test_without_the_token_there_is_no_way_in(running: Server, person: Person) -> None:
    other = Person(running.http)
    for headers, code in (
        ({}, "session_token_missing"),
        ({"Authorization": f"Basic {person.token}"}, "session_token_missing"),
        ({"Authorization": "Bearer"}, "session_token_missing"),
        ({"Authorization": "Bearer guessed"}, "session_token_expired"),
        ({"Authorization": f"Bearer {other.token}"}, "session_token_expired"),
    ):
        assert refused(person.post(headers=headers, text="hello"), 401, code)
        assert refused(running.http.get(f"{person.path}/events", headers=headers), 401, code)
        assert refused(running.http.delete(person.path, headers=headers), 401, code)
    assert refused(
        running.http.post(f"{OPEN}/c_nobody/messages", headers=other.auth, json={}), 401, "session_token_expired"
    )
    assert person.say(text="hello")


@pytest.mark.parametrize(
    "body",
    [b"{", b"", b"[]", b'"hi"', b"\xff\xfe", b'{"client_id": "a"}', b'{"text": "a"}',
     b'{"text": "a", "payload": "/skip", "client_id": "a"}', b'{"text": 5, "client_id": {}}',
     b'{"payload": "skip", "client_id": "a"}', b'{"text": "a", "client_id": "two words"}'],
)  # fmt: skip
def test_what_does_not_fit_is_refused(person: Person, body: bytes) -> None:
    headers = {**person.auth, "Content-Type": "application/json"}
    assert refused(person.http.post(f"{person.path}/messages", content=body, headers=headers), 422, "bad_input")


def test_text_has_a_longest_length(person: Person) -> None:
    assert refused(person.post(text="a" * (MAX_TEXT + 1)), 422, "bad_input")
    assert person.say(text="I need food. " * (MAX_TEXT // 13))


@pytest.mark.parametrize("language", ["1", "en; drop", "x" * 40, 5, ["es"]])
def test_a_language_is_a_tag(running: Server, language: Any) -> None:
    assert refused(running.http.post(OPEN, json={"language": language}), 422, "bad_input")


def test_events_after_something_that_is_no_number(person: Person) -> None:
    answer = person.http.get(f"{person.path}/events", params={"after": "x"}, headers=person.auth)
    assert refused(answer, 422, "bad_input")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("GET", "/api/chat", 404, "not_found"),
        ("GET", "/.env", 404, "not_found"),
        ("GET", "/docs", 404, "not_found"),
        ("GET", OPEN, 405, "not_allowed"),
        ("PUT", OPEN, 405, "not_allowed"),
        ("POST", "/healthz", 405, "not_allowed"),
        ("GET", "/sms/twilio", 405, "not_allowed"),
    ],
)
def test_addresses_and_methods_that_are_not_there(
    running: Server, method: str, path: str, status: int, code: str
) -> None:
    assert refused(running.http.request(method, path), status, code)


@pytest.mark.parametrize("path", ["/", "/widget.js", "/page.css", "/healthz", "/readyz", "/metrics", "/nowhere"])
def test_every_answer_is_kept_nowhere_and_loads_nothing_from_elsewhere(running: Server, path: str) -> None:
    headers = running.http.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'" and policy["frame-ancestors"] == "'none'"
    assert not {"unsafe-inline", "unsafe-eval", "http", "*"} & set(str(policy).replace("'", " ").split())
    assert "server" not in headers and "set-cookie" not in headers


def test_the_api_sends_the_same_headers_and_no_cookie(person: Person) -> None:
    for answer in (person.opened, person.post(text="hello"), person.post(headers={}, text="hello")):
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS and "set-cookie" not in answer.headers


def test_alive_and_ready(running: Server) -> None:
    assert running.http.get("/healthz").json() == {"status": "ok"}
    ready = running.http.get("/readyz")
    assert ready.status_code == 200 and ready.json()["status"] == "ok"
    assert set(ready.json()["parts"].values()) == {"ok"} and {"database", "model", "redaction"} <= set(
        ready.json()["parts"]
    )


def test_counts_are_for_the_operator_and_hold_no_identifier(running: Server, person: Person) -> None:
    person.say(text="I need food in Hialeah")
    page = running.http.get("/metrics")
    assert page.status_code == 200 and "alder_messages_received_total" in page.text
    assert person.path.rsplit("/", 1)[1] not in page.text and "Hialeah" not in page.text
    for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
        answer = running.http.get("/metrics", headers={header: "203.0.113.7"})
        assert answer.status_code == 403 and set(answer.json()) == {"error"}, "through a proxy it is a stranger's"


def test_who_is_too_fast_is_asked_to_wait(running: Server, person: Person) -> None:
    """Ninety requests a minute for one conversation is the default; others are not held up by it."""
    answers = (person.post(text="hello", client_id="again") for _ in range(200))
    assert refused(next(answer for answer in answers if answer.status_code != 200), 429, "too_many_requests")
    assert Person(running.http).say(text="hello")


def test_openapi_describes_the_chat(running: Server) -> None:
    paths = running.http.get("/api/openapi.json").json()["paths"]
    assert {OPEN, f"{OPEN}/{{conversation_id}}/messages", f"{OPEN}/{{conversation_id}}/events"} <= set(paths)
