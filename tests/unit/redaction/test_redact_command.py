"""`alder redact --jsonl`: each line in order, a bad line reported without stopping and without quoting it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from redaction import cli


def test_lines_are_answered_in_order(redactor: Any) -> None:
    lines = [
        json.dumps({"text": "me llamo Luz", "lang": "es"}),
        "not json with Xochitl in it",
        json.dumps({"text": 5}),
        json.dumps(["text"]),
        "",
        json.dumps({"text": "llámame al 305-555-0123"}),
        json.dumps({"text": "ok", "lang": 3}),
    ]
    answers = [json.loads(answer) for answer in cli.run(lines, redactor)]
    assert answers[0]["redacted"] == "me llamo <PERSON_1>"
    assert {k: answers[0]["findings"][0][k] for k in ("type", "start", "end")} == {
        "type": "PERSON",
        "start": 9,
        "end": 12,
    }
    assert 0 < answers[0]["findings"][0]["score"] <= 1
    assert [set(answer) for answer in answers[1:5]] == [{"error"}] * 4
    assert answers[5]["redacted"] == "llámame al <PHONE_1>"
    assert set(answers[6]) == {"error"}
    assert "Xochitl" not in json.dumps(answers)


def test_a_stream_is_read_to_its_end(redactor: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(cli, "build", lambda: redactor)
    out = io.StringIO()
    cli.redact_jsonl(io.StringIO('{"text": "hello"}\n{"text": "\\ud83d"}\n'), out)
    assert [json.loads(line)["redacted"] for line in out.getvalue().splitlines()] == ["hello", "\ud83d"]


@pytest.mark.parametrize("text", ["<PERSON_1>", "\u200b", "é" * 10])
def test_any_text_gets_an_answer(redactor: Any, text: Any) -> None:
    (answer,) = cli.run([json.dumps({"text": text})], redactor)
    assert "redacted" in json.loads(answer)
