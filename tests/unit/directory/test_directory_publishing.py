"""What leaves the directory: everything that may, nothing of a hidden place, and our own import reads it back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Iterator

import pytest
from sqlalchemy import text

from bot.db import Database
from bot.directory.importing.report import ImportReport
from bot.directory.publishing import fields, rows
from bot.directory.publishing.service import export
from bot.directory.service import import_path
from bot.errors import BadInput
from tests.unit.directory.conftest import Import, made
from tests.unit.directory.hsds_files import address, location, page, service, tabular

SHELTER = {"name": "Emergency shelter", "description": "For women leaving domestic violence."}
NEEDS = [
    {"id": f"at-{code}", "taxonomy_term": {"id": f"t-{code}", "code": code, "name": code, "taxonomy": "alder-needs"}}
    for code in ("food", "legal")
]
ODD = service(
    status="",
    attributes=NEEDS,
    service_areas=[
        {"id": "z-1", "name": "Broward County, FL"},
        {"id": "a-1", "extent": "Miami-Dade County, FL", "extent_type": "text"},
    ],
    languages=[{"id": "z", "name": "Kreyol"}, {"id": "a", "name": "Spanish"}, {"id": "b", "name": "Klingonish"}],
    cost_options=[{"id": "z", "amount": 0, "currency": "usd"}, {"id": "a", "amount": 5.5, "currency": "usd"}],
    phones=[
        {"id": "p-1", "number": "305-555-0150", "extension": "007", "type": "tty"},
        {"id": "p-2", "number": "305-555-0151", "extension": 7, "languages": [{"id": "q", "name": "French"}]},
        {
            "id": "p-3",
            "number": "88788",
            "type": "sms",
            "x-alder": {"keyword": "START"},
            "description": "Day 'or' night",
        },
    ],
    fees_description=None,
    last_modified="2026-03-15T10:30:45.123Z",
    minimum_age=17.5,
    schedules=[
        {"id": "h-1", "freq": "DAILY", "opens_at": "9:00 AM", "closes_at": "17:00", "valid_to": "2027-01-01"},
        {"id": "h-2", "description": "Call first", "x-alder": {"by_appointment": True}},
    ],
    service_at_locations=[
        {
            "id": "sal-1",
            "description": "Side door",
            "location": location(
                location_type="other",
                latitude=None,
                longitude=None,
                addresses=[address(address_type="", state_province=None, country=None)],
                phones=[{"id": "p-8", "number": "305-555-0158"}],
            ),
            "phones": [{"id": "p-9", "number": "305-555-0159"}],
            "schedules": [{"id": "h-9", "freq": "WEEKLY", "byday": "SU", "opens_at": "10:00", "closes_at": "12:00"}],
        }
    ],
    **{"x-alder": {"translations": {"es": {"name": "Despensa"}}, "timezone": "America/New_York"}},
)
DIRECTORIES: dict[str, Any] = {
    "a pantry": service(),
    "tables": tabular(),
    "odd ones": [ODD, service(id="s-2", name="A thing", description=None, phones=[], service_at_locations=[])],
    "a confidential place": [service(confidential=True, service_areas=[]), ODD],
    "a place of its own": page(location()),
}


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Database]:
    database = made(tmp_path / "other.db")
    yield database
    database.engine.dispose()


def written(db: Database, path: Path) -> bytes:
    export(db, path)
    return path.read_bytes()


def kept(db: Database) -> dict[str, list[Any]]:
    """What the tables hold, without digests: those are of files."""
    found: dict[str, list[Any]] = {}
    with db.read() as session:
        for name, table in {**rows.TABLES, "need": rows.NEEDS}.items():
            columns = [column.name for column in table.c if column.name not in ("digest", "source")]
            read = session.execute(table.select()).mappings()
            found[name] = sorted([_told(row[column]) for column in columns] for row in read)
    return found


def _told(value: Any) -> str:
    return json.dumps(value, default=str, sort_keys=True)


def differing(mine: dict[str, list[Any]], theirs: dict[str, list[Any]]) -> list[Any]:
    """The rows that are not in both."""
    return [
        (name, row)
        for name in mine
        for row in mine[name] + theirs[name]
        if (row in mine[name]) != (row in theirs[name])
    ]


def back(db: Database, path: Path) -> ImportReport:
    report = import_path(db, path)
    assert report.refused == 0
    return report


@pytest.mark.parametrize("document", DIRECTORIES.values(), ids=DIRECTORIES.keys())
def test_our_own_import_reads_it_back_unchanged(
    db: Database, other: Database, bring: Import, tmp_path: Path, document: Any
) -> None:
    bring(document)
    before = kept(db)
    first = written(db, tmp_path / "first.json")
    back(other, tmp_path / "first.json")
    assert differing(kept(other), before) == []
    assert written(other, tmp_path / "second.json") == first
    back(db, tmp_path / "first.json")
    assert kept(db) == before and written(db, tmp_path / "third.json") == first
    assert back(db, tmp_path / "first.json").changed == 0


def test_the_sample_comes_back_too(sample: Database, other: Database, tmp_path: Path) -> None:
    first = written(sample, tmp_path / "first.json")
    back(other, tmp_path / "first.json")
    assert differing(kept(other), kept(sample)) == []
    assert written(other, tmp_path / "second.json") == first


def test_a_need_comes_back_with_its_reason_and_none_stays_none(
    db: Database, other: Database, bring: Import, tmp_path: Path
) -> None:
    bring([service(), service(id="s-2", name="Immigration lawyers")])
    with db.transaction() as session:
        session.execute(text("delete from hsds_service_need where service_id = 's-2'"))
    written(db, tmp_path / "first.json")
    back(other, tmp_path / "first.json")
    (need,) = kept(other)["need"]
    assert need[:2] == ['"s-1"', '"food"'] and need[2] not in ('"stated"', '""')


def test_a_place_that_waits_is_named_only_where_a_shown_service_is_there(
    db: Database, other: Database, bring: Import, tmp_path: Path
) -> None:
    bring(service(**SHELTER))
    document = json.loads(written(db, tmp_path / "none.json"))
    assert document["services"] == document["locations"] == []
    bring(service(id="s-2", service_at_locations=[{"id": "sal-2", "location": location()}]))
    before, first = kept(db), written(db, tmp_path / "first.json")
    document = json.loads(first)
    assert [one["id"] for one in document["services"]] == ["s-2"]
    (place,) = document["locations"]
    assert place["x-alder"]["withheld"] is True and not {"name", "latitude", "addresses", "transportation"} & set(place)
    assert b"Heron" not in first and b"33101" not in first and b"25.77" not in first
    back(db, tmp_path / "first.json")
    assert kept(db) == before  # the address that waits here is still here
    back(other, tmp_path / "first.json")
    assert written(other, tmp_path / "second.json") == first


REPEATED = {
    "description": "Groceries at 12 HERON  WAY. Free, confidential test on Fridays. Text HOME to 88788.",
    "application_process": "Take Bus 3 to Heron Way, or see https://maps.example/?q=12+Heron+Way, FL 33101.",
    "alert": "We are at 25.7791, -80.1978",
    "url": "https://www.google.com/maps/place/25.7791,-80.1978",
    "fees_description": "Free at 12 Heron Way",
    "phones": [{"id": "p-1", "number": "305-555-0150", "description": "The desk in 12 Heron Way, Miami, FL 33101"}],
    "service_areas": [
        {"id": "a-1", "name": "ZIP 33101"},
        {"id": "a-2", "extent": "[-80.1978]", "extent_type": "geojson"},
    ],
    "x-alder": {"translations": {"es": {"description": "Comida en 12 Heron Way"}}},
}  # fmt: skip


@pytest.mark.parametrize("hidden", ["confidential", "waits"])
def test_texts_that_repeat_where_a_hidden_place_is_lose_it(
    db: Database, bring: Import, tmp_path: Path, hidden: str
) -> None:
    owner = {"id": "o-1", "name": "Corner House", "description": "In 12 Heron Way since 1990."}
    bring(service(**REPEATED, organization=owner, confidential=hidden == "confidential"))
    if hidden == "waits":
        bring(
            service(
                **SHELTER, id="s-2", organization=owner, service_at_locations=[{"id": "sal-2", "location": location()}]
            )
        )
    found = written(db, tmp_path / "first.json")
    for needle in (b"heron", b"33101", b"25.7", b"80.19", b"maps"):
        assert needle not in found.lower(), needle
    assert b"confidential test on Fridays. Text HOME to 88788." in found and b"since 1990" in found


def test_the_second_look_does_not_trust_the_first(db: Database, bring: Import, tmp_path: Path) -> None:
    bring(service())
    for column in ("confidential", "held_back"):
        with db.transaction() as session:  # by hand, or by a mistake of an import
            session.execute(text("update hsds_location set confidential = false, held_back = false"))
            session.execute(text(f"update hsds_location set {column} = true"))
        found = written(db, tmp_path / "first.json")
        assert not [one for one in (b"Heron", b"33101", b"25.77", b"80.19") if one in found]


def test_a_description_that_says_confidential_hides_nothing(db: Database, bring: Import, tmp_path: Path) -> None:
    bring(service())
    found = written(db, tmp_path / "first.json")
    assert b"12 Heron Way" in found and b"33101" in found and b"25.7791" in found and b"Bus 3" in found


@pytest.mark.parametrize("kind", rows.TABLES)
def test_every_column_is_published_or_stays_on_purpose(kind: str) -> None:
    known = {"id", *fields.PUBLISHED[kind], *fields.ELSEWHERE.get(kind, ()), *fields.STAYS.get(kind, ())}
    new = {column.name for column in rows.TABLES[kind].c} - known
    assert not new, "say in publishing/fields.py whether these go out"


def test_a_broken_export_leaves_no_file(db: Database, bring: Import, tmp_path: Path, monkeypatch: Any) -> None:
    bring(service())
    monkeypatch.setattr("bot.directory.publishing.package.line", lambda one: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(db, tmp_path / "first.json")
    assert not list(tmp_path.glob("*first*"))
    for path, form in ((tmp_path / "no" / "file.json", "json"), (tmp_path, "json"), (tmp_path / "x", "doc")):
        with pytest.raises(BadInput):
            export(db, path, form)
