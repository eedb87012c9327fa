"""`alder safety --jsonl`: one answer a line, in order, and never the text in an error."""

from __future__ import annotations

import json
from typing import Any

from bot.safety.cli import run


def answers(*lines: str, model: Any = None) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(lines, model)]


def test_phrase_and_none() -> None:
    assert answers('{"text": "i want to die"}', '{"text": "hi", "lang": "en"}', '{"text": "hi", "lang": null}') == [
        {"crisis": "self_harm", "why": "phrase"},
        {"crisis": None, "why": None},
        {"crisis": None, "why": None},
    ]


def test_bad_lines_do_not_stop_it_and_are_not_repeated() -> None:
    bad = ["secret words", "[1]", '{"text": 5}', "{}", "", '{"text": "secret", "lang": 3}', "[" * 100000]
    found = answers(*bad, '{"text": "tiene pistola"}')
    assert [list(answer) for answer in found[:-1]] == [["error"]] * len(bad)
    assert "secret" not in json.dumps(found)
    assert found[-1] == {"crisis": "danger", "why": "phrase"}


def test_the_model_is_the_second_net() -> None:
    asked: list[str] = []

    def model(text: str) -> list[tuple[str, float]]:
        asked.append(text)
        return [("crisis_danger", 0.8)]

    assert answers('{"text": "i want to die"}', '{"text": "he is near"}', model=model) == [
        {"crisis": "self_harm", "why": "phrase"},
        {"crisis": "danger", "why": "model"},
    ]
    assert asked == ["he is near"]


def test_a_model_that_fails_is_said_and_silences_no_phrase() -> None:
    def model(text: str) -> list[tuple[str, float]]:
        raise RuntimeError(text)

    found = answers('{"text": "secret"}', '{"text": "i want to die"}', model=model)
    assert list(found[0]) == ["error"]
    assert "secret" not in json.dumps(found)
    assert found[1] == {"crisis": "self_harm", "why": "phrase"}
