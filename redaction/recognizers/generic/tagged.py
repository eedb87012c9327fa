"""Recognizes what the tagger marked: names, places, organizations and every other type, without a cue."""

from __future__ import annotations

from typing import Any

from presidio_analyzer import EntityRecognizer, RecognizerResult

from redaction.cues import Cues
from redaction.places import Places
from redaction.recognizers.base import THRESHOLD, result
from redaction.types import IDENTIFIER_TYPES


class Tagged(EntityRecognizer):  # type: ignore[misc]
    """Hands on the entities that came with the message, as Presidio's recognizers of spaCy entities do."""

    def __init__(self, cues: Cues, places: Places, language: str = "en") -> None:
        super().__init__(list(IDENTIFIER_TYPES), supported_language=language)

    def load(self) -> None:
        """Nothing to load: one tagger serves every language, and runs before the recognizers."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        tagged = nlp_artifacts.entities if nlp_artifacts else ()
        return [result(self, found.type, found.start, found.end, max(found.score, THRESHOLD)) for found in tagged]
