"""`alder directory`: what outside checks call, and how it fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot import bootstrap
from bot.db import Database
from bot.directory.cli import app
from tests.unit.directory.hsds_files import service

RUNNER = CliRunner(mix_stderr=False)
FIELDS = {"id", "name", "organization", "distance_miles", "open_now", "why", "phones", "languages", "hours", "address",
          "cost", "url", "confidential"}  # fmt: skip


@pytest.fixture
def wired(sample: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setattr(bootstrap, "database", lambda: sample)
    return sample


def found(*arguments: str) -> Any:
    result = RUNNER.invoke(app, ["search", *arguments, "--json"])
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_search_in_json(wired: Database) -> None:
    hits = found("--need", "shelter", "--near", "33101", "--lang", "ht", "--at", "2026-11-26T02:00")
    assert all(hit.keys() >= FIELDS for hit in hits)
    assert hits[0]["name"] == "Beds tonight" and hits[0]["open_now"] is True and hits[0]["hours"] == "24 è"
    assert {"near", "open_now", "speaks_language"} == set(hits[0]["why"])


def test_search_in_text(wired: Database) -> None:
    result = RUNNER.invoke(app, ["search", "--need", "safety_plan", "--near", "miami"])
    assert result.exit_code == 0
    assert "address is confidential" in result.stdout and "why: " in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "--need", "unicorns"],
        ["search", "--need", "shelter", "--near", "qqqqzz"],
        ["search", "--need", "shelter", "--at", "tomorrow"],
        ["import", "nothing-here.json"],
    ],
)
def test_bad_input_is_one_sentence_on_stderr(wired: Database, arguments: list[str]) -> None:
    result = RUNNER.invoke(app, arguments)
    assert result.exit_code != 0
    assert len(result.stderr.strip().splitlines()) == 1 and result.stderr.strip().endswith(".")


def test_import_prints_counts_with_reasons(db: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bootstrap, "database", lambda: db)
    file = tmp_path / "file.json"
    file.write_text(json.dumps(service()), encoding="utf-8")
    result = RUNNER.invoke(app, ["import", str(file)])
    assert result.exit_code == 0
    for line in ("Read ", "Stored: ", "Held back: 0", "Refused: 1", "1 schedule: no hours", "Not kept: 1"):
        assert line in result.stdout


def test_filters_are_said_in_the_answer(wired: Database) -> None:
    hits = found("--need", "shelter", "--near", "33101", "--free", "--for", "women", "--open-now", "--age", "30")
    assert hits and all(set(hit["unknown"]) <= {"free", "for_women", "open_now", "age"} for hit in hits)
    assert any("free" in hit["why"] for hit in hits)


@pytest.mark.parametrize(
    "arguments", [["--cost", "cheap"], ["--for", "aliens"], ["--remote", "--in-person"], ["--near", "33101"]]
)
def test_filters_that_there_are_not(wired: Database, arguments: list[str]) -> None:
    need = [] if arguments[0] == "--near" else ["--need", "food"]
    result = RUNNER.invoke(app, ["search", *need, *arguments])
    assert result.exit_code == 1 and len(result.stderr.strip().splitlines()) == 1
