"""Receipts: one for each yes, what became of it, the words of the question, and nothing that leads to the person."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any, Optional

import pytest

from bot.consent.iso27560 import SCHEMA, Holder, Words, record
from bot.consent.receipt import Receipt, State, receipts
from bot.consent.rules import Act, Scope
from bot.consent.service import Line
from bot.retention.rules import Policy

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PERSON = uuid.UUID("7d444840-9dc0-41d1-b245-5ffdce74fad2")
HOLDER = Holder("Harbor", "help@harbor.example", Policy())


def line(act: Act, hours: float = 0, scope: Scope = Scope.QUESTIONS, edition: int = 1, **more: Any) -> Line:
    words = {"wording": f"ask_{scope.value}", "lang": "en", "edition": edition}
    return Line(scope, act, NOW + hours * HOUR, **{**words, **more})


def only(*ledger: Line, after: float = 100) -> Receipt:
    """The receipt of a ledger with one grant, so many hours after its first line."""
    [found] = receipts(ledger, NOW + after * HOUR)
    return found


def worded(asked: Line, before: datetime) -> Words:
    return Words(f"{asked.wording} of edition {asked.edition}", asked.lang)


def written(receipt: Receipt, person: uuid.UUID = PERSON) -> dict[str, Any]:
    return record(receipt, person, HOLDER, worded)


def purpose(receipt: Receipt) -> Any:
    return written(receipt)["pii_processing"]["purposes"][0]


@pytest.mark.parametrize(
    ("ledger", "state", "changed"),
    [
        ([line(Act.GRANTED)], State.GIVEN, None),
        ([line(Act.GRANTED), line(Act.ASKED, 1)], State.GIVEN, None),
        ([line(Act.GRANTED), line(Act.WITHDRAWN, 2)], State.WITHDRAWN, 2),
        ([line(Act.GRANTED, until=NOW + 3 * HOUR)], State.EXPIRED, 3),
        ([line(Act.GRANTED, until=NOW + 300 * HOUR)], State.GIVEN, None),
        ([line(Act.GRANTED, until=NOW + 3 * HOUR), line(Act.WITHDRAWN, 2)], State.WITHDRAWN, 2),
        ([line(Act.GRANTED, until=NOW + 3 * HOUR), line(Act.WITHDRAWN, 4)], State.EXPIRED, 3),
        ([line(Act.GRANTED), line(Act.WITHDRAWN, 2, Scope.TOPIC)], State.GIVEN, None),
        ([line(Act.GRANTED), line(Act.WITHDRAWN, 2, subject="another")], State.GIVEN, None),
    ],
)
def test_what_became_of_a_yes(ledger: list[Line], state: State, changed: Optional[float]) -> None:
    found = only(*ledger)
    assert (found.state, found.changed) == (state, NOW + changed * HOUR if changed else None)


def test_a_yes_given_again_has_a_receipt_of_its_own() -> None:
    first, second = receipts([line(Act.GRANTED), line(Act.GRANTED, 5)], NOW + DAY)
    assert (first.state, first.changed) == (State.RENEWED, NOW + 5 * HOUR)
    assert (second.state, second.changed) == (State.GIVEN, None)


def test_a_release_that_names_no_end_ends_after_thirty_days() -> None:
    shared = line(Act.GRANTED, scope=Scope.SHARE, subject="org_1", fields=frozenset({"name", "phone"}))
    assert only(shared, after=31 * 24).changed == NOW + 30 * DAY
    assert purpose(only(shared))["recipient_third_parties"] == ["org_1"]
    assert [one["pii_type"] for one in purpose(only(shared))["pii_information"]] == ["name", "phone"]


def test_when_somebody_may_be_texted_is_a_limit_and_no_information_about_them() -> None:
    contact = line(Act.GRANTED, scope=Scope.CONTACT, fields=frozenset({"when_day", "say_nothing"}), until=NOW + DAY)
    stated = purpose(only(contact, after=1))
    assert [one["pii_type"] for one in stated["pii_information"]] == ["phone"]
    assert stated["limited_to"] == ["say_nothing", "when_day"]


def test_a_no_leaves_no_receipt() -> None:
    assert receipts([line(Act.TOLD, scope=Scope.NOTICE), line(Act.ASKED)], NOW) == []


def test_the_words_are_those_of_the_question_and_not_of_the_moment_of_the_yes() -> None:
    told, asked = line(Act.TOLD, scope=Scope.NOTICE, edition=3), line(Act.ASKED, 1, edition=4)
    found = only(told, line(Act.ASKED, 0, Scope.TOPIC, subject="work"), asked, line(Act.GRANTED, 2, edition=5))
    notice = written(found)["pii_processing"]["privacy_notice"]
    assert notice["asked"]["wording"] == "ask_questions of edition 4" and notice["asked"]["edition"] == 4
    assert notice["told"]["wording"] == "ask_notice of edition 3"
    assert written(found)["pii_processing"]["language"] == "en"


def test_a_yes_without_a_question_before_it_has_its_own_words() -> None:
    ledger = [line(Act.ASKED), line(Act.GRANTED, 1), line(Act.GRANTED, 2, edition=2)]
    assert [one.asked.edition for one in receipts(ledger, NOW + DAY)] == [1, 2]


def test_the_fields_of_the_standard_are_there() -> None:
    found = written(only(line(Act.ASKED), line(Act.GRANTED, 1), line(Act.WITHDRAWN, 2)))
    assert found["schema_version"] == SCHEMA and json.loads(json.dumps(found)) == found
    assert {"receipt_id", "record_id", "pii_principal_id"} <= set(found)
    [stated] = found["pii_processing"]["purposes"]
    assert stated["purpose_type"] == "questions" and stated["lawful_basis"] == "consent"
    assert {"pii_information", "pii_controllers", "retention_period", "withdrawal_method"} <= set(stated)
    assert stated["recipient_third_parties"] == []
    [party] = found["party_identification"]
    assert (party["party_name"], party["party_contact"]) == ("Harbor", "help@harbor.example")
    given, withdrawn = found["event"]
    assert given["event_state"] == "given" and given["event_time"] == (NOW + HOUR).isoformat()
    assert withdrawn["event_state"] == "withdrawn" and withdrawn["event_time"] == (NOW + 2 * HOUR).isoformat()


@pytest.mark.parametrize(
    ("limits", "retention", "valid"),
    [
        ({"until": NOW + DAY}, {"until": (NOW + DAY).isoformat()}, "P1D"),
        ({"until": NOW + 90 * HOUR}, {"until": (NOW + 90 * HOUR).isoformat()}, "PT90H"),
        ({}, {"until": "withdrawn or erased"}, "until withdrawn"),
    ],
)
def test_how_long(limits: dict[str, Any], retention: dict[str, str], valid: str) -> None:
    kept = only(line(Act.GRANTED, scope=Scope.KEEP, **limits), after=1)
    assert purpose(kept)["retention_period"] == retention
    assert written(kept)["event"][0]["validity_duration"] == valid
    assert purpose(only(line(Act.GRANTED)))["retention_period"]["names_numbers_places"] == "PT12H"


def test_ids_are_the_same_each_time_and_another_persons_are_others() -> None:
    given = only(line(Act.GRANTED))
    assert written(given) == written(given)
    ended = replace(given, state=State.WITHDRAWN, changed=NOW + HOUR)
    assert written(ended)["record_id"] == written(given)["record_id"]
    assert written(ended)["receipt_id"] != written(given)["receipt_id"], "it says something else"
    other = written(given, uuid.uuid4())
    assert not [name for name in ("record_id", "receipt_id", "pii_principal_id") if other[name] == written(given)[name]]


@pytest.mark.parametrize("scope", [scope for scope in Scope if scope is not Scope.NOTICE])
def test_every_purpose_can_be_written(scope: Scope) -> None:
    stated = purpose(only(line(Act.GRANTED, scope=scope, fields=frozenset({"name"}))))
    assert stated["purpose"] and stated["pii_information"]
