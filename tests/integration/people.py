"""People who write to a running server: one in the web chat, one who texts through Twilio; both repeat what fails."""

from __future__ import annotations

import json
import secrets
from typing import Any, Optional

import httpx

from bot.settings import DEVELOPMENT_TWILIO_SID, DEVELOPMENT_TWILIO_TOKEN
from channels.sms.phone import OUR_NUMBER, webhook_fields
from channels.sms.signature import sign
from channels.sms.stand_in import StandIn
from tests.integration.serving import Lives, Server

Row = tuple[Any, ...]


class WebPerson:
    """One conversation in the web chat."""

    def __init__(self, server: Server, lives: Optional[Lives] = None) -> None:
        self.server = server
        self._lives = lives or Lives(server, ())
        opened = self._lives.until_taken(lambda: server.http.post("/api/chat/conversations", json={})).json()
        self.id: str = opened["id"]
        self._token = {"Authorization": f"Bearer {opened['token']}"}
        self.heard: list[Any] = list(opened["messages"])

    def post(self, text: str, client_id: str) -> httpx.Response:
        """One request with one message."""
        path = f"/api/chat/conversations/{self.id}/messages"
        return self.server.http.post(path, json={"text": text, "client_id": client_id}, headers=self._token)

    def say(self, text: str) -> list[Any]:
        """Say something, with the same client id as often as it takes; the replies."""
        client_id = secrets.token_hex(8)
        replies: list[Any] = self._lives.until_taken(lambda: self.post(text, client_id)).json()["messages"]
        self.heard += replies
        return replies

    def events(self, count: int) -> list[Any]:
        """The first ``count`` messages of the event stream from the beginning."""
        found: list[Any] = []
        path = f"/api/chat/conversations/{self.id}/events?after=0"
        with self.server.http.stream("GET", path, headers=self._token) as stream:
            for line in stream.iter_lines():
                if line.startswith("data: {"):
                    found.append(json.loads(line.removeprefix("data: ")))
                if len(found) == count:
                    break
        return found

    def record(self) -> list[Row]:
        """The conversation as stored."""
        return record(self.server, self.id)


class Texter:
    """One phone that texts our number; Twilio delivers again, with the same MessageSid, what got no 2xx."""

    def __init__(self, server: Server, stand_in: StandIn, number: str, lives: Optional[Lives] = None) -> None:
        self.server = server
        self.number = number
        self._stand_in = stand_in
        self._lives = lives or Lives(server, ())

    def webhook(self, text: str, sid: str) -> httpx.Response:
        """One delivery, properly signed."""
        return self.server.http.post("/sms/twilio", **delivery(self.server.url, self.number, text, sid))

    def say(self, text: str) -> None:
        """Text something and wait until it is answered. Whoever hears "taken" finds it in the database."""
        sid = "SM" + secrets.token_hex(16)
        self._lives.until_taken(lambda: self.webhook(text, sid))
        assert self.server.rows("SELECT count(*) FROM inbox WHERE provider_id = ?", sid) == [(1,)]
        self._lives.settle()

    @property
    def received(self) -> list[str]:
        """The texts that Twilio would have brought to this phone."""
        return [sent.body for sent in list(self._stand_in.messages) if sent.to == self.number]


def delivery(url: str, number: str, text: str, sid: str) -> dict[str, Any]:
    """The form and the signature of one inbound SMS, as arguments of a request."""
    fields = webhook_fields(number, OUR_NUMBER, text, DEVELOPMENT_TWILIO_SID)
    fields.update(dict.fromkeys(("MessageSid", "SmsSid", "SmsMessageSid"), sid))
    signature = sign(DEVELOPMENT_TWILIO_TOKEN, f"{url}/sms/twilio", fields)
    return {"data": fields, "headers": {"X-Twilio-Signature": signature}}


def record(server: Server, conversation_id: str) -> list[Row]:
    """``(seq, who, text, key, intent)`` of a conversation, after checks that hold for every conversation at rest.

    Nothing waits, nothing sealed is left, and the sequence has no gap and no number twice.
    """
    at_rest = server.rows("SELECT state, sealed FROM inbox WHERE conversation_id = ?", conversation_id)
    assert at_rest and set(at_rest) == {("done", None)}
    assert set(server.rows("SELECT state, sealed FROM outbox WHERE conversation_id = ?", conversation_id)) <= {
        ("sent", None)
    }
    columns = "seq, who, text, key, intent"
    found = server.rows(f"SELECT {columns} FROM message WHERE conversation_id = ? ORDER BY seq", conversation_id)
    assert [row[0] for row in found] == list(range(1, len(found) + 1))
    assert server.rows("SELECT seq FROM conversation WHERE id = ?", conversation_id) == [(len(found),)]
    return found
