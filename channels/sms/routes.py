"""Twilio's webhooks: a message is stored, once, before Twilio hears that it arrived; replies go through the outbox."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy.exc import IntegrityError
from starlette.concurrency import run_in_threadpool

from bot.bootstrap import House
from bot.content.catalogue import FALLBACK
from bot.conversation import outbox
from bot.conversation import service as conversations
from bot.errors import BadInput
from channels import guard, metrics
from channels.gateway import Gateway
from channels.message import Inbound

router = APIRouter(prefix="/sms/twilio", tags=["sms"])
_DELIVERY = frozenset(("queued", "sending", "sent", "delivered", "undelivered", "failed"))


@router.post("")
async def incoming(request: Request, fields: dict[str, str] = Depends(guard.twilio)) -> Response:
    """One SMS. The answer holds no reply: the same message delivered twice is stored once and answered once."""
    sid, sender = fields.get("MessageSid") or fields.get("SmsSid"), fields.get("From")
    if not sid or not sender:
        raise BadInput("A message needs MessageSid and From.")
    app = request.app.state
    await run_in_threadpool(_store, app.house, app.gateway, sid, sender, fields.get("Body", ""))
    app.turns.wake()
    return Response("<Response/>", media_type="application/xml")


@router.post("/status")
async def status(request: Request, fields: dict[str, str] = Depends(guard.twilio)) -> Response:
    """What became of a text that we sent."""
    sid, said = fields.get("MessageSid") or fields.get("SmsSid"), fields.get("MessageStatus", "")
    if sid and said in _DELIVERY:
        await run_in_threadpool(_note, guard.house_of(request), sid, said)
    return Response(status_code=204)


def _store(house: House, gateway: Gateway, sid: str, sender: str, body: str) -> None:
    try:
        _store_once(house, gateway, sid, sender, body)
    except IntegrityError:  # at the same moment another message opened this conversation, or an erasure ended it
        _store_once(house, gateway, sid, sender, body)


def _store_once(house: House, gateway: Gateway, sid: str, sender: str, body: str) -> None:
    with house.db.own_transaction() as session:
        conversation = conversations.open_sms(session, house.keys, sender, FALLBACK)
        conversation_id = str(conversation.id)
    inbound = Inbound("sms", sid, conversation_id, body, meta={"from": sender})
    _, new = gateway.receive(inbound)
    if new:
        metrics.messages_received.labels("sms").inc()


def _note(house: House, sid: str, said: str) -> None:
    with house.db.own_transaction() as session:
        outbox.delivery(session, sid, said)
