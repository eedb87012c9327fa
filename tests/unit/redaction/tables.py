"""The three tests that every table of a recognizer gets: what it finds, what only a cue lifts, what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from redaction.recognizers.base import THRESHOLD

Test = Callable[..., None]


def table_tests(match: Sequence[Any], weak: Sequence[Any], none: Sequence[Any]) -> tuple[Test, Test, Test]:
    """`test_match, test_weak_match_needs_context, test_no_match` of a module; `matches` is a fixture."""

    @pytest.mark.parametrize(("recognizer", "text", "value"), match)
    def test_match(matches: Any, recognizer: type, text: str, value: str) -> None:
        found = matches(recognizer, text)
        assert any(part == value and score >= THRESHOLD for part, score in found), found

    @pytest.mark.parametrize(("recognizer", "text"), weak)
    def test_weak_match_needs_context(matches: Any, recognizer: type, text: str) -> None:
        found = matches(recognizer, text)
        assert found and all(0 < score < THRESHOLD for _, score in found), found

    @pytest.mark.parametrize(("recognizer", "text"), none)
    def test_no_match(matches: Any, recognizer: type, text: str) -> None:
        assert matches(recognizer, text) == []

    return test_match, test_weak_match_needs_context, test_no_match
