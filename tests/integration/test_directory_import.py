"""HSDS files of every shape into a real SQLite file: what is kept, what is counted, and that twice is once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Iterator

import pytest
from sqlalchemy import text

from bot.db import Base, Database
from bot.directory.importing.report import ImportReport, Outcome
from bot.directory.places.find import find_place
from bot.directory.searching.query import Phone, Query
from bot.directory.service import get, import_path, search
from bot.errors import BadInput
from tests.unit.directory.hsds_files import address, location, page, service, tabular

# Not part of the project: where the examples of the specification lie beside it, they must go in too.
_OFFICIAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "hsds-3.0" / "examples"
_EXAMPLES = sorted(path for path in _OFFICIAL.glob("*.json") if path.exists())


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'directory.db'}")
    Base.metadata.create_all(database.engine)
    yield database
    database.engine.dispose()


def bring(db: Database, path: Path, document: Any) -> ImportReport:
    path.mkdir(exist_ok=True)
    file = path / "file.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return import_path(db, file)


def dump(db: Database) -> str:
    with db.read() as session:
        names = session.execute(text("select name from sqlite_master where type = 'table' order by name")).scalars()
        tables = [name for name in names.all() if name.startswith("hsds_")]
        return str([[tuple(row) for row in session.execute(text(f"select * from {t} order by 1, 2"))] for t in tables])


def organization_full() -> dict[str, Any]:
    offered = {key: value for key, value in service().items() if key != "organization"}
    return {"id": "o-1", "name": "Corner House", "website": "https://corner.example", "services": [offered]}


def service_at_location_full() -> dict[str, Any]:
    offered = {key: value for key, value in service().items() if key != "service_at_locations"}
    return {"id": "sal-1", "service": offered, "location": location()}


SHAPES = {
    "one service": service(),
    "a list": [service()],
    "a page": page(service()),
    "a package": {"services": [service()]},
    "an organization": organization_full(),
    "a service at a location": service_at_location_full(),
    "tables": tabular(),
}


@pytest.mark.parametrize("document", SHAPES.values(), ids=SHAPES.keys())
def test_every_shape_gives_the_same_service(db: Database, tmp_path: Path, document: Any) -> None:
    report = bring(db, tmp_path / "in", document)
    assert report.of_kind("service", Outcome.STORED) == 1
    assert report.read == report.stored + report.held_back + report.refused + report.not_kept
    (hit,) = search(db, Query("food", find_place("33101"))).hits
    assert (hit.name, hit.organization) == ("Corner Food Pantry", "Corner House")
    assert hit.address == "12 Heron Way, Miami, FL 33101" and hit.distance_miles == 0.0
    assert hit.phones[0].number == "305-555-0150" and "ht" in hit.languages
    assert hit.timezone == "America/New_York" and "Ann Persona" not in dump(db)


@pytest.mark.parametrize("document", SHAPES.values(), ids=SHAPES.keys())
def test_importing_twice_changes_nothing(db: Database, tmp_path: Path, document: Any) -> None:
    first = bring(db, tmp_path / "in", document)
    before = dump(db)
    second = bring(db, tmp_path / "in", document)
    assert dump(db) == before
    assert (second.changed, second.read, second.stored) == (0, first.read, first.stored)


def test_the_official_examples_go_in(tmp_path: Path) -> None:
    for path in _EXAMPLES:  # where they are at hand: they are not ours to ship
        db = Database(f"sqlite:///{tmp_path / path.stem}.db")
        Base.metadata.create_all(db.engine)
        report = import_path(db, path)
        assert report.refused == 0 and report.read > 0, path.stem
        before = dump(db)
        assert import_path(db, path).changed == 0 and dump(db) == before, path.stem


def test_the_pantry_in_full(db: Database, tmp_path: Path) -> None:
    report = bring(db, tmp_path / "in", service())
    assert list(report.reasons(Outcome.REFUSED)) == [("schedule", "no hours", 1)]
    assert list(report.reasons(Outcome.NOT_KEPT)) == [("contact", "names of staff are not kept", 1)]
    hit = get(db, "s-1")
    assert hit is not None
    assert hit.description == "Groceries for the week.\nFree, confidential test on Fridays."
    assert hit.phones == (Phone("305-555-0150", "57471", "voice"),)
    assert hit.languages == ("ht", "es") and hit.cost == "Free" and hit.minimum_age == 18
    assert [rule.days for rule in hit.hours] == [(0, 1)]


def test_bad_rows_never_stop_the_rest(db: Database, tmp_path: Path) -> None:
    broken: list[Any] = [
        service(id="s-0", name=None),
        {"name": "no id", "status": "active"},
        {"something": "else"},
        "not a record",
        service(phones=[{"id": "p", "number": "call us"}, {"id": "q", "number": "305-555-0151"}, 7]),
        service(id="s-2", schedules=[{"id": "h", "byday": "MO", "opens_at": "whenever"}], phones=[]),
    ]
    report = bring(db, tmp_path / "in", broken)
    reasons = {reason for _, reason, _ in report.reasons(Outcome.REFUSED)}
    assert reasons >= {"no name", "no id", "not a known HSDS record", "no usable number", "time not understood"}
    assert report.of_kind("service", Outcome.STORED) == 2
    assert get(db, "s-1") is not None and get(db, "s-2") is not None and get(db, "s-0") is None


def test_what_a_later_file_does_not_mention_stays_and_what_it_mentions_is_replaced(
    db: Database, tmp_path: Path
) -> None:
    bring(db, tmp_path / "in", service())
    bring(
        db,
        tmp_path / "in",
        page({"id": "s-1", "name": "Corner Pantry", "description": "food pantry", "status": "active"}),
    )
    hit = get(db, "s-1")
    assert hit is not None and hit.name == "Corner Pantry" and hit.phones and hit.address
    bring(db, tmp_path / "in", service(phones=[{"id": "p-2", "number": "305-555-0152"}]))
    hit = get(db, "s-1")
    assert hit is not None and [phone.number for phone in hit.phones] == ["305-555-0152"]


def test_an_id_used_twice_by_a_publisher_overwrites_nobody(db: Database, tmp_path: Path) -> None:
    other = {
        "id": "s-2",
        "name": "Soup kitchen",
        "status": "active",
        "phones": [{"id": "p-1", "number": "305-555-0160"}],
    }
    bring(db, tmp_path / "in", service())
    bring(db, tmp_path / "in", other)
    bring(db, tmp_path / "in", [service(), {**other, "id": "s-3"}])
    numbers = {key: hit.phones[0].number for key in ("s-1", "s-2", "s-3") if (hit := get(db, key))}
    assert numbers == {"s-1": "305-555-0150", "s-2": "305-555-0160", "s-3": "305-555-0160"}


@pytest.mark.parametrize("status", ["inactive", "defunct", "temporarily closed"])
def test_what_is_not_running_is_kept_but_not_found(db: Database, tmp_path: Path, status: str) -> None:
    assert bring(db, tmp_path / "in", service(status=status)).of_kind("service", Outcome.STORED) == 1
    assert search(db, Query("food")).total == 0 and get(db, "s-1") is None


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"latitude": 100, "longitude": 101, "addresses": []}, "coordinates out of range were left out"),
        ({"latitude": None, "longitude": None}, "coordinates taken from the ZIP code"),
        ({"latitude": 0, "longitude": 0, "addresses": []}, "no coordinates"),
    ],
)
def test_coordinates_are_believed_only_as_far_as_they_can_be(
    db: Database, tmp_path: Path, changes: dict[str, Any], note: str
) -> None:
    sited = service(service_at_locations=[{"id": "sal-1", "location": location(**changes)}])
    report = bring(db, tmp_path / "in", sited)
    assert ("location", note, 1) in list(report.reasons(Outcome.STORED))


def test_a_post_office_box_is_nowhere_to_go(db: Database, tmp_path: Path) -> None:
    boxed = location(addresses=[address(address_1="P.O. Box 12", address_type="postal")])
    bring(db, tmp_path / "in", service(service_at_locations=[{"id": "sal-1", "location": boxed}]))
    hit = get(db, "s-1")
    assert hit is not None and hit.address is None


def test_a_file_that_is_not_json_changes_nothing_and_says_so_in_a_sentence(db: Database, tmp_path: Path) -> None:
    file = tmp_path / "broken.json"
    file.write_text("{", encoding="utf-8")
    for path in (file, tmp_path / "absent.json"):
        with pytest.raises(BadInput):
            import_path(db, path)
    (tmp_path / "good.json").write_text(json.dumps(service()), encoding="utf-8")
    report = import_path(db, tmp_path)
    assert ("file", "not a JSON file", 1) in list(report.reasons(Outcome.REFUSED))
    assert get(db, "s-1") is not None


def test_progress_is_told(db: Database, tmp_path: Path) -> None:
    file = tmp_path / "file.json"
    file.write_text(json.dumps(service()), encoding="utf-8")
    told: list[tuple[int, int]] = []
    import_path(db, file, lambda done, of: told.append((done, of)))
    assert told[-1] == (3, 3)
