"""A mere likelihood opts nobody out."""

from __future__ import annotations

import pytest

from bot.engine.engine import FALLBACK_INTENT, Parsed
from bot.engine.surely import surely


@pytest.mark.parametrize(
    ("intent", "confidence", "taken_for"),
    [
        ("opt_out", 0.6, "opt_out"),
        ("opt_out", 0.59, FALLBACK_INTENT),
        ("need_food", 0.36, "need_food"),
        (FALLBACK_INTENT, 0.3, FALLBACK_INTENT),
    ],
)
def test_what_it_is_taken_for(intent: str, confidence: float, taken_for: str) -> None:
    ranking = ((intent, confidence), ("affirm", 0.1))
    parsed = Parsed("stop it", intent, confidence, ranking, {"intent": {"name": intent}, "intent_ranking": []})
    found = surely(parsed)
    assert found.intent == found.data["intent"]["name"] == taken_for
    assert found.ranking == ranking and found.text == parsed.text
