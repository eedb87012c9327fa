"""The web chat's HTTP interface, as promised: open, say, listen, read back, take a copy, erase."""

from __future__ import annotations

import asyncio
import secrets
from typing import Any, AsyncIterator, Literal, Optional

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, Field, root_validator
from sse_starlette.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from bot.errors import AlderError
from bot.safety.lines import short_numbers
from channels import guard
from channels.web import copy_page
from channels.web.service import MAX_TEXT, WebChat

router = APIRouter(prefix="/api/chat/conversations", tags=["web chat"])
_TURN_SECONDS = 30.0
_COPY_NAMES = {"page": "copy.html", "json": "copy.json"}  # neutral: a list of downloads names no topic
_LISTEN_SECONDS = 5.0  # look again at least this often: another process may have spoken


class StillWorking(AlderError):
    """The answer takes longer than a request may; the message is kept and the answer will come as an event."""

    code = "still_working"

    def __init__(self) -> None:
        super().__init__("Your message is kept. The answer is taking longer than usual and will still come.")


class Open(BaseModel):
    """Body of the first request."""

    language: Optional[str] = Field(None, regex=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


class Say(BaseModel):
    """One message: text or a button's payload. The same ``client_id`` is the same message."""

    text: Optional[str] = Field(None, max_length=MAX_TEXT)
    payload: Optional[str] = Field(None, max_length=200, regex=r"^/")
    client_id: str = Field(..., min_length=1, max_length=64, regex=r"^[\w.:-]+$")

    @root_validator(skip_on_failure=True)
    def _one_of_two(cls, values: dict[str, Any]) -> dict[str, Any]:
        if (values.get("text") is None) == (values.get("payload") is None):
            raise ValueError("give either text or payload")
        return values


def chat(request: Request) -> WebChat:
    """The web chat of the running application."""
    found: WebChat = request.app.state.web_chat
    return found


@router.post("", status_code=201, dependencies=guard.only(guard.new_conversation))
async def open_conversation(request: Request, body: Optional[Open] = None) -> JSONResponse:
    """Open a conversation; the first words come with it."""
    web = chat(request)
    conversation_id, token = await run_in_threadpool(web.open, body.language if body else None)
    inbox_id, done = await _store(request, conversation_id, f"open-{secrets.token_hex(8)}", None, None, opening=True)
    messages = await _replies(request, inbox_id, done)
    found = {"id": conversation_id, "token": token, "messages": messages, "short_numbers": short_numbers()}
    return JSONResponse(found, status_code=201)


@router.post("/{conversation_id}/messages")
async def say(request: Request, body: Say, mine: str = Depends(guard.bearer)) -> JSONResponse:
    """Say something; the replies to it come back. Said again with the same id, the same replies come back."""
    inbox_id, done = await _store(request, mine, body.client_id, body.text, body.payload)
    return JSONResponse({"messages": await _replies(request, inbox_id, done)})


@router.get("/{conversation_id}/events")
async def events(request: Request, after: int = 0, mine: str = Depends(guard.bearer)) -> EventSourceResponse:
    """Everything said after ``after``, then everything as it is said (``event: message``)."""
    return EventSourceResponse(_stream(request, mine, after), ping=15)


@router.get("/{conversation_id}/receipts")
async def receipts(request: Request, mine: str = Depends(guard.bearer)) -> JSONResponse:
    """What the person said yes to, and what became of it, in the fields of ISO/IEC TS 27560."""
    return JSONResponse({"receipts": await run_in_threadpool(chat(request).receipts, mine)})


@router.get("/{conversation_id}/copy")
async def copy(
    request: Request, format: Literal["page", "json"] = "page", mine: str = Depends(guard.bearer)
) -> Response:
    """Everything that is kept, to be saved by the person: one page that loads nothing, or JSON."""
    web = chat(request)
    made = await run_in_threadpool(web.copy, mine, format)
    headers = {"Cache-Control": "no-store", "Content-Disposition": f'attachment; filename="{_COPY_NAMES[format]}"'}
    if format == "json":
        return JSONResponse(copy_page.data(made), headers=headers)
    headers["Content-Security-Policy"] = copy_page.POLICY
    return HTMLResponse(await run_in_threadpool(web.page, made), headers=headers)


@router.delete("/{conversation_id}", status_code=204)
async def erase(request: Request, mine: str = Depends(guard.bearer)) -> Response:
    """End and erase. The browser is told to keep nothing."""
    await run_in_threadpool(chat(request).erase, mine)
    request.app.state.hub.changed(mine)
    return Response(status_code=204, headers={"Clear-Site-Data": '"cache", "storage"'})


async def _store(
    request: Request,
    conversation_id: str,
    client_id: str,
    text: Optional[str],
    payload: Optional[str],
    opening: bool = False,
) -> tuple[int, Optional[asyncio.Future[Any]]]:
    web = chat(request)
    inbox_id, new = await run_in_threadpool(web.store, conversation_id, client_id, text, payload, opening)
    future = request.app.state.hub.expect(inbox_id)
    request.app.state.turns.wake()
    if not new and await run_in_threadpool(web.is_done, inbox_id):
        request.app.state.hub.forget(inbox_id, future)
        return inbox_id, None
    return inbox_id, _watched(request, inbox_id, future)


def _watched(request: Request, inbox_id: int, future: asyncio.Future[Any]) -> asyncio.Future[Any]:
    """The end of the turn: told by this process, or seen in the database when another process took it."""

    async def wait() -> Any:
        for _ in range(int(_TURN_SECONDS)):
            try:
                return await asyncio.wait_for(asyncio.shield(future), 1.0)
            except asyncio.TimeoutError:
                if await run_in_threadpool(chat(request).is_done, inbox_id):
                    return None
        raise StillWorking

    return asyncio.ensure_future(wait())


async def _replies(request: Request, inbox_id: int, done: Optional[asyncio.Future[Any]]) -> Any:
    """What the turn said, from whoever took it; from the record when it was another process, or long ago."""
    said = await done if done is not None else None
    return said if said is not None else await run_in_threadpool(chat(request).replies, inbox_id)


async def _stream(request: Request, conversation_id: str, after: int) -> AsyncIterator[ServerSentEvent]:
    import json

    hub, web = request.app.state.hub, chat(request)
    bell = hub.listen(conversation_id)
    try:
        while True:
            bell.clear()
            messages = await run_in_threadpool(web.after, conversation_id, after)
            moved = await run_in_threadpool(web.moved_to, conversation_id) if messages is None else None
            if moved:
                hub.leave(conversation_id, bell)
                conversation_id, after = moved
                bell = hub.listen(conversation_id)
                continue
            if messages is None:
                yield ServerSentEvent(event="ended", data="{}")
                return
            for message in messages:
                after = message["seq"]
                yield ServerSentEvent(event="message", id=str(after), data=json.dumps(message, ensure_ascii=False))
            if messages:  # they may have been the last words: then the end is told at once
                continue
            try:
                await asyncio.wait_for(bell.wait(), _LISTEN_SECONDS)
            except asyncio.TimeoutError:
                continue
    finally:
        hub.leave(conversation_id, bell)
