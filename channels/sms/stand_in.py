"""A stand-in for Twilio's Messages API on this machine: keeps what it is sent in memory and can fail on request."""

from __future__ import annotations

import asyncio
import base64
import secrets
import socket
import threading
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any, Iterator, Optional
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.security.utils import get_authorization_scheme_param
from starlette.types import Receive, Scope, Send

from bot.clock import now
from bot.settings import DEVELOPMENT_TWILIO_SID, DEVELOPMENT_TWILIO_TOKEN
from channels.sms.parts import LIMIT, count


@dataclass(frozen=True)
class Sent:
    """One message the stand-in took; ``repr`` hides who it went to and what it said."""

    sid: str
    to: str = field(repr=False)
    sender: str = field(repr=False)
    body: str = field(repr=False)
    created: datetime
    status_callback: Optional[str] = None

    def resource(self, account_sid: str) -> dict[str, Any]:
        """The message as Twilio's API shows it (the fields that matter here); dates are RFC 2822, whole seconds."""
        return {
            "sid": self.sid,
            "account_sid": account_sid,
            "to": self.to,
            "from": self.sender,
            "body": self.body,
            "direction": "outbound-api",
            "status": "queued",
            "num_segments": str(count(self.body).parts),
            "date_created": format_datetime(self.created),
            "date_sent": None,
            "error_code": None,
        }


@dataclass(frozen=True)
class _Mishap:
    status: Optional[int] = None  # None: the message is taken, then the connection is dropped
    code: Optional[int] = None
    retry_after: Optional[str] = None


@dataclass
class StandIn:
    """What the stand-in remembers and how it shall misbehave. Tests reach it as ``app.state.stand_in``."""

    account_sid: str
    auth_token: str = field(repr=False)
    messages: list[Sent] = field(default_factory=list)
    delay: float = 0.0  # seconds before each answer, after the message was taken
    _mishaps: deque[_Mishap] = field(default_factory=deque)

    def fail_next(self, times: int, status: int, code: Optional[int] = None, retry_after: Optional[str] = None) -> None:
        """Answer the next sends with this HTTP status (and Twilio error code) without taking the message."""
        self._mishaps.extend([_Mishap(status, code, retry_after)] * times)

    def drop_next(self, times: int = 1) -> None:
        """Take the next messages but drop the connection instead of answering: the case that needs `find`."""
        self._mishaps.extend([_Mishap()] * times)

    def reset(self) -> None:
        """Forget every message and every planned mishap."""
        self.messages.clear()
        self._mishaps.clear()
        self.delay = 0.0

    def mishap(self) -> Optional[_Mishap]:
        return self._mishaps.popleft() if self._mishaps else None

    def take(self, form: dict[str, str]) -> Sent:
        sent = Sent(
            sid="SM" + secrets.token_hex(16),
            to=form["To"],
            sender=form["From"],
            body=form["Body"],
            created=now(),
            status_callback=form.get("StatusCallback"),
        )
        self.messages.append(sent)
        return sent

    def authorised(self, request: Request, account_sid: str) -> bool:
        """Basic authentication with the account's SID and token, as Twilio wants it."""
        scheme, value = get_authorization_scheme_param(request.headers.get("Authorization"))
        expected = base64.b64encode(f"{self.account_sid}:{self.auth_token}".encode()).decode()
        return account_sid == self.account_sid and scheme == "Basic" and secrets.compare_digest(value, expected)


class _Dropped(Response):
    """Begins an answer and never ends it, so that the server closes the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 201, "headers": [(b"content-length", b"512")]})


router = APIRouter()
_PATH = "/2010-04-01/Accounts/{account_sid}/Messages.json"


def create_stand_in(account_sid: str = DEVELOPMENT_TWILIO_SID, auth_token: str = DEVELOPMENT_TWILIO_TOKEN) -> FastAPI:
    """The stand-in as an app; bind it to loopback only, ``GET /stand-in/messages`` asks for no credential."""
    app = FastAPI(title="Stand-in for Twilio", openapi_url=None)
    app.state.stand_in = StandIn(account_sid, auth_token)
    app.include_router(router)
    return app


def _error(status: int, code: int, retry_after: Optional[str] = None) -> JSONResponse:
    headers = {"Retry-After": retry_after} if retry_after else None
    return JSONResponse({"code": code, "message": "stand-in", "status": status}, status, headers)


@router.post(_PATH)
async def post_message(account_sid: str, request: Request) -> Response:
    """Takes one message: 201 with its resource, or what Twilio would say against it."""
    stand_in: StandIn = request.app.state.stand_in
    if not stand_in.authorised(request, account_sid):
        return _error(401, 20003)
    mishap = stand_in.mishap()
    if mishap and mishap.status:
        return _error(mishap.status, mishap.code or mishap.status, mishap.retry_after)
    form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
    for name, code in (("To", 21604), ("From", 21603), ("Body", 21602)):
        if not form.get(name):
            return _error(400, code)
    if len(form["Body"]) > LIMIT:
        return _error(400, 21617)
    sent = stand_in.take(form)
    await asyncio.sleep(stand_in.delay)
    return _Dropped() if mishap else JSONResponse(sent.resource(account_sid), 201)


@router.get(_PATH)
async def list_messages(account_sid: str, request: Request) -> Response:
    """The messages taken, newest first, by ``To`` and ``From``, in pages of ``PageSize``."""
    stand_in: StandIn = request.app.state.stand_in
    if not stand_in.authorised(request, account_sid):
        return _error(401, 20003)
    asked = request.query_params
    rows = [
        sent.resource(account_sid)
        for sent in sorted(stand_in.messages, key=lambda sent: sent.created, reverse=True)
        if asked.get("To") in (None, sent.to) and asked.get("From") in (None, sent.sender)
    ]
    if any(name.startswith("DateSent") for name in asked):
        rows = []  # everything here is still queued, so nothing has a date of sending to compare with
    page, size = int(asked.get("Page", "0")), int(asked.get("PageSize", "50"))
    more = {**dict(asked), "Page": str(page + 1)} if len(rows) > (page + 1) * size else None
    return JSONResponse(
        {
            "messages": rows[page * size : (page + 1) * size],
            "page": page,
            "page_size": size,
            "next_page_uri": f"{request.url.path}?{urlencode(more)}" if more else None,
        }
    )


@router.get("/stand-in/messages")
async def stand_in_messages(request: Request, to: Optional[str] = None) -> Response:
    """Everything taken so far, oldest first; for tests that run in another process."""
    stand_in: StandIn = request.app.state.stand_in
    rows = [sent.resource(stand_in.account_sid) for sent in stand_in.messages if to in (None, sent.to)]
    return JSONResponse({"messages": rows})


@contextmanager
def running(app: Any, port: int = 0) -> Iterator[str]:
    """Serve ``app`` on 127.0.0.1 in a thread while the block runs; gives its address. Port 0 picks a free one.

    Raises:
        OSError: the port is taken.
    """
    import uvicorn

    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        # Access logs would show numbers; the websocket default of uvicorn does not load next to Rasa's websockets.
        config = uvicorn.Config(app, log_config=None, log_level="critical", access_log=False, ws="none", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=5)
