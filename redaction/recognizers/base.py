"""The two shapes a recognizer takes: patterns with cues, or a finder of the project; both speak Presidio."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Protocol

from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer, RecognizerResult

from redaction.cues import Cues
from redaction.places import Places
from redaction.shapes import compiled, matches
from redaction.types import FINANCIAL, GOVERNMENT_ID, IP_ADDRESS, PHONE, VEHICLE, Finding
from redaction.words import Word, cut, keys

_OF_DIGITS = frozenset((PHONE, GOVERNMENT_ID, FINANCIAL, VEHICLE, IP_ADDRESS))
# What the frame lets through.
THRESHOLD = 0.4
# Under it: a shape that identifies only beside one of the recognizer's context words.
NEEDS_CONTEXT = 0.3


class Shapes(PatternRecognizer):  # type: ignore[misc]
    """A recognizer by pattern. A named group `id` marks the value inside a pattern that includes its cue."""

    entity: ClassVar[str]
    context_kinds: ClassVar[tuple[str, ...]] = ()

    def __init__(self, cues: Cues, places: Places, language: str = "en") -> None:
        self.cues = cues
        shapes = [Pattern(name, shape, score) for name, shape, score in self.shapes()]
        # Only cues of one word: out of "passport number", "number" would vouch for anything.
        phrases = (keys(phrase) for kind in self.context_kinds for phrase in cues[kind])
        words = sorted({phrase[0] for phrase in phrases if len(phrase) == 1 and len(phrase[0]) > 1})
        super().__init__(self.entity, patterns=shapes, context=words, supported_language=language)
        self._compiled = [(compiled(pattern.regex), pattern.score) for pattern in shapes]

    @property
    def needs_digits(self) -> bool:
        """Whether a text without any digit cannot hold what this recognizes."""
        return self.entity in _OF_DIGITS

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        """Name, regular expression (over a view: ASCII digits, no accents, any case) and score of each pattern."""
        raise NotImplementedError

    def score(self, text: str, start: int, end: int, base: float) -> float:
        """The score of one match: 0 refuses it. A checksum may raise it and must never be needed: people mistype."""
        return base

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: Any = None, regex_flags: int | None = None
    ) -> list[RecognizerResult]:
        # Presidio's own loop has neither time limit nor groups.
        results = []
        for pattern, base in self._compiled:
            named = "id" in pattern.groupindex
            for match in matches(pattern, text):
                start, end = match.span("id") if named else match.span()
                score = self.score(text, start, end, base)
                if score > 0 and end > start:
                    results.append(result(self, self.entity, start, end, score))
        return results


class NationalNumber(Shapes):
    """A number that a state gave a person; beside a cue of national identity a doubtful shape counts too."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)


class Finder(Protocol):
    """Something that finds identifiers in a view by more than a pattern."""

    def find(self, text: str, words: Sequence[Word]) -> list[Finding]: ...


class Found(EntityRecognizer):  # type: ignore[misc]
    """A recognizer around a finder."""

    entity: ClassVar[str]

    def __init__(self, cues: Cues, places: Places, language: str = "en") -> None:
        self._cues = cues
        self._finder = self.finder(cues, places)
        super().__init__([self.entity], supported_language=language)

    def finder(self, cues: Cues, places: Places) -> Finder:
        raise NotImplementedError

    def load(self) -> None:
        """Nothing to load: the cues came with the constructor."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        words = nlp_artifacts.tokens if nlp_artifacts else cut(text, self._cues)
        return [result(self, f.type, f.start, f.end, f.score) for f in self._finder.find(text, words)]


def result(recognizer: Any, entity: str, start: int, end: int, score: float) -> RecognizerResult:
    metadata = {
        RecognizerResult.RECOGNIZER_NAME_KEY: recognizer.name,
        RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: recognizer.id,
    }
    return RecognizerResult(entity, start, end, score, recognition_metadata=metadata)
