"""A closed vocabulary of events and the one way to append them. No free text can get in."""

from __future__ import annotations

import re
from enum import Enum
from typing import Optional

from sqlalchemy.orm import Session

from bot import clock
from bot.audit import service
from bot.audit.chain import Link
from bot.db import at_commit

_PENDING = "audit"  # in a session's ``info``: events of the transaction in hand
_CODE = re.compile(r"^[A-Za-z0-9_.:-]{1,64}$")


class Event(str, Enum):
    """Everything that can be audited."""

    CONVERSATION_OPENED = "conversation.opened"
    CONVERSATION_ENDED = "conversation.ended"
    CONVERSATION_ERASED = "conversation.erased"
    TURN_DONE = "turn.done"
    TURN_FAILED = "turn.failed"
    TURN_SUPERSEDED = "turn.superseded"
    TURN_SILENT = "turn.silent"
    CODE_GIVEN = "code.given"
    CAME_BACK = "conversation.came_back"
    CRISIS_RAISED = "crisis.raised"
    PERSON_ASKED_FOR = "person.asked_for"
    OPTED_OUT = "sms.opted_out"
    OPTED_IN = "sms.opted_in"
    VAULT_READ = "vault.read"
    COPY_GIVEN = "copy.given"
    VAULT_FORGOTTEN = "vault.forgotten"
    PACK_BEGUN = "pack.begun"
    PACK_ENDED = "pack.ended"
    SCORE_READ = "score.read"
    EDITION_PUBLISHED = "edition.published"
    SEND_REFUSED = "send.refused"
    NEED_CORRECTED = "need.corrected"  # of a service in the directory, by a lead
    MINOR_TOLD = "minor.told"  # the limits of confidentiality, to somebody who says that they are under 18
    REPORT_MANDATED = "report.mandated"  # by staff, noted by hand, as is the next
    DISCLOSURE_COMPELLED = "disclosure.compelled"


def append(session: Session, event: Event, conversation_id: Optional[str] = None, **codes: str) -> None:
    """Append one event in the transaction in hand. It is written and chained when that commits, after all else.

    Raises:
        ValueError: a code that is not a short machine word; free text here would outlive an erasure.
    """
    for name, code in codes.items():
        if not _CODE.match(code):
            raise ValueError(f"audit code {name} is not a machine word")
    if _PENDING not in session.info:
        session.info[_PENDING] = []
        at_commit(session, _write)
    session.info[_PENDING].append(Link(0, clock.now(), event.value, conversation_id, codes))


def _write(session: Session) -> None:
    service.write(session, session.info.pop(_PENDING))
