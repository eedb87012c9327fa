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


# What each language reaches, a little under the figures of the documents: to be raised with every better model. One
# line is two hundredths of a language's crises, and another processor rounds otherwise; all together vary less.
FIRST = {"ar": 0.81, "hi": 0.85, "ht": 0.86, "tl": 0.89, "vi": 0.89, "en": 0.90, "es": 0.90, "fr": 0.90, "pt": 0.91}
TWO = {"ar": 0.88, "hi": 0.92, "ht": 0.92}
RAISED = {"ar": 0.82, "hi": 0.84, "zh": 0.91, "en": 0.93, "ru": 0.93, "vi": 0.93}


@pytest.mark.parametrize("language", LANGUAGES)
def test_held_out_lines_are_understood_at_least_as_well_as_before(guess: Any, language: str) -> None:
    figures = understood(held_out(language), guess)
    assert figures.first.share >= FIRST.get(language, 0.93)
    assert figures.two.share >= TWO.get(language, 0.945)
    assert figures.answered_wrong.share <= 0.07


@pytest.mark.parametrize("language", LANGUAGES)
def test_crises_are_raised_and_look_alikes_are_left_in_peace(guess: Any, language: str) -> None:
    counts = safe(crisis_lines(language), guess)
    assert counts.raised.share >= RAISED.get(language, 0.95)
    assert counts.false.share <= 0.14


def test_in_all_languages_together_crises_are_raised_and_look_alikes_are_left_in_peace(guess: Any) -> None:
    counts = safe((line for language in LANGUAGES for line in crisis_lines(language)), guess)
    assert counts.raised.share >= 0.95
    assert counts.false.share <= 0.095


@pytest.mark.parametrize("language", ["en", "es"])
def test_crises_among_everyday_lines_are_raised(guess: Any, language: str) -> None:
    told = [Told(one.text, "any", language) for one in held_out(language) if one.intent.startswith("crisis_")]
    assert len(told) > 10 and safe(told, guess).raised.share >= 0.85


@pytest.mark.parametrize("language", LANGUAGES)
def test_everyday_messages_are_no_crisis(guess: Any, language: str) -> None:
    everyday = [Told(one.text, None, language) for one in held_out(language) if not one.intent.startswith("crisis_")]
    assert safe(everyday, guess).false.share <= 0.03
