"""The needs of services on SQLite and PostgreSQL: corrections last, a second pass reads only what is new."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Iterator, Mapping

import numpy
import pytest
from sqlalchemy import select, text
from typer.testing import CliRunner

from bot.audit import service as audit
from bot.audit.models import AuditRow
from bot.db import Database
from bot.directory.cli import app
from bot.directory.needing.service import correct, needs_of_service, recompute, waiting_for_vectors
from bot.directory.searching.query import Query
from bot.directory.service import import_path, search
from bot.engine import encoder as engine
from bot.errors import BadInput, NotFound
from bot.migrations import run
from tests.integration.postgres import Postgres
from tests.unit.directory.hsds_files import service

pytest_plugins = ["tests.integration.postgres"]
PANTRY = "s-1"


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A house's database without services."""
    from bot import bootstrap

    if request.param == "postgresql":
        postgres: Postgres = request.getfixturevalue("postgres")
        monkeypatch.setenv("ALDER_DATABASE_URL", postgres.new_database())
    built = bootstrap.house().db
    yield built
    built.engine.dispose()


@pytest.fixture
def bring(db: Database, tmp_path: Path) -> Any:
    def bring_in(**changes: Any) -> None:
        path = tmp_path / "file.json"
        path.write_text(json.dumps(service(**changes)), encoding="utf-8")
        import_path(db, path)

    return bring_in


def given(db: Database, service_id: str = PANTRY) -> dict[str, str]:
    return {one.need: one.reason for one in needs_of_service(db, service_id).needs}


def test_an_import_gives_needs_with_reason_and_confidence(db: Database, bring: Any) -> None:
    bring()
    assert given(db) == {"food": "name: food pantry"}
    assert 0 < needs_of_service(db, PANTRY).needs[0].confidence < 1


def test_a_correction_lasts_through_imports_and_its_later_word_counts(db: Database, bring: Any) -> None:
    bring()
    correct(db, PANTRY, "food", False, "lead-1", "closed its kitchen")
    correct(db, PANTRY, "legal", True, "lead-1")
    assert given(db) == {"legal": "lead"}
    bring()
    bring(description="A food pantry, and rental assistance.")
    assert given(db) == {"legal": "lead", "shelter": "description: rental assistance"}
    assert [hit.service_id for hit in search(db, Query("legal")).hits] == [PANTRY]
    correct(db, PANTRY, "food", True, "lead-2")
    found = needs_of_service(db, PANTRY)
    assert found.needs[0].confidence == 1.0 and given(db)["food"] == "lead"
    assert [(one.need, one.answers, one.by) for one in found.corrections] == [
        ("food", True, "lead-2"),
        ("legal", True, "lead-1"),
    ]


def test_a_correction_waits_for_a_service_that_left_and_comes_back(db: Database, bring: Any) -> None:
    bring()
    correct(db, PANTRY, "food", False, "lead-1")
    with db.transaction() as session:
        session.execute(text("DELETE FROM hsds_service"))
    bring()
    assert given(db) == {}


def test_a_correction_is_on_the_audit_log_as_codes(db: Database, bring: Any) -> None:
    bring(id="https://example.org/services/1")
    correct(db, "https://example.org/services/1", "food", False, "lead-1", "Ann told me")
    with db.own_transaction() as session:
        codes = [
            row.codes for row in session.execute(select(AuditRow).where(AuditRow.event == "need.corrected")).scalars()
        ]
        assert audit.check(session).broken is None
    assert codes[0]["need"] == "food" and codes[0]["answers"] == "no" and "Ann" not in str(codes)


def test_a_correction_of_what_is_not_there(db: Database, bring: Any) -> None:
    bring()
    with pytest.raises(NotFound):
        correct(db, "nobody", "food", True, "lead-1")
    with pytest.raises(BadInput):
        correct(db, PANTRY, "unicorns", True, "lead-1")
    with pytest.raises(BadInput):
        correct(db, PANTRY, "food", True, "Ann Lead, 12 Heron Way")


class Letters:
    """Stands in for the encoder: a vector that is all on the first letter."""

    made_of = "letters-1"
    read = 0

    def vector(self, told: str) -> Any:
        Letters.read += 1
        return self.vectors([told])[0]

    def vectors(self, texts: list[str]) -> Any:
        return numpy.array([[float(ord(one[0]) % 7 == at) for at in range(7)] for one in texts], numpy.float32)

    def spoken(self, told: str) -> Mapping[str, float]:
        return {}


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> type[Letters]:
    monkeypatch.setattr(engine, "encoder_of_understanding", lambda _models: Letters())
    monkeypatch.setattr(Letters, "read", 0)
    return Letters


