"""Addresses that must never be shown, whichever way a publisher says so, and shelters that wait for a staff yes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import text

from bot.db import Database
from bot.directory.importing.report import Outcome
from bot.directory.places.centre import centre
from bot.directory.places.find import find_place
from bot.directory.searching.query import Query
from bot.directory.service import search
from tests.unit.directory.conftest import Import
from tests.unit.directory.hsds_files import address, location, page, service

STREET, ZIP = "12 Heron Way", "33101"
FLAG = {"id": "at-1", "value": "yes", "taxonomy_term": {"id": "t", "name": "Exclude From Website", "taxonomy": "x"}}


def sited(**changes: Any) -> dict[str, Any]:
    return service(service_at_locations=[{"id": "sal-1", "location": location(**changes)}])


def everything(db: Database) -> str:
    """All that the directory's tables hold, as text."""
    with db.read() as session:
        tables = session.execute(text("select name from sqlite_master where type = 'table'")).scalars().all()
        return json.dumps(
            [[tuple(row) for row in session.execute(text(f"select * from {t}"))] for t in tables], default=str
        )


CONFIDENTIAL = [
    sited(addresses=[address(address_1="Confidential")]),
    sited(addresses=[address(address_2="Address withheld")]),
    sited(addresses=[address(), address(id="a-2", address_1="CONFIDENCIAL")]),
    sited(confidential=True),
    sited(isConfidential="Y"),
    sited(attributes=[FLAG]),
    sited(name="Confidential location"),
    service(ExcludeFromWebsite="true"),
]


@pytest.mark.parametrize("document", CONFIDENTIAL, ids=lambda _: "")
def test_a_confidential_location_loses_everything_that_tells_where_it_is(
    db: Database, bring: Import, document: dict[str, Any]
) -> None:
    report = bring(document)
    assert report.of_kind("address", Outcome.HELD_BACK) >= 1
    kept = everything(db)
    assert STREET not in kept and ZIP not in kept and "25.77" not in kept and "Bus 3" not in kept
    hit = search(db, Query("food", find_place("33101"))).hits[0]
    assert (hit.confidential, hit.address, hit.distance_miles) == (True, None, None)
    assert hit.phones and centre(db) is None


@pytest.mark.parametrize(
    "document",
    [
        service(),  # its description offers a confidential test
        sited(description="All visits are confidential."),
        sited(confidential=False),
        sited(attributes=[{**FLAG, "value": "no"}]),
    ],
    ids=lambda _: "",
)
def test_the_word_elsewhere_hides_nothing(db: Database, bring: Import, document: dict[str, Any]) -> None:
    bring(document)
    hit = search(db, Query("food", find_place("33101"))).hits[0]
    assert not hit.confidential and hit.address == "12 Heron Way, Miami, FL 33101" and hit.distance_miles == 0.0


def test_once_confidential_stays_so_when_a_later_file_slips(db: Database, bring: Import) -> None:
    bring(sited(confidential=True))
    bring(service())
    assert STREET not in everything(db)
    assert search(db, Query("food")).hits[0].confidential


def test_an_address_already_there_goes_when_it_becomes_confidential(db: Database, bring: Import) -> None:
    bring(service())
    assert STREET in everything(db)
    bring(sited(confidential=True))
    assert STREET not in everything(db)


SHELTERS: list[dict[str, Any]] = [
    {"name": "Emergency shelter", "description": "For women leaving domestic violence."},
    {"name": "Casa de paz", "description": "Refugio para víctimas de trata de personas."},
    {"name": "Safe house", "organization": {"id": "o-1", "name": "Battered Women's Center"}},
]


@pytest.mark.parametrize("changes", SHELTERS, ids=lambda _: "")
def test_a_shelter_with_a_street_address_waits(db: Database, bring: Import, changes: dict[str, Any]) -> None:
    report = bring(service(**changes))
    assert report.of_kind("service", Outcome.HELD_BACK) == 1
    assert report.of_kind("location", Outcome.HELD_BACK) == 1
    assert search(db, Query("shelter")).total == 0
    again = bring(service(**changes))
    assert (again.changed, again.held_back) == (0, report.held_back)


