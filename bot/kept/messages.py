"""The messages of a conversation as the person may read them again: what was typed, said and pressed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Callable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.content.catalogue import Catalogue, CatalogueError
from bot.content.speak import button
from bot.conversation.models import Message


@dataclass(frozen=True)
class Said:
    """One message. ``pressed``: it was a button; then ``text`` is what that was called, where that is known."""

    seq: int
    who: str  # assistant, person, staff or system
    text: str
    lang: str
    at: datetime
    pressed: bool


def messages(
    session: Session, catalogue: Catalogue, conversation_id: str, open_up: Callable[[str], str]
) -> Iterator[Said]:
    """All that is on record, oldest first, with values in the place of placeholders as ``open_up`` puts them."""
    query = select(Message).where(Message.conversation_id == conversation_id).order_by(Message.seq)
    offered: Sequence[dict[str, str]] = ()
    for row in session.execute(query).scalars():
        pressed = bool(row.who == "person" and row.intent and row.text == f"/{row.intent}")
        text = _title(catalogue, row, offered) if pressed else open_up(str(row.text))
        if row.who != "person" and row.buttons:
            offered = row.buttons
        yield Said(row.seq, str(row.who), text, str(row.lang), row.at, pressed)


def _title(catalogue: Catalogue, row: Any, offered: Sequence[dict[str, str]]) -> str:
    """What was pressed: one of the buttons shown last, else what the intent is called. Empty where it is neither, as
    for the answers to a pack: those rest sealed, and the record does not say which it was."""
    titles = {one["title"] for one in offered if _intent(one["payload"]) == row.intent}
    if titles:
        return titles.pop() if len(titles) == 1 else ""
    try:
        return button(catalogue, str(row.intent), str(row.lang)).title
    except CatalogueError:
        return ""


def _intent(payload: str) -> str:
    return payload.removeprefix("/").split("{")[0]