def test_the_second_pass_reads_what_is_new_once_and_keeps_corrections(
    db: Database, bring: Any, letters: type[Letters]
) -> None:
    bring()
    bring(id="s-2")
    correct(db, PANTRY, "legal", True, "lead-1")
    with db.read() as session:
        assert waiting_for_vectors(session) == 2
    steps: list[tuple[int, int]] = []
    assert recompute(db, Path("models"), lambda done, of: steps.append((done, of)))[0] == 2
    assert steps[-1] == (2, 2) and letters.read == 2 and given(db)["legal"] == "lead"
    assert recompute(db, Path("models")) == (0, 0) and letters.read == 2
    bring(phones=[])  # other numbers, the same text: what the vectors said stays
    assert recompute(db, Path("models"))[0] == 0
    bring(description="Now a shelter bed for the night.")
    assert recompute(db, Path("models"))[0] == 1 and given(db)["shelter"] == "description: shelter bed"


def test_cut_off_it_goes_on_where_it_was(
    db: Database, bring: Any, letters: type[Letters], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.directory.needing import service as needing

    monkeypatch.setattr(needing, "_AT_ONCE", 1)
    for number in range(3):
        bring(id=f"s-{number}")

    def cut_off(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        recompute(db, Path("models"), cut_off)
    assert recompute(db, Path("models"))[0] == 2


def test_without_the_encoder_the_words_stay_and_it_is_said(
    db: Database, bring: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bring()
    monkeypatch.setattr(engine, "_named", lambda: "redaction.tagger.nowhere.encoder")
    with pytest.raises(engine.NoEncoder):
        recompute(db, tmp_path)
    assert given(db) == {"food": "name: food pantry"}


def test_the_command(db: Database, bring: Any) -> None:
    bring()
    runner = CliRunner(mix_stderr=False)
    said = runner.invoke(app, ["needs", PANTRY, "--add", "work", "--remove", "food", "--by", "lead-1", "--json"])
    assert said.exit_code == 0, said.stderr
    answer = json.loads(said.stdout)
    assert answer["needs"] == [{"need": "work", "confidence": 1.0, "origin": "lead", "reason": "lead"}]
    assert {one["need"]: one["answers"] for one in answer["corrections"]} == {"work": True, "food": False}
    assert "does not answer food" in runner.invoke(app, ["needs", PANTRY]).stdout
    for wrong in (["needs"], ["needs", "nobody"], ["needs", PANTRY, "--add", "unicorns"]):
        failed = runner.invoke(app, wrong)
        assert failed.exit_code != 0 and len(failed.stderr.strip().splitlines()) == 1


def test_upgrading_keeps_what_was_stated(db: Database) -> None:
    """From before: a need stated by the publisher was only in its row, and a new reading would have lost it."""
    run.migrate(db, "0007")
    with db.transaction() as session:
        session.execute(
            text(
                "INSERT INTO hsds_service (id, name, held_back, source, digest) VALUES ('s', 'Food bank', :no, '', '')"
            ),
            {"no": False},
        )
        session.execute(
            text("INSERT INTO hsds_service_need (service_id, need, reason) VALUES ('s', 'legal', 'stated')")
        )
    run.migrate(db)
    from bot.directory.follow import follow

    with db.transaction() as session:
        follow(session, ["s"])
    assert given(db, "s") == {"legal": "stated"} and needs_of_service(db, "s").needs[0].confidence == 1.0


def test_our_own_export_brought_back_changes_nothing_and_freezes_nothing(
    db: Database, bring: Any, tmp_path: Path
) -> None:
    """It states all needs of a service: taken for the publisher's word, no later text of theirs would be read."""
    from bot.directory.publishing.package import write_json

    bring()
    correct(db, PANTRY, "legal", True, "lead-1")
    before = needs_of_service(db, PANTRY)
    with db.read() as session:
        write_json(session, tmp_path / "ours.json")
    import_path(db, tmp_path / "ours.json")
    assert needs_of_service(db, PANTRY) == before
    bring(name="Corner House", description="Rental assistance.")
    assert given(db) == {"legal": "lead", "shelter": "description: rental assistance"}
