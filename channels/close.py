"""The closing steps of a message: they always run, in the one transaction that finishes it."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

from sqlalchemy import bindparam, insert, update

from bot import clock
from bot.audit import events as audit
from bot.content.speak import Utterance
from bot.conversation import inbox, outbox
from bot.conversation import service as conversations
from bot.conversation.models import Conversation, InboxRow, Message
from bot.db import at_commit
from bot.errors import AlderError
from bot.vault import service as vault
from channels.in_english import own_up
from channels.message import Inbound
from channels.present import as_said, present
from channels.way import End, Silence, Way

_THREAD = Conversation.__table__
_RECORD = insert(Message.__table__)  # as rows: the unit of work takes longer for each than the database does
_TAKE = update(_THREAD).where(
    _THREAD.c.id == bindparam("of"), _THREAD.c.turn == bindparam("in_turn"), _THREAD.c.seq == bindparam("after")
)


class Superseded(AlderError):
    """The conversation moved on while this turn was taken (a takeover): its reply must not be sent."""

    code = "superseded"


def close(way: Way, row: InboxRow, end: Optional[End]) -> None:
    """Present, outbox, record, audit; or, at the person's word, erase. ``way.told`` is then what the web is told.

    Raises:
        Superseded: the turn number rose meanwhile; the caller undoes everything this turn did.
    """
    if way.effect == "erase":
        _erase(way)
        return
    if way.moved is not None:
        _move(way, way.moved)
        return
    said = [] if isinstance(end, Silence) else own_up(way)
    going_out = [_opened(way, one) for one in said]
    presented = present(going_out, way.channel)
    heard = 0 if way.inbound.opening else 1
    if way.channel == "web":
        numbered = enumerate(going_out, start=way.conversation.seq + 1 + heard)
        way.told = [as_said(one, seq) for seq, one in numbered]
    _fence(way, heard + len(said), list(presented.choices))
    of, seq = way.conversation, way.conversation.seq
    if heard:
        _record(way, of, seq + 1, "person", way.text or "", intent=way.intent, lang=way.lang, inbox_id=row.id)
    for number, one in enumerate(said, start=seq + 1 + heard):
        buttons = [{"title": button.title, "payload": button.payload} for button in one.buttons]
        told = {"buttons": buttons, "key": one.key, "lang": one.lang, "inbox_id": row.id}
        _record(way, of, number, "assistant", one.text, **told)
    for text in presented.texts:
        _send(way, text)
    inbox.finish(row)
    event = audit.Event.TURN_SILENT if isinstance(end, Silence) else audit.Event.TURN_DONE
    audit.append(way.session, event, way.conversation.id)


def _opened(way: Way, one: Utterance) -> Utterance:
    """The line as it goes out; what is recorded keeps the placeholders."""
    if "<" not in one.text:
        return one
    for placeholder, value in way.secrets.items():
        one = replace(one, text=one.text.replace(placeholder, value))
    return replace(one, text=vault.opened(way.session, way.house.keys, way.conversation.id, one.text))


def _fence(way: Way, messages: int, choices: list[str]) -> None:
    """Take the sequence numbers, if the turn is still ours: the database decides, not luck."""
    conversation = way.conversation
    turn, seq = conversation.turn, conversation.seq
    keep = choices or (conversation.choices if way.crisis else [])
    mine = {"of": conversation.id, "in_turn": turn, "after": seq}
    values = {"seq": seq + messages, "choices": keep, "last_at": clock.now()}
    if way.session.connection().execute(_TAKE, {**mine, **values}).rowcount != 1:
        raise Superseded("The conversation moved on.")


def _record(way: Way, of: Conversation, seq: int, who: str, text: str, lang: str, **more: object) -> None:
    at_commit(
        way.session,
        _RECORD,
        {
            "conversation_id": of.id,
            "seq": seq,
            "inbox_id": more.get("inbox_id"),
            "turn": of.turn,
            "who": who,
            "text": text,
            "lang": lang,
            "buttons": more.get("buttons", []),
            "key": more.get("key"),
            "intent": more.get("intent"),
            "edition": way.edition.id,
            "at": clock.now(),
        },
    )


def _send(way: Way, text: str) -> None:
    address = way.inbound.meta["from"]
    outbox.put(way.session, way.house.keys, way.conversation.id, way.conversation.turn, address, text)


def _move(way: Way, there: Conversation) -> None:
    """What was said on the way to a code goes; where it led, the question in hand is put by a turn of its own."""
    way.told = [as_said(one, number) for number, one in enumerate(way.said, start=there.seq + 1)]
    for number, one in enumerate(way.said, start=there.seq + 1):
        _record(way, there, number, "assistant", one.text, key=one.key, lang=one.lang)
    there.seq += len(way.said)
    there.last_at = clock.now()
    way.conversation.seq = there.seq  # whoever still listens here goes on there from the next word
    opening = Inbound("web", f"{there.id}:{way.inbound.provider_id}", there.id, opening=True)
    conversations.empty(way.session, way.conversation.id)
    inbox.store(way.session, way.house.keys, "web", opening.provider_id, there.id, opening.to_bytes())


def _erase(way: Way) -> None:
    """The key first, then every row; the last words go out through the outbox, which belongs to nobody."""
    if way.channel == "web":
        way.told = [as_said(one, number) for number, one in enumerate(way.said, start=way.conversation.seq + 2)]
    conversations.erase(way.session, way.conversation.id)
    way.session.expunge(way.conversation)
    for text in present(way.said, way.channel).texts:
        _send(way, text)
