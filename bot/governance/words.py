"""The words of the governance table: roles, fields, whether it is so today, and how long."""

from __future__ import annotations

from enum import Enum

from bot.consent.rules import LONGEST_RELEASE, RELEASE_DAYS
from bot.retention.rules import IDLE_HOURS, RECORD_DAYS, Policy


class Role(Enum):
    """Who may see something."""

    PERSON = "person"
    ASSISTANT = "assistant"
    WORKER = "worker"
    SUPERVISOR = "supervisor"
    LEAD = "lead"
    ADMIN = "admin"
    ORGANIZATION = "receiving organization"
    OPERATOR = "operator"


class Field(Enum):
    """What there is to see."""

    TYPED = "message text as typed"
    REDACTED = "redacted text"
    VALUES = "identifying values"
    NEED_AND_PLACE = "need and place"
    ANSWERS = "pack answers"
    SCORES = "scores"
    PHONE = "phone number"
    CONSENT = "consent ledger"
    RECEIPTS = "receipts"
    AUDIT = "audit events"
    COUNTS = "counts"


class Reach(Enum):
    """Whether it is so today."""

    NOW = "yes"
    COULD = "could"
    LATER = "later"


class Span(Enum):
    """For how long; :func:`spans` has the words."""

    TURN = "turn"
    SCREEN = "screen"
    IDLE = "idle"
    CHOSEN = "chosen"
    RECORD = "record"
    CONVERSATION = "conversation"
    HELD = "held"
    RELEASE = "release"
    MOMENT = "moment"
    STOP = "stop"
    GOOD = "good"


ROLES = {
    Role.PERSON: "whoever writes",
    Role.ASSISTANT: "the program itself: its steps, redaction and Rasa",
    Role.WORKER: "who answers people",
    Role.SUPERVISOR: "who answers for the workers",
    Role.LEAD: "who changes what the assistant says",
    Role.ADMIN: "who adds staff and settings",
    Role.ORGANIZATION: "where somebody is referred to",
    Role.OPERATOR: "who runs the machine: its disk, its backups, the master key",
}
REACHES = {
    Reach.NOW: "Alder shows or uses it",
    Reach.COULD: "nothing shows it, but who holds the disk, and where said the master key, could look unseen",
    Reach.LATER: "planned, not built; until then nobody in that role sees it",
}


def spans(policy: Policy) -> dict[Span, str]:
    """How long, in a few words; *quiet* is without a message of the person."""
    hours, days = f"{policy.told['hours']} quiet hours", f"{policy.told['days']} quiet days"
    return {
        Span.TURN: "until it is answered, or sent",
        Span.SCREEN: "while the page is open, or on the phone",
        Span.IDLE: f"{hours}, or as `keep` says",
        Span.CHOSEN: "as they chose",
        Span.RECORD: days,
        Span.CONVERSATION: f"{days}, or as `keep` says",
        Span.HELD: "while they hold the conversation",
        Span.RELEASE: "to the release's date",
        Span.MOMENT: "worked out each time",
        Span.STOP: "until START, as a digest",
        Span.GOOD: "for good",
    }


def limits(policy: Policy) -> tuple[str, ...]:
    """What a programme may set, and what nobody may: one sentence each."""
    return (
        "*Quiet* is without a message from the person.",
        "Erasing ends all of it at once, but for the digest after STOP, the audit log, and what a backup still holds.",
        f"{policy.told['hours']} hours: a programme may set {IDLE_HOURS[0]} to {IDLE_HOURS[1]} (`ALDER_IDLE_HOURS`).",
        f"{policy.told['days']} days: a programme may set {RECORD_DAYS[0]} to {RECORD_DAYS[1]} (`ALDER_RECORD_DAYS`).",
        f"A release: {RELEASE_DAYS.days} days where no date was said, {LONGEST_RELEASE.days} at the latest.",
    )
