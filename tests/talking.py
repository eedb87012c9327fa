"""Somebody who talks to Alder in a test: through the real inbox, steps, model and database, without a server."""

from __future__ import annotations

import json
import uuid
from typing import Any, Optional

from sqlalchemy import select

from bot.conversation import service as conversations
from bot.conversation.models import Conversation, Message, OutboxRow, Tracker
from channels.gateway import Gateway
from channels.hub import Hub
from channels.message import Inbound

PHONE = "+13055550142"


def with_food(talk: Talk) -> Talk:
    """Somebody who let themselves be asked and found food in Miami."""
    if talk.channel == "sms":
        talk.say("hello")
    for one in ("just me", "yes", "I need food", "Miami"):
        talk.say(one)
    return talk


class Listening(Hub):
    """A hub that holds what went out to the web last."""

    told: Any = ()

    def finished(self, inbox_id: int, told: Any, *more: Any) -> None:
        self.told = told
        super().finished(inbox_id, told, *more)


class Talk:
    """One conversation. ``say`` and ``press`` return the texts of the replies as they are on record; ``went_out`` are
    those that the person got; ``buttons`` are those offered last."""

    def __init__(self, house: Any, engine: Any, redactor: Any, channel: str = "web", lang: str = "en") -> None:
        self.house = house
        self._hub = Listening()
        self.gateway = Gateway(house, lambda: engine, redactor, self._hub)
        self.channel = channel
        self.replies: list[Any] = []
        self.went_out: list[str] = []
        with house.db.own_transaction() as session:
            if channel == "sms":
                conversation = conversations.open_sms(session, house.keys, PHONE, lang)
            else:
                conversation, _ = conversations.open_web(session, house.keys, lang, chosen=True)
            self.id = str(conversation.id)
        if channel == "web":
            self._take(opening=True)

    def say(self, text: str) -> list[str]:
        """Type something."""
        return self._take(text=text)

    def press(self, payload: str) -> list[str]:
        """Press a button."""
        return self._take(payload=payload)

    def through(self, *payloads: str) -> Talk:
        """Press one button after the other."""
        for payload in payloads:
            self.press(payload)
        return self

    @property
    def buttons(self) -> list[str]:
        """Payloads offered with the last replies."""
        return [button["payload"] for reply in self.replies for button in reply.buttons]

    @property
    def keys(self) -> list[str]:
        """The catalogue lines of the last replies."""
        return [reply.key for reply in self.replies]

    @property
    def slots(self) -> dict[str, Any]:
        """Where the dialogue stands."""
        with self.house.db.read() as session:
            row = session.get(Tracker, self.id)
            return dict(row.slots) if row else {}

    def row(self) -> Optional[Conversation]:
        """The conversation as stored."""
        with self.house.db.own_transaction() as session:
            return session.get(Conversation, self.id)

    def record(self) -> list[Any]:
        """All messages as stored."""
        with self.house.db.own_transaction() as session:
            query = select(Message).where(Message.conversation_id == self.id).order_by(Message.seq)
            return list(session.execute(query).scalars())

    def texts(self) -> list[str]:
        """What waits to be sent by SMS, opened."""
        with self.house.db.own_transaction() as session:
            rows = session.execute(select(OutboxRow).where(OutboxRow.state == "ready").order_by(OutboxRow.id)).scalars()
            opened = (self.house.keys.open_in_flight(row.sealed, row.conversation_id) for row in rows)
            return [json.loads(plain)[1] for plain in opened]

    def _take(self, **what: Any) -> list[str]:
        provider_id = f"SM{uuid.uuid4().hex}"
        with self.house.db.own_transaction() as session:
            if self.channel == "sms":
                self.id = str(conversations.open_sms(session, self.house.keys, PHONE, "en").id)
        inbound = Inbound(self.channel, provider_id, self.id, meta={"from": PHONE}, **what)
        inbox_id, _ = self.gateway.receive(inbound)
        before = len(self.texts())
        assert self.gateway.take_next()
        self.went_out = self.texts()[before:] if self.channel == "sms" else [one["text"] for one in self._hub.told]
        with self.house.db.own_transaction() as session:
            mine = (Message.inbox_id == inbox_id, Message.who == "assistant")
            self.replies = list(session.execute(select(Message).where(*mine).order_by(Message.seq)).scalars())
        return [reply.text for reply in self.replies]
