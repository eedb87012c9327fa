"""What staff had to do outside of Alder, put into the audit log by hand as codes: a mandated report, a disclosure."""

from __future__ import annotations

import re
from enum import Enum
from typing import Optional

from sqlalchemy.orm import Session

from bot.audit.events import Event, append
from bot.conversation.models import Conversation
from bot.errors import BadInput, NotFound

EVENTS = (Event.REPORT_MANDATED, Event.DISCLOSURE_COMPELLED)
_STAFF = re.compile(r"[A-Za-z0-9_.-]{1,32}")
_OURS = re.compile(r"c_[0-9a-f]{24}")  # an id is all that is left of an erased conversation: no word may pass for one


class Recipient(str, Enum):
    """To whom it went, no closer than this: an office's name would say where somebody lives."""

    CHILD_PROTECTION = "child_protection"
    POLICE = "police"
    COURT = "court"
    OTHER = "other"


def record(
    session: Session, event: str, conversation_id: str, by: str, to: Optional[str] = None, erased: bool = False
) -> None:
    """Append one such event: what, about which conversation, by which staff member, to whom. Never why or what.

    ``erased`` says that the conversation is known to be gone: a report stays on the log all the same.

    Raises:
        BadInput: another event, or anything that is not a code.
        NotFound: no such conversation, and ``erased`` was not said.
    """
    if event not in [one.value for one in EVENTS]:
        raise BadInput(f"Only these are recorded by hand: {', '.join(one.value for one in EVENTS)}.")
    if to is not None and to not in [one.value for one in Recipient]:
        raise BadInput(f"Say to whom with one of: {', '.join(one.value for one in Recipient)}.")
    if not _STAFF.fullmatch(by):
        raise BadInput("Say who with a staff id: letters, digits, dot, dash and underscore, no name or address.")
    if session.get(Conversation, conversation_id) is None:
        if not _OURS.fullmatch(conversation_id):
            raise BadInput("That is not the id of a conversation: they look like c_ and 24 letters and digits.")
        if not erased:
            raise NotFound("There is no such conversation. If it was erased, say so with --erased.")
    append(session, Event(event), conversation_id, by=by, **({"to": to} if to else {}))