def test_another_service_at_that_place_is_found_without_the_address(db: Database, bring: Import) -> None:
    pantry = service(id="s-2", service_at_locations=[{"id": "sal-2", "location": location()}])
    bring([service(**SHELTERS[0]), pantry])
    hits = search(db, Query("food", find_place("33101"))).hits
    assert [(hit.service_id, hit.address, hit.distance_miles, hit.confidential) for hit in hits] == [
        ("s-2", None, None, True)
    ]


def test_a_shelter_without_a_street_is_not_held_back(db: Database, bring: Import) -> None:
    nowhere = location(addresses=[address(address_1="PO Box 12", postal_code="")], latitude=None, longitude=None)
    bring(service(**SHELTERS[0], service_at_locations=[{"id": "sal-1", "location": nowhere}]))
    bring(service(**SHELTERS[0], id="s-2", service_at_locations=[]))
    assert search(db, Query("shelter")).total == 2


def test_after_a_staff_yes_it_is_shown_until_its_record_changes(db: Database, bring: Import) -> None:
    bring(service(**SHELTERS[0]))
    with db.transaction() as session:
        session.execute(text("update hsds_service set held_back = 0"))
        session.execute(text("update hsds_location set held_back = 0"))
    assert bring(service(**SHELTERS[0])).held_back == 0
    assert search(db, Query("shelter")).hits[0].address == "12 Heron Way, Miami, FL 33101"
    moved = location(addresses=[address(address_1="99 Heron Way")])
    bring(service(**SHELTERS[0], service_at_locations=[{"id": "sal-1", "location": moved}]))
    assert search(db, Query("shelter")).hits == () or search(db, Query("shelter")).hits[0].address is None


def test_a_shelter_and_its_address_in_two_files_still_wait(db: Database, bring: Import) -> None:
    bring(page(location()))
    report = bring(service(**SHELTERS[0], service_at_locations=[{"id": "sal-1", "location_id": "loc-1"}]))
    assert report.of_kind("service", Outcome.HELD_BACK) == 1
    assert search(db, Query("shelter")).total == 0


def test_waiting_ends_only_by_a_staff_yes(db: Database, bring: Import) -> None:
    bring(service(**SHELTERS[0]))
    assert bring(page(location(name="Renamed"))).of_kind("location", Outcome.HELD_BACK) == 1
    bring(service(service_at_locations=[{"id": "sal-1", "location": location()}]))
    assert search(db, Query("food")).total == 0


def test_a_new_address_of_an_approved_shelter_waits_again(db: Database, bring: Import) -> None:
    bring(service(**SHELTERS[0]))
    with db.transaction() as session:
        session.execute(text("update hsds_service set held_back = 0"))
        session.execute(text("update hsds_location set held_back = 0"))
    bring(page(location(addresses=[address(address_1="99 Heron Way")])))
    (hit,) = search(db, Query("shelter")).hits
    assert hit.address is None and hit.confidential


TELLING = {
    "description": "Groceries at 12  heron way. Free, confidential test on Fridays.",
    "application_process": "Bus 3 to Heron Way, ZIP 33101.",
    "url": "https://maps.example/?q=12+Heron+Way",
    "fees_description": "Free at 12 Heron Way",
    "phones": [{"id": "p-1", "number": "305-555-0150", "description": "The desk at 12 Heron Way"}],
    "x-alder": {"translations": {"es": {"description": "Comida en 12 Heron Way"}}},
}


def test_texts_that_repeat_a_confidential_address_are_not_kept(db: Database, bring: Import) -> None:
    owner = {"id": "o-1", "name": "Corner House", "description": "At 12 Heron Way since 1990."}
    sibling = service(id="s-2", phones=[], service_at_locations=[], description="Ask at 12 Heron Way.")
    bring([service(**TELLING, confidential=True, organization=owner), {**sibling, "organization": owner}])
    kept = everything(db)
    assert "heron way" not in kept.lower() and ZIP not in kept
    assert "confidential test on Fridays" in kept and "since 1990" in kept and "305-555-0150" in kept


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_place_that_waits_is_not_told_by_the_texts_of_who_shares_it(db: Database, bring: Import, lang: str) -> None:
    there = [{"id": "sal-2", "location": location()}]
    bring([service(**SHELTERS[0]), service(**TELLING, id="s-2", service_at_locations=there)])
    assert "12 Heron Way" in everything(db)  # it waits for a yes, and is needed then
    (hit,) = search(db, Query("food", find_place("33101"), lang)).hits
    assert "heron way" not in repr(hit).lower() and ZIP not in repr(hit) and hit.url is None
