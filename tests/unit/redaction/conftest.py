"""One redactor for all tests here: Presidio takes seconds to import."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from redaction import cues as cue_files
from redaction.cues import Cues
from redaction.engine import Redactor
from redaction.gazetteer import us_cities
from redaction.places import Places
from redaction.view import look

LANGUAGES = cue_files.available()
Matches = list[tuple[str, float]]


@pytest.fixture(scope="session")
def cues() -> Cues:
    return cue_files.load(LANGUAGES)


@pytest.fixture(scope="session")
def places(cues: Cues) -> Places:
    return Places(cues, us_cities())


@pytest.fixture(scope="session")
def redactor() -> Redactor:
    # No clock in the tables: a busy machine must not turn a match into a withheld message.
    built = Redactor(LANGUAGES, limit_seconds=60, tagger_folder=None)
    assert built.level == "presidio", built.reason
    return built


@pytest.fixture(scope="session")
def matches(cues: Cues, places: Places) -> Callable[[type, str], Matches]:
    """What one recognizer finds in a text by itself: the best score for each stretch."""
    built: dict[type, object] = {}

    def find(recognizer: type, text: str) -> Matches:
        if recognizer not in built:
            built[recognizer] = recognizer(cues, places)
        best: dict[str, float] = {}
        for result in built[recognizer].analyze(look(text).text, []):  # type: ignore[attr-defined]
            value = text[result.start : result.end]
            best[value] = max(best.get(value, 0.0), result.score)
        return sorted(best.items(), key=lambda item: -item[1])

    return find
