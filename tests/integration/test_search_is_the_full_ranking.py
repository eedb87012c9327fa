"""Looking into the index finds the same services in the same order as ranking all of them, on both databases."""

from __future__ import annotations

import random
from datetime import timezone
from pathlib import Path
from typing import Any, Iterator

import pytest
from sqlalchemy import select

from bot.db import Base, Database
from bot.directory.models import ServiceNeedRow
from bot.directory.searching.candidates import some_candidates
from bot.directory.searching.choosing import choose
from bot.directory.searching.rules import rank
from tests.integration.postgres import Postgres
from tests.unit.directory.small_directories import NEEDS, fill, query

pytest_plugins = ["tests.integration.postgres"]


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: Any, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'directory.db'}")
    else:
        server: Postgres = request.getfixturevalue("postgres")
        database = Database(server.new_database())
    Base.metadata.create_all(database.engine)
    yield database
    database.engine.dispose()


@pytest.mark.parametrize("seed", range(3))
def test_the_best_are_the_same(db: Database, seed: int) -> None:
    chance = random.Random(seed)
    fill(db, seed, (12, 60, 150)[seed])
    with db.read() as session:
        all_of = {need: some_candidates(session, _answering(session, need)) for need in NEEDS}
        for number in range(80):
            asked = query(chance)
            assert asked.at is not None
            at = asked.at.replace(tzinfo=timezone.utc) if number % 2 else asked.at
            everything = rank(asked, at, all_of[asked.need])
            for few in (0, 8):  # from nothing known to be few, and with shortcuts
                chosen, counted = choose(session, asked, at, few)
                page = slice(asked.offset, asked.offset + asked.limit)
                assert _told(chosen.matches[page]) == _told(everything.matches[page]), asked
                assert (chosen.widened, chosen.radius_miles) == (everything.widened, everything.radius_miles)
                after = asked.offset + asked.limit
                assert (len(chosen.matches) > after) == (len(everything.matches) > after), "more is honest"
                assert not counted or len(chosen.matches) == len(everything.matches), "so is the total"


def _answering(session: Any, need: str) -> list[str]:
    return list(session.execute(select(ServiceNeedRow.service_id).where(ServiceNeedRow.need == need)).scalars())


def _told(matches: Any) -> list[Any]:
    return [
        (one.candidate.service_id, one.site and one.site.site_id, one.why, one.unknown, one.distance) for one in matches
    ]


def test_hidden_places_are_in_no_index_by_place(db: Database) -> None:
    from sqlalchemy import text

    fill(db, 1, 150)
    with db.read() as session:
        open_places = "confidential = false AND held_back = false AND latitude IS NOT NULL"
        held = session.execute(
            text(
                "SELECT count(*) FROM search_cell c WHERE NOT EXISTS (SELECT 1 FROM hsds_service_at_location a "
                "JOIN hsds_location l ON l.id = a.location_id "
                f"WHERE a.service_id = c.service_id AND l.latitude = c.lat AND {open_places})"
            )
        ).scalar()
        assert held == 0
        assert session.execute(text("SELECT count(*) FROM search_cell")).scalar() > 100
        for (service_id,) in session.execute(text("SELECT id FROM hsds_service WHERE held_back = true")):
            for table in ("search_cell", "search_area", "search_fact"):
                found = f"SELECT count(*) FROM {table} WHERE service_id = :id"
                assert session.execute(text(found), {"id": service_id}).scalar() == 0
