"""A receipt in the fields of ISO/IEC TS 27560:2023 (consent records and receipts), for programs to read. Pure.

The standard wants more than a programme tells us: ``jurisdiction`` and ``party_address`` are there and ``None``.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Callable, Optional

from bot.consent.receipt import Receipt, State
from bot.consent.rules import Scope
from bot.consent.service import Line
from bot.retention.rules import Policy

SCHEMA = "ISO/IEC TS 27560:2023"
_CONTROLLER = "programme"
_PURPOSES = {
    Scope.QUESTIONS: "asking what is needed and where, to find services that fit",
    Scope.TOPIC: "asking about one topic",
    Scope.KEEP: "keeping what was told, so that it need not be said again",
    Scope.CONTACT: "contacting the person back",
    Scope.SHARE: "sending the named information to one organization",
    Scope.STATISTICS: "counting without identity",
}
# What a grant is about. A release names that itself; what a grant to be texted back names is when, and with what words.
_INFORMATION = {
    Scope.QUESTIONS: ("need", "place"),
    Scope.TOPIC: ("answers",),
    Scope.KEEP: ("need", "place", "names_numbers_places", "answers"),
    Scope.CONTACT: ("phone",),
    Scope.STATISTICS: ("need", "language"),
}


@dataclass(frozen=True)
class Holder:
    """Who asked, and where they keep what was told: the programme, by the name and contact of the settings."""

    name: str
    contact: str
    policy: Policy


@dataclass(frozen=True)
class Words:
    """Words as they were shown, and the language they were in."""

    text: str
    lang: str


Worded = Callable[[Line, datetime], Words]  # the words of a line as they were shown last before a moment


def record(receipt: Receipt, principal: uuid.UUID, holder: Holder, worded: Worded) -> dict[str, Any]:
    """JSON types only. ``principal`` stands for the person and must lead nowhere; the same grant has the same ids."""
    grant = receipt.grant
    record_id = uuid.uuid5(principal, f"{grant.scope.value}/{grant.subject}/{grant.at.isoformat()}")
    events = _events(receipt, str(principal))
    return {
        "schema_version": SCHEMA,
        "receipt_id": str(uuid.uuid5(record_id, str(len(events)))),
        "record_id": str(record_id),
        "pii_principal_id": str(principal),
        "pii_processing": {
            "privacy_notice": {
                "asked": _notice(receipt.asked, grant.at, worded),
                "told": _notice(receipt.told, grant.at, worded) if receipt.told else None,
            },
            "language": receipt.asked.lang,
            "purposes": [_purpose(grant, holder.policy)],
        },
        "party_identification": [_party(holder)],
        "event": events,
    }


def _notice(line: Line, before: datetime, worded: Worded) -> dict[str, Any]:
    words = worded(line, before)
    return {"wording": words.text, "language": words.lang, "line": line.wording, "edition": line.edition}


def _purpose(grant: Line, policy: Policy) -> dict[str, Any]:
    named = sorted(grant.fields)
    information = _INFORMATION.get(grant.scope, named)
    return {
        "purpose": _PURPOSES[grant.scope],
        "purpose_type": grant.scope.value,
        "subject": grant.subject or None,
        "limited_to": named,
        "lawful_basis": "consent",
        "pii_information": [{"pii_type": name, "pii_optional": True} for name in information],
        "pii_controllers": [_CONTROLLER],
        "collection_method": "told by the person in this chat",
        "storage_locations": ["server of the programme"],
        "retention_period": _retention(grant, policy),
        "jurisdiction": None,
        "recipient_third_parties": [grant.subject] if grant.scope is Scope.SHARE else [],
        "withdrawal_method": "at any time in the chat, in one's own words; erasing everything ends it too",
        "privacy_rights": ["access", "correction", "withdrawal", "erasure"],
    }


def _retention(grant: Line, policy: Policy) -> dict[str, str]:
    if grant.ends is not None:
        return {"until": grant.ends.isoformat()}
    if grant.scope is Scope.KEEP:
        return {"until": "withdrawn or erased"}
    return {
        "names_numbers_places": _duration(policy.idle),
        "conversation": _duration(policy.record),
        "counted_from": "last message",
    }


def _party(holder: Holder) -> dict[str, Optional[str]]:
    return {
        "party_id": _CONTROLLER,
        "party_name": holder.name,
        "party_address": None,
        "party_contact": holder.contact,
        "party_role": "pii_controller",
        "party_type": "organization",
    }


def _events(receipt: Receipt, principal: str) -> list[dict[str, str]]:
    grant = receipt.grant
    valid = _duration(grant.ends - grant.at) if grant.ends else "until withdrawn"
    events = [_event(grant.at, State.GIVEN, principal, valid)]
    if receipt.changed is not None:
        entity = _CONTROLLER if receipt.state is State.EXPIRED else principal
        events.append(_event(receipt.changed, receipt.state, entity, "PT0S"))
    return events


def _event(at: datetime, state: State, entity: str, valid: str) -> dict[str, str]:
    return {
        "event_time": at.isoformat(),
        "event_type": "explicit",
        "event_state": state.value,
        "validity_duration": valid,
        "entity_id": entity,
    }


def _duration(span: timedelta) -> str:
    """``P30D``; ``PT36H``; with seconds only where there are any (ISO 8601)."""
    seconds = round(span.total_seconds())
    if seconds % 86_400 == 0:
        return f"P{seconds // 86_400}D"
    return f"PT{seconds // 3600}H" if seconds % 3600 == 0 else f"PT{seconds}S"
