"""The list of what is kept about one person: in the chat, and at the head of their copy."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Optional

from sqlalchemy.orm import Session

from bot import clock
from bot.bootstrap import House
from bot.consent import service as consent
from bot.content.locale import day
from bot.content.speak import speak
from bot.conversation import service as conversations
from bot.conversation.agenda import ANYWHERE, SKIPPED, State
from bot.conversation.models import Conversation
from bot.retention.rules import record_until
from bot.returning import service as returning
from bot.screening import service as screening


def listed(session: Session, house: House, conversation: Conversation, state: State, lang: str) -> list[str]:
    """One line for each thing. A place stands as its placeholder; whoever sends this puts the value there."""
    catalogue, mine = house.editions.current().catalogue, str(conversation.id)

    def line(key: str, **values: Any) -> str:
        return speak(catalogue, key, lang, str(conversation.channel), **values).text

    counts = conversations.counts(session, mine)
    items = []
    if state.need not in (None, SKIPPED):
        items.append(line("have_need", need=catalogue.title("needs", str(state.need), lang)))
    if state.place is not None:
        anywhere = catalogue.title("buttons", "anywhere", lang)
        items.append(line("have_place", place=anywhere if state.place == ANYWHERE else state.place))
    items.append(line("have_messages", count=counts.messages))
    if counts.values:
        items.append(line("have_values", count=counts.values))
    answers = screening.count(session, house.keys, mine)
    if answers:
        items.append(line("have_answers", count=answers))
    if conversation.channel == "sms":
        items.append(line("have_phone"))
    if returning.has_code(session, mine):
        items.append(line("have_code"))
    if returning.has_word(session, mine):
        items.append(line("have_word"))
    ledger = consent.ledger(session, mine)
    until: Optional[datetime] = record_until(ledger, clock.now(), house.settings.policy)
    items.append(line("have_until", date=day(until, lang)) if until else line("agreed_keep_always"))
    return items
