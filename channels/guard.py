"""Who may come in: every route names exactly one of these, and a test fails if one does not."""

from __future__ import annotations

import hmac
from typing import Any, Optional

from fastapi import Depends, Request

from bot.bootstrap import House
from bot.conversation import service as conversations
from bot.errors import AlderError, NotAuthorised, NotFound
from channels.sms import signature

_LOOPBACK = ("127.0.0.1", "::1", "testclient")


class TooMany(AlderError):
    """More requests than a person makes."""

    code = "too_many_requests"

    def __init__(self) -> None:
        super().__init__("That was too fast. Please wait a moment and try again.")


class TokenMissing(NotAuthorised):
    """No credential came with the request."""

    code = "session_token_missing"

    def __init__(self) -> None:
        super().__init__("This needs the token of the conversation.")


def house_of(request: Request) -> House:
    """The house of the running application."""
    house: House = request.app.state.house
    return house


async def anyone(request: Request) -> None:
    """Open to everybody: static files, the help of a stranger, the pulse of the server."""


async def new_conversation(request: Request) -> None:
    """Anybody may open a conversation, at the pace of people."""
    host = request.client.host if request.client else "unknown"
    if not request.app.state.limits.allow("open", host, request.app.state.house.settings.open_per_minute):
        raise TooMany


async def bearer(request: Request, conversation_id: str) -> str:
    """The id of the conversation that the token in the Authorization header opens; in the path it is no credential.

    After a return code that is the conversation which the code opened.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise TokenMissing
    mine: str = await _in_thread(_check_token, house_of(request), conversation_id, token)
    per_minute = house_of(request).settings.messages_per_minute
    if not request.app.state.limits.allow("write", conversation_id, per_minute):  # only whoever has the token counts
        raise TooMany
    return mine


async def twilio(request: Request) -> dict[str, str]:
    """The form of a webhook whose signature fits the public address; anything else is refused."""
    settings = house_of(request).settings
    fields = signature.form_fields(await request.body())
    url = settings.address + request.url.path + (f"?{request.url.query}" if request.url.query else "")
    token = settings.twilio_auth_token.get_secret_value()
    if not settings.sms_receiving or not signature.valid(token, url, fields, request.headers.get("x-twilio-signature")):
        raise NotAuthorised("The signature does not fit.")
    return fields


async def reader(request: Request) -> None:
    """Anybody may read the open data where the programme publishes it, at the pace of a polite program."""
    settings = house_of(request).settings
    if not settings.publishes:
        raise NotFound("There is nothing at this address.")
    host = request.client.host if request.client else "unknown"
    if not request.app.state.limits.allow("open data", host, settings.open_data_per_minute):
        raise TooMany


async def operator(request: Request) -> None:
    """Whoever runs the server: from this machine itself, or with the token for metrics."""
    token = house_of(request).settings.metrics_token
    given = request.headers.get("authorization", "").partition(" ")[2]
    if token and hmac.compare_digest(given.encode(), token.get_secret_value().encode()):
        return
    forwarded = any(name in request.headers for name in ("x-forwarded-for", "forwarded", "x-real-ip"))
    host: Optional[str] = request.client.host if request.client else None
    if host not in _LOOPBACK or forwarded:
        raise NotAuthorised("This is for the operator of the server only.")


GUARDS = (anyone, new_conversation, bearer, twilio, reader, operator)


def only(guard: Any) -> list[Any]:
    """For ``dependencies=`` of a route whose handler does not need what the guard found."""
    return [Depends(guard)]


def _check_token(house: House, conversation_id: str, token: str) -> str:
    with house.db.read() as session:
        return conversations.check_token(session, conversation_id, token)


async def _in_thread(work: Any, *arguments: Any) -> Any:
    from starlette.concurrency import run_in_threadpool

    return await run_in_threadpool(work, *arguments)
