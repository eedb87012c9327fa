"""`alder nlu` reads the words of the assistant once, however many lines it answers."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli.main import main
from bot.content import catalogue
from bot.engine import engine, load
from bot.engine.engine import Parsed


class Knowing:
    """An engine that takes everything for a greeting."""

    def __init__(self, model: Path) -> None: ...

    def parse(self, text: str) -> Parsed:
        return Parsed(text, "greet", 0.9, (("greet", 0.9),), {})


def test_many_lines_read_the_catalogue_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reads: list[int] = []
    real = catalogue.read_files

    def counted() -> Any:
        reads.append(1)
        return real()

    monkeypatch.setattr(catalogue, "read_files", counted)
    monkeypatch.setattr(engine, "Engine", Knowing)
    monkeypatch.setattr(load, "newest_model", lambda folder: folder)
    asked = "\n".join(json.dumps({"text": text}) for text in ("hello there, good morning", "necesito comida hoy", "hi"))
    monkeypatch.setattr("sys.stdin", io.StringIO(asked))
    with pytest.raises(SystemExit):
        main(["nlu", "--jsonl"])
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["intent"] for one in answers] == ["greet"] * 3
    assert answers[1]["lang"] == "es"
    assert len(reads) == 1
