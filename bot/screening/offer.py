"""Which topic may be asked for next, and which item of a begun one is in hand."""

from __future__ import annotations

from typing import Iterator, Optional

from sqlalchemy.orm import Session

from bot.consent import service as consent
from bot.consent.rules import Scope
from bot.screening import service
from bot.screening.pack import Item, Pack
from bot.screening.rules import next_item
from bot.screening.shelf import Shelf
from bot.vault.keys import KeyRing


def unasked(session: Session, shelf: Shelf, conversation_id: str, need: str) -> Iterator[Pack]:
    """The packs for ``need`` about which this person was never asked: a no is not asked again."""
    asked = {line.subject for line in consent.ledger(session, conversation_id) if line.scope is Scope.TOPIC}
    yield from (pack for pack in shelf.after(need) if pack.pack not in asked)


def open_item(session: Session, keys: KeyRing, conversation_id: str, pack: Pack) -> Optional[Item]:
    """The item to be answered; ``None`` when all are, or the permission for the topic ended meanwhile."""
    try:
        return next_item(pack, service.answers(session, keys, conversation_id, pack.pack))
    except service.NotPermitted:
        return None
