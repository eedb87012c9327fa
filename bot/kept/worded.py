"""The words of a line of the ledger as they were shown: from the record, else from the edition that spoke."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.bootstrap import House
from bot.consent.iso27560 import Worded, Words
from bot.consent.service import Line
from bot.content.catalogue import CatalogueError
from bot.conversation.models import Conversation, Message

_LOST = "…"
_SHOWN = (
    select(Message.text, Message.lang)
    .where(Message.conversation_id == bindparam("conversation_id"), Message.who == "assistant")
    .where(Message.key == bindparam("key"), Message.edition == bindparam("edition"), Message.at <= bindparam("before"))
    .order_by(Message.seq.desc())
    .limit(1)
)


class _Figures(dict[str, str]):
    """What stood in the line. Its figures are not in the edition, and today's may be others: dots are at least true."""

    def __missing__(self, name: str) -> str:
        return _LOST


def as_shown(session: Session, house: House, conversation: Conversation) -> Worded:
    """How to look words up in this conversation: those shown last before a moment."""

    def words(line: Line, before: datetime) -> Words:
        values = {"key": line.wording, "edition": line.edition, "before": before}
        row = session.execute(_SHOWN, {**values, "conversation_id": conversation.id}).first()
        return Words(str(row.text), str(row.lang)) if row else _from_edition(house, line, str(conversation.channel))

    return words


def _from_edition(house: House, line: Line, channel: str) -> Words:
    edition = house.editions.by_number(line.edition)
    try:
        template, lang = edition.catalogue.line(line.wording, line.lang, channel) if edition else (_LOST, line.lang)
    except CatalogueError:
        return Words(_LOST, line.lang)
    about = house.shelf.about(line.subject, line.lang) if line.subject else _LOST
    return Words(template.format_map(_Figures(about=about)), lang)
