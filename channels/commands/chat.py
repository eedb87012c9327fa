"""`alder chat`: the same conversation the web has, in a terminal, against the running server or one started for it."""

from __future__ import annotations

import asyncio
import sys
import uuid
from typing import Any, Optional

import typer

from bot.errors import AlderError
from bot.settings import settings


def chat(lang: str = typer.Option("en", help="Language to begin in, such as es.")) -> None:
    """Chat. Type a number to press a button, /quit to leave."""
    asyncio.run(_chat(lang))


async def _chat(lang: str) -> None:
    import httpx

    address = settings().address
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        if await _answers(client):
            await _talk(client, lang)
            return
    from channels.app import create

    app = create()
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url=address, timeout=60) as client:
            await _talk(client, lang)


async def _answers(client: Any) -> bool:
    import httpx

    try:
        return bool((await client.get("/healthz", timeout=2)).status_code == 200)
    except httpx.HTTPError:
        return False


async def _talk(client: Any, lang: str) -> None:
    opened = _read(await client.post("/api/chat/conversations", json={"language": lang}))
    headers = {"Authorization": f"Bearer {opened['token']}"}
    address = f"/api/chat/conversations/{opened['id']}/messages"
    _show(opened["messages"])
    while True:
        said = await asyncio.to_thread(_line)
        if said is None or said.strip() == "/quit":
            return
        if not said.strip():
            continue
        body = {"text": said, "client_id": uuid.uuid4().hex}
        _show(_read(await client.post(address, json=body, headers=headers))["messages"])


def _line() -> Optional[str]:
    try:
        return input("> " if sys.stdin.isatty() else "")
    except EOFError:
        return None


def _read(response: Any) -> Any:
    body = response.json()
    if "error" in body:
        raise AlderError(body["error"]["message"])
    return body


def _show(messages: list[Any]) -> None:
    from bot.content.speak import STANDING

    standing = {f"/{name}" for name in STANDING}
    for message in messages:
        typer.echo(f"\n{message['text']}")
        own = [button for button in message["buttons"] if button["payload"] not in standing]
        rest = [button["title"] for button in message["buttons"] if button["payload"] in standing]
        for number, button in enumerate(own, start=1):
            typer.echo(f"  {number} {button['title']}")
        if rest:
            typer.echo(f"  ({', '.join(rest)})")
