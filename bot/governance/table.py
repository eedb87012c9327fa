"""Who can see what: a row for each role and field between which there is anything. No row: not permitted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from bot.audit.events import Event
from bot.consent.rules import Purpose, Scope
from bot.governance.words import Field, Reach, Role, Span


@dataclass(frozen=True)
class Row:
    """What one role sees of a field, and what for.

    ``under`` are the permissions of the person that it hangs on, none where it needs none; ``purpose`` is what the
    vault is read for; ``noted`` are the audit events that it leaves.
    """

    role: Role
    reach: Reach
    sees: str
    why: str
    span: Span
    under: tuple[Scope, ...] = ()
    purpose: Optional[Purpose] = None
    noted: tuple[Event, ...] = ()


PERSON, ASSISTANT, WORKER, SUPERVISOR, LEAD, ADMIN, ORGANIZATION, OPERATOR = Role
NOW, COULD, LATER = Reach
NOTICE, ASKED, TOPIC, KEEP = (Scope.NOTICE,), (Scope.QUESTIONS,), (Scope.TOPIC,), (Scope.KEEP,)
CONTACT, SHARE, STATISTICS = (Scope.CONTACT,), (Scope.SHARE,), (Scope.STATISTICS,)
READ, SCORED, PACKED = (Event.VAULT_READ,), (Event.SCORE_READ,), (Event.PACK_BEGUN, Event.PACK_ENDED)
BY_HAND = (Event.REPORT_MANDATED, Event.DISCLOSURE_COMPELLED)
SEEN = (Event.TURN_DONE, Event.CRISIS_RAISED, Event.MINOR_TOLD)
SEALED, PLAIN, NOTHING = (
    "sealed in the database: with the master key and the store of keys",
    "in the database, unsealed",
    "no purpose of ours",
)
HELD, KNOWING, ANSWERING = "what comes while they hold it", "knowing what was said", "answering for the work"
MINE, ALL, RELEASED = "of those who asked for a person", "of all", "if the release names it"
SEEING, AGAIN = "seeing what is kept", "that nothing need be said again"

TABLE: dict[Field, tuple[Row, ...]] = {
    Field.TYPED: (
        Row(PERSON, NOW, "their own screen", "talking", Span.SCREEN),
        Row(ASSISTANT, NOW, "in memory; sealed while it waits", "danger, age, STOP, masking", Span.TURN, noted=SEEN),
        Row(WORKER, LATER, HELD, "answering instead of the assistant", Span.HELD),
        Row(SUPERVISOR, LATER, HELD, "answering instead of the assistant", Span.HELD),
        Row(OPERATOR, COULD, SEALED, NOTHING, Span.TURN),
    ),
    Field.REDACTED: (
        Row(PERSON, NOW, "their own, in the copy or when a page connects again", "going on", Span.RECORD, NOTICE),
        Row(ASSISTANT, NOW, "each as it comes, and what it means", "understanding, answering", Span.RECORD, NOTICE),
        Row(WORKER, LATER, MINE, KNOWING, Span.RECORD, NOTICE),
        Row(SUPERVISOR, LATER, ALL, ANSWERING, Span.RECORD, NOTICE),
        Row(OPERATOR, COULD, PLAIN, NOTHING, Span.RECORD),
    ),
    Field.VALUES: (
        Row(PERSON, NOW, "a place they told, in what is said to them", SEEING, Span.IDLE, (), Purpose.REPLY, READ),
        Row(PERSON, NOW, "all of theirs, in the copy", SEEING, Span.SCREEN, (), Purpose.COPY, READ),
        Row(ASSISTANT, NOW, "a place that was told", "searching near it", Span.IDLE, ASKED, Purpose.SEARCH, READ),
        Row(ASSISTANT, NOW, "none: it holds them, sealed", AGAIN, Span.CHOSEN, KEEP),
        Row(ASSISTANT, LATER, "one; today keyed marks do", "masking it alike", Span.IDLE, (), Purpose.REDACTION, READ),
        Row(WORKER, LATER, "one value at a time", "helping while they hold it", Span.HELD, noted=READ),
        Row(ORGANIZATION, LATER, RELEASED, "one referral", Span.RELEASE, SHARE, noted=READ),
        Row(OPERATOR, COULD, SEALED, NOTHING, Span.IDLE),
    ),
    Field.NEED_AND_PLACE: (
        Row(PERSON, NOW, '"what do you have about me"', "seeing and correcting it", Span.CONVERSATION),
        Row(ASSISTANT, NOW, "the need; the place as a placeholder", "finding services", Span.CONVERSATION, ASKED),
        Row(ASSISTANT, NOW, "the same", AGAIN, Span.CHOSEN, KEEP),
        Row(WORKER, LATER, MINE, KNOWING, Span.CONVERSATION, ASKED),
        Row(SUPERVISOR, LATER, "of all, the place as a placeholder", ANSWERING, Span.CONVERSATION, ASKED),
        Row(ORGANIZATION, LATER, RELEASED, "one referral", Span.RELEASE, SHARE),
        Row(OPERATOR, COULD, f"{PLAIN}, the place as a placeholder", NOTHING, Span.CONVERSATION),
    ),
    Field.ANSWERS: (
        Row(PERSON, NOW, "how many there are; all of them in the copy", SEEING, Span.IDLE),
        Row(ASSISTANT, NOW, "all to this topic", "the next question, danger, offers", Span.IDLE, TOPIC, noted=PACKED),
        Row(ASSISTANT, NOW, "none: it holds them, sealed", AGAIN, Span.CHOSEN, KEEP),
        Row(WORKER, LATER, "all to topics that were permitted", KNOWING, Span.IDLE, TOPIC),
        Row(ORGANIZATION, LATER, RELEASED, "one referral", Span.RELEASE, SHARE),
        Row(OPERATOR, COULD, SEALED, NOTHING, Span.IDLE),
    ),
    Field.SCORES: (
        Row(WORKER, LATER, "value and band", "talking about it, never a gate", Span.MOMENT, TOPIC, noted=SCORED),
        Row(SUPERVISOR, LATER, "value and band", ANSWERING, Span.MOMENT, TOPIC, noted=SCORED),
        Row(
            OPERATOR,
            COULD,
            "worked out from sealed answers: with the master key and the store of keys",
            NOTHING,
            Span.IDLE,
        ),
    ),
    Field.PHONE: (
        Row(PERSON, NOW, "that it is kept, not which", SEEING, Span.CONVERSATION),
        Row(ASSISTANT, NOW, "the one they texted from", "answering", Span.CONVERSATION, noted=(Event.SEND_REFUSED,)),
        Row(
            ASSISTANT, NOW, "that it said STOP", "never texting it", Span.STOP, noted=(Event.OPTED_OUT, Event.OPTED_IN)
        ),
        Row(ASSISTANT, NOW, "none: it holds when they may be texted", "for staff", Span.CHOSEN, CONTACT),
        Row(ASSISTANT, LATER, "the one they texted from", "writing first", Span.CHOSEN, CONTACT, noted=READ),
        Row(WORKER, LATER, "the one they gave for it", "calling back", Span.CHOSEN, CONTACT, noted=READ),
        Row(ORGANIZATION, LATER, RELEASED, "one referral", Span.RELEASE, SHARE, noted=READ),
        Row(OPERATOR, COULD, SEALED, NOTHING, Span.CONVERSATION),
    ),
    Field.CONSENT: (
        Row(PERSON, NOW, '"what did I agree to"', "seeing it and taking it back", Span.CONVERSATION),
        Row(ASSISTANT, NOW, "all of this conversation", "what it may ask, keep and share", Span.CONVERSATION),
        Row(WORKER, LATER, MINE, "doing no more than was permitted", Span.CONVERSATION),
        Row(SUPERVISOR, LATER, ALL, ANSWERING, Span.CONVERSATION),
        Row(OPERATOR, COULD, PLAIN, NOTHING, Span.CONVERSATION),
    ),
    Field.RECEIPTS: (
        Row(PERSON, NOW, "one for each yes, to take along", "remembering it", Span.SCREEN, noted=(Event.COPY_GIVEN,)),
        Row(ORGANIZATION, LATER, "the release itself", "knowing its limits", Span.RELEASE, SHARE),
    ),
    Field.AUDIT: (
        Row(ASSISTANT, NOW, "none: it writes them", "showing later what was done", Span.GOOD),
        Row(OPERATOR, NOW, "how many, and whether one was changed", "`alder audit verify`", Span.GOOD),
        Row(OPERATOR, NOW, "none: puts in what staff had to do", "`alder audit record`", Span.GOOD, noted=BY_HAND),
        Row(OPERATOR, COULD, PLAIN, NOTHING, Span.GOOD),
        Row(WORKER, LATER, "none: puts in what they had to do", "what the law may ask", Span.GOOD, noted=BY_HAND),
        Row(SUPERVISOR, LATER, "all", ANSWERING, Span.GOOD),
        Row(ADMIN, LATER, "those about staff and settings", "seeing misuse", Span.GOOD),
    ),
    Field.COUNTS: (
        Row(PERSON, NOW, "how much there is of them", SEEING, Span.MOMENT),
        Row(OPERATOR, NOW, "messages, turns, texts: of all, of nobody", "`/metrics`", Span.MOMENT),
        Row(ASSISTANT, NOW, "none: adds one to need, language, month", "what is needed", Span.GOOD, STATISTICS),
        Row(LEAD, LATER, "needs, languages: of all, no small groups", "what is missing", Span.GOOD, STATISTICS),
    ),
}
