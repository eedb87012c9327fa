"""The model on lines it never saw: a ratchet under the figures of docs/understanding.md and docs/safety.md."""

from __future__ import annotations

from typing import Any

import pytest

from tests.understanding.lines import LANGUAGES, Told, crisis_lines, held_out
from tests.understanding.score import Ranking, safe, understood


@pytest.fixture(scope="module")
def guess(engine: Any) -> Any:
    def ranking(text: str) -> Ranking:
        return engine.parse(text).ranking  # type: ignore[no-any-return]

    return ranking


def test_every_language_has_held_out_lines() -> None:
    assert len(LANGUAGES) == 12
    for language in LANGUAGES:
        assert len(list(held_out(language))) >= 250, language
        told = list(crisis_lines(language))
        assert min(len([one for one in told if bool(one.kind) is crisis]) for crisis in (True, False)) >= 40, language


# What each language reaches, a little under the figures of the documents: to be raised with every better model.
FIRST = {"ar": 0.77, "hi": 0.84, "fr": 0.86, "vi": 0.87, "tl": 0.87, "ht": 0.87, "es": 0.88, "en": 0.90}
TWO = {"ar": 0.86, "hi": 0.91}
RAISED = {"ar": 0.73, "hi": 0.86, "vi": 0.86, "zh": 0.88, "ru": 0.88, "en": 0.91}
FALSE = {"pt": 0.16, "ru": 0.14}


@pytest.mark.parametrize("language", LANGUAGES)
def test_held_out_lines_are_understood_at_least_as_well_as_before(guess: Any, language: str) -> None:
    figures = understood(held_out(language), guess)
    assert figures.first.share >= FIRST.get(language, 0.91)
    assert figures.two.share >= TWO.get(language, 0.93)
    assert figures.answered_wrong.share <= 0.07


@pytest.mark.parametrize("language", LANGUAGES)
def test_crises_are_raised_and_look_alikes_are_left_in_peace(guess: Any, language: str) -> None:
    counts = safe(crisis_lines(language), guess)
    assert counts.raised.share >= RAISED.get(language, 0.95)
    assert counts.false.share <= FALSE.get(language, 0.12)


@pytest.mark.parametrize("language", ["en", "es"])
def test_crises_among_everyday_lines_are_raised(guess: Any, language: str) -> None:
    told = [Told(one.text, "any", language) for one in held_out(language) if one.intent.startswith("crisis_")]
    assert len(told) > 10 and safe(told, guess).raised.share >= 0.85


@pytest.mark.parametrize("language", LANGUAGES)
def test_everyday_messages_are_no_crisis(guess: Any, language: str) -> None:
    everyday = [Told(one.text, None, language) for one in held_out(language) if not one.intent.startswith("crisis_")]
    assert safe(everyday, guess).false.share <= 0.03
