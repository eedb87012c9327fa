"""The model on lines it never saw: a ratchet under the figures of docs/understanding.md."""

from __future__ import annotations

from typing import Any

import pytest

from tests.understanding import measure


@pytest.mark.parametrize("lang", ["en", "es"])
def test_held_out_lines_are_understood_at_least_as_well_as_before(engine: Any, lang: str) -> None:
    figures = measure(engine, lang)
    assert figures.lines >= 280
    assert figures.top1 / figures.lines >= 0.84
    assert figures.top2 / figures.lines >= 0.89
    assert figures.answered_wrong / figures.lines <= 0.07
    assert figures.crisis_raised / figures.crisis >= 0.85
    assert figures.false_alarms / (figures.lines - figures.crisis) <= 0.03
