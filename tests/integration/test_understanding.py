"""The model on lines it never saw: a ratchet under the figures of docs/understanding.md."""

from __future__ import annotations

from typing import Any

import pytest

from tests.understanding import held_out, measure


@pytest.mark.parametrize("lang", ["en", "es"])
def test_held_out_lines_are_understood_at_least_as_well_as_before(engine: Any, lang: str) -> None:
    figures = measure(engine, lang)
    assert figures.lines == 400
    assert figures.top1 / figures.lines >= 0.87
    assert figures.top2 / figures.lines >= 0.92
    assert figures.answered_wrong / figures.lines <= 0.07
    assert figures.crisis_raised / figures.crisis >= 0.9
    assert figures.false_alarms / (figures.lines - figures.crisis) <= 0.03


@pytest.mark.parametrize("lang", ["en", "es"])
def test_no_held_out_line_is_a_training_line(lang: str) -> None:
    import yaml

    from bot.engine.nlu import normalised
    from tests.conftest import ROOT

    data = yaml.safe_load((ROOT / f"data/nlu/{lang}.yml").read_text("utf-8"))["nlu"]
    trained = {normalised(line[2:]) for block in data for line in block["examples"].splitlines() if len(line) > 8}
    both = [known["intent"] for known in held_out(lang) if normalised(known["text"]) in trained]
    assert len(both) <= 12  # one-word answers such as "yes" cannot be said otherwise
