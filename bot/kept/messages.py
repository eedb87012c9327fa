"""The messages of a conversation as the person may read them again: what was typed, said and pressed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Callable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.content.catalogue import Catalogue, CatalogueError
from bot.content.speak import button
from bot.conversation.models import Message

# What stands on record for a button, and for a code or a word that must not stand there.
_SHORT = re.compile(r"/([a-z_]+)")


@dataclass(frozen=True)
class Said:
    """One message. ``pressed``: on record is only what it meant; ``text`` is then what that is called, or empty."""

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
        name = _SHORT.fullmatch(row.text) if row.who == "person" else None
        pressed = bool(name and row.intent in (None, name[1]))
        text = _title(catalogue, name[1], str(row.lang), offered) if name and pressed else open_up(str(row.text))
        if row.who != "person" and row.buttons:
            offered = row.buttons
        yield Said(row.seq, str(row.who), text, str(row.lang), row.at, pressed)


def _title(catalogue: Catalogue, name: str, lang: str, offered: Sequence[dict[str, str]]) -> str:
    """What was pressed: one of the buttons shown last, else what the intent is called. Empty where it is neither, as
    for the answers to a pack: those rest sealed, and the record does not say which it was."""
    titles = {one["title"] for one in offered if _intent(one["payload"]) == name}
    if titles:
        return titles.pop() if len(titles) == 1 else ""
    try:
        return button(catalogue, name, lang).title
    except CatalogueError:
        return ""


def _intent(payload: str) -> str:
    return payload.removeprefix("/").split("{")[0]
