"""A copy of everything that is kept about one person, with their own values in it: for nobody but them."""

from __future__ import annotations

import hmac
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Sequence

from sqlalchemy.orm import Session

from bot import clock
from bot.audit import events as audit
from bot.bootstrap import House
from bot.consent import iso27560
from bot.consent import service as consent
from bot.consent.receipt import receipts
from bot.content.speak import speak
from bot.conversation.agenda import State
from bot.conversation.models import Conversation, Tracker
from bot.kept.agreed import Agreed, agreed
from bot.kept.answers import Answered, answers
from bot.kept.listed import listed
from bot.kept.messages import Said, messages
from bot.kept.worded import as_shown
from bot.vault import service as vault


@dataclass(frozen=True)
class Copy:
    """Everything, in the language of the conversation; ``records`` are the receipts of ``agreed`` for programs."""

    lang: str
    made: datetime
    kept: Sequence[str]
    values: Sequence[str]
    agreed: Sequence[Agreed]
    answers: Sequence[Answered]
    messages: Sequence[Said]
    records: Sequence[dict[str, Any]]


def of(session: Session, house: House, conversation: Conversation, kind: str) -> Copy:
    """Make the copy. That it was made is audited, and each value that is read for it; ``kind``: "page" or "json".

    Raises:
        KeyDestroyed: it was erased meanwhile.
    """
    mine, lang = str(conversation.id), str(conversation.language)
    catalogue = house.editions.current().catalogue
    open_up = vault.opener(session, house.keys, mine, vault.Purpose.COPY)
    worded = as_shown(session, house, conversation)

    def line(key: str, **values: Any) -> str:
        return speak(catalogue, key, lang, str(conversation.channel), **values).text

    given = receipts(consent.ledger(session, mine), clock.now())
    audit.append(session, audit.Event.COPY_GIVEN, mine, kind=kind)
    return Copy(
        lang=lang,
        made=clock.now(),
        kept=[open_up(one) for one in listed(session, house, conversation, _state(session, mine), lang)],
        values=[open_up(one) for one in vault.placeholders(session, mine)],
        agreed=[agreed(one, worded, line, lang) for one in given],
        answers=answers(session, house, mine, lang, line),
        messages=list(messages(session, catalogue, mine, open_up)),
        records=records(session, house, conversation),
    )


def records(session: Session, house: House, conversation: Conversation) -> list[dict[str, Any]]:
    """The receipts of a conversation in the fields of ISO/IEC TS 27560, oldest first.

    The person stands in them as a digest under the conversation's own key: once that is destroyed, nobody can bring a
    receipt that they find together with what the audit log still says of the conversation.

    Raises:
        KeyDestroyed: it was erased meanwhile.
    """
    mine = str(conversation.id)
    key = vault.data_key(session, house.keys, mine)
    principal = uuid.UUID(bytes=hmac.digest(key, b"receipt", "sha256")[:16], version=4)
    worded = as_shown(session, house, conversation)
    given = receipts(consent.ledger(session, mine), clock.now())
    return [iso27560.record(one, principal, holder(house), worded) for one in given]


def holder(house: House) -> iso27560.Holder:
    """The programme, as receipts name it."""
    settings = house.settings
    return iso27560.Holder(settings.programme_name, settings.programme_contact, settings.policy)


def _state(session: Session, conversation_id: str) -> State:
    tracker = session.get(Tracker, conversation_id)
    return State.from_slots(tracker.slots if tracker else {}, may_ask=False)
