"""Words and slips of typing find the same on SQLite and on PostgreSQL, and no word leads to where a hidden place is."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator

import pytest
from sqlalchemy import text

from bot.db import Base, Database
from bot.directory.places.find import find_place
from bot.directory.searching.query import Hit, Query, Results, Widened
from bot.directory.service import import_path, keep_index, load_sample, search
from tests.integration.postgres import Postgres
from tests.unit.directory.hsds_files import service

pytest_plugins = ["tests.integration.postgres"]
MIAMI, CHICAGO = find_place("33101"), find_place("60601")


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def sample(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path_factory.mktemp('words') / 'directory.db'}")
    else:
        server: Postgres = request.getfixturevalue("postgres")
        database = Database(server.new_database())
    Base.metadata.create_all(database.engine)
    load_sample(database)
    yield database
    database.engine.dispose()


def first(results: Results) -> Hit:
    return results.hits[0]


@pytest.mark.parametrize(
    ("written", "organization"),
    [
        ("Manglar clinic", "Manglar Community Clinic"),
        ("manglar CLINC", "Manglar Community Clinic"),
        ("mangalr", "Manglar Community Clinic"),
        ("casa semila", "Casa Semilla"),
        ("mangl", "Manglar Community Clinic"),
        ("Pases de autobús gratis", "Ride Together"),
        ("pases autobus", "Ride Together"),
    ],
)
def test_names_and_slips(sample: Database, written: str, organization: str) -> None:
    hit = first(search(sample, Query(text=written, place=MIAMI)))
    assert hit.organization == organization and "words" in hit.why


def test_a_name_goes_before_a_description(sample: Database) -> None:
    hits = search(sample, Query(text="pantry", place=MIAMI, limit=20)).hits
    named = ["pantry" in f"{hit.name} {hit.organization}".lower() for hit in hits]
    assert named[0] and named == sorted(named, reverse=True)


def test_words_and_a_need_go_together(sample: Database) -> None:
    hits = search(sample, Query("medical", MIAMI, text="manglar", limit=20)).hits
    assert hits and {hit.organization for hit in hits} == {"Manglar Community Clinic"}
    assert len(hits) < search(sample, Query(text="manglar", place=MIAMI, limit=20)).total


def test_who_is_out_of_reach_is_found_and_told(sample: Database) -> None:
    results = search(sample, Query(text="manglar", place=CHICAGO))
    assert first(results).organization == "Manglar Community Clinic" and results.widened is Widened.ANYWHERE


def test_words_that_nobody_uses_lead_to_the_national_lines(sample: Database) -> None:
    results = search(sample, Query(text="qqxxzz", place=MIAMI))
    assert results.dropped == ("words",) and all("national" in hit.why for hit in results.hits) and results.hits
    needed = search(sample, Query("food", MIAMI, text="qqxxzz"))
    assert needed.dropped == ("words",) and "near" in first(needed).why


@pytest.mark.parametrize("written", ['"', "a' OR 1=1", "(near)", "*", "' | 'a", "!!", "semilla\\", "%s :x"])
def test_signs_are_no_language(sample: Database, written: str) -> None:
    search(sample, Query("food", MIAMI, text=written))


def test_where_a_hidden_place_is_cannot_be_searched_for(sample: Database) -> None:
    results = search(sample, Query(text="casa semilla", place=MIAMI, limit=20))
    hidden = [hit for hit in results.hits if hit.confidential]
    assert hidden and all(hit.distance_miles is None and hit.address is None for hit in hidden)
    column = "search_text.words" if sample.is_sqlite else "CAST(search_fact.words AS text)"
    with sample.read() as session:
        joined = "JOIN search_text ON search_text.rowid = search_fact.number" if sample.is_sqlite else ""
        for hit in hidden:
            question = f"SELECT {column} FROM search_fact {joined} WHERE search_fact.service_id = :id"
            words = session.execute(text(question), {"id": hit.service_id}).scalar()
            assert "semilla" in words and "zp0r" not in words and "zp2r" not in words, "no square of the map"


def test_a_street_in_a_description_of_a_hidden_place_is_no_word(tmp_path: Path) -> None:
    import json

    db = Database(f"sqlite:///{tmp_path / 'directory.db'}")
    Base.metadata.create_all(db.engine)
    shelter = service(name="Quiet Nest", description="Ring at the blue door, Pelicanquay.")
    for site in shelter["service_at_locations"]:
        site["location"]["addresses"][0]["address_1"] = "Confidential"
    (tmp_path / "file.json").write_text(json.dumps(shelter), encoding="utf-8")
    import_path(db, tmp_path / "file.json")
    assert first(search(db, Query(text="quiet nest"))).confidential
    assert search(db, Query(text="pelicanquay")).dropped == ("words",)
    db.engine.dispose()


def test_an_index_that_is_missing_is_made(sample: Database) -> None:
    with sample.transaction() as session:
        for table in ("search_cell", "search_area", "search_fact"):
            session.execute(text(f"DELETE FROM {table}"))
        session.execute(text("DELETE FROM hsds_load WHERE name = 'search index'"))
    assert search(sample, Query(text="manglar")).dropped
    keep_index(sample)
    assert first(search(sample, Query(text="manglar"))).organization == "Manglar Community Clinic"
