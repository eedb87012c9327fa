"""What each audit event says, and which codes it holds beside when and in which conversation."""

from __future__ import annotations

from dataclasses import dataclass

from bot.audit.events import Event
from bot.governance.words import Reach


@dataclass(frozen=True)
class Says:
    """One event in plain words; ``codes`` are the names of its codes."""

    what: str
    codes: tuple[str, ...] = ()
    reach: Reach = Reach.NOW


LOG: dict[Event, Says] = {
    Event.CONVERSATION_OPENED: Says("a conversation began", ("channel",)),
    Event.CONVERSATION_ENDED: Says("the person left"),
    Event.CONVERSATION_ERASED: Says("it was erased, by the person or on time"),
    Event.TURN_DONE: Says("a message was answered"),
    Event.TURN_FAILED: Says("answering failed; lines where people answer were given", ("error",)),
    Event.TURN_SUPERSEDED: Says("an answer came too late and was dropped"),
    Event.TURN_SILENT: Says("a message got no answer, as it should"),
    Event.CODE_GIVEN: Says("a code to come back was given"),
    Event.CAME_BACK: Says("somebody came back by a code"),
    Event.CRISIS_RAISED: Says("a crisis was seen", ("kind", "why")),
    Event.PERSON_ASKED_FOR: Says("a person was asked for"),
    Event.OPTED_OUT: Says("a number said STOP"),
    Event.OPTED_IN: Says("a number said START"),
    Event.VAULT_READ: Says("one identifying value was read", ("purpose", "type")),
    Event.COPY_GIVEN: Says("a copy of what is kept was given to the person", ("kind",)),
    Event.VAULT_FORGOTTEN: Says("values were forgotten", reach=Reach.LATER),
    Event.PACK_BEGUN: Says("questions about a topic began", ("pack", "digest")),
    Event.PACK_ENDED: Says("questions about a topic ended", ("pack", "state")),
    Event.SCORE_READ: Says("a score was read, and by whom; nothing reads one yet", ("pack", "reader")),
    Event.EDITION_PUBLISHED: Says("the words of the assistant changed"),
    Event.SEND_REFUSED: Says("the provider refused a text", ("code",)),
    Event.NEED_CORRECTED: Says(
        "a lead said whether a service of the directory answers a need; about no person",
        ("service", "need", "answers", "by"),
    ),
    Event.MINOR_TOLD: Says("the limits of confidentiality were told to somebody who says that they are under 18"),
    Event.REPORT_MANDATED: Says("staff made a report that the law asks for; put in by hand", ("by", "to")),
    Event.DISCLOSURE_COMPELLED: Says("staff had to hand something over; put in by hand", ("by", "to")),
}
