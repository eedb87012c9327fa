"""Builds the Presidio analyser around our recognizers, offline: no model, no network, no words in its logs."""

from __future__ import annotations

import logging
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import regex
import yaml
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from redaction.cues import Cues
from redaction.places import Places
from redaction.recognizers.base import THRESHOLD
from redaction.types import Finding
from redaction.view import View
from redaction.words import Word, cut

_BOOST = 0.35
_DIGIT = regex.compile(r"\d")
_WORDS_BEFORE, _WORDS_AFTER = 6, 3


class Frame:
    """The analyser: `find(view, lang, tagged)` gives findings in view offsets."""

    def __init__(self, cues: Cues, places: Places, languages: Sequence[str]) -> None:
        self._cues = cues
        # Presidio's loggers print words of the text at DEBUG; nothing below WARNING may leave them.
        logging.getLogger("presidio-analyzer").setLevel(logging.WARNING)
        self._languages = tuple(languages)
        every = list(recognizers(cues, places, languages))
        context, cutter = _CueContext(every), _NoModel(cues, languages)

        def engine(some: Sequence[EntityRecognizer]) -> AnalyzerEngine:
            registry = _EveryLanguage(list(some), supported_languages=list(languages))
            return AnalyzerEngine(
                registry=registry,
                nlp_engine=cutter,
                supported_languages=list(languages),
                context_aware_enhancer=context,
                default_score_threshold=THRESHOLD,
            )

        # Most messages have no digit, and most recognizers look for nothing else.
        self._engine = engine(every)
        self._without_digits = engine([one for one in every if not getattr(one, "needs_digits", False)])

    def find(self, view: View, lang: str, tagged: Sequence[Finding] = ()) -> list[Finding]:
        """`tagged`: what the tagger found, in view offsets; it comes to its recognizer as a model's entities do."""
        language = lang if lang in self._languages else self._languages[0]
        words: Any = cut(view.text, self._cues)
        starts, stems = [word.start for word in words], [word.key for word in words]
        artifacts = NlpArtifacts(cast(Any, list(tagged)), words, starts, stems, None, language)
        engine = self._engine if _DIGIT.search(view.text) else self._without_digits
        results = engine.analyze(view.text, language=language, nlp_artifacts=artifacts)
        return [Finding(r.entity_type, r.start, r.end, round(float(r.score), 3)) for r in results]


def recognizers(cues: Cues, places: Places, languages: Sequence[str]) -> Iterator[EntityRecognizer]:
    """The enabled recognizers of `recognizers.yml` for any of `languages` (no languages there: for all)."""
    listed = yaml.safe_load((Path(__file__).parent / "recognizers.yml").read_text(encoding="utf-8"))
    for entry in listed["recognizers"]:
        if entry["enabled"] and (not entry.get("languages") or set(entry["languages"]) & set(languages)):
            module, _, name = entry["class"].partition(":")
            yield getattr(import_module(f"redaction.recognizers.{module}"), name)(cues, places, languages[0])


class _EveryLanguage(RecognizerRegistry):  # type: ignore[misc]
    """Gives every recognizer for every language: a wrong guess of the language must not cause a leak."""

    def get_recognizers(
        self,
        language: str,
        entities: list[str] | None = None,
        all_fields: bool = False,
        ad_hoc_recognizers: list[EntityRecognizer] | None = None,
    ) -> list[EntityRecognizer]:
        return list(self.recognizers)


class _NoModel(NlpEngine):  # type: ignore[misc]
    """Cuts words and nothing else.

    Not even a blank spaCy pipeline: its string store keeps every token it has ever seen for the life of the process,
    which would be a list of the names people typed.
    """

    def __init__(self, cues: Cues, languages: Sequence[str]) -> None:
        self._cues = cues
        self._languages = list(languages)

    def load(self) -> None:
        """Nothing to load."""

    def is_loaded(self) -> bool:
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        words: Any = cut(text, self._cues)
        return NlpArtifacts([], words, [word.start for word in words], [word.key for word in words], None, language)

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **kwargs: Any
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:
        return False

    def is_punct(self, word: str, language: str) -> bool:
        return False

    def get_supported_entities(self) -> list[str]:
        return []

    def get_supported_languages(self) -> list[str]:
        return self._languages


class _CueContext(ContextAwareEnhancer):  # type: ignore[misc]
    """Raises the score of a match beside a context word of its recognizer; Presidio's own logs the words around it."""

    def __init__(self, recognizers: Sequence[EntityRecognizer]) -> None:
        super().__init__(_BOOST, THRESHOLD, _WORDS_BEFORE, _WORDS_AFTER)
        self._wanted = {recognizer.id: frozenset(recognizer.context or ()) for recognizer in recognizers}

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        words = cast(Sequence[Word], nlp_artifacts.tokens)
        for result in raw_results:
            cues = self._wanted[result.recognition_metadata[RecognizerResult.RECOGNIZER_IDENTIFIER_KEY]]
            if cues and cues & _around(words, result.start, result.end):
                result.score = min(1.0, max(result.score + _BOOST, THRESHOLD))
        # Presidio goes on to compare every pair; a wall of numbers must not make that slow.
        return [result for result in raw_results if result.score >= THRESHOLD]


def _around(words: Sequence[Word], start: int, end: int) -> set[str]:
    first = bisect_right([word.end for word in words], start)
    last = bisect_left([word.start for word in words], end)
    return {word.key for word in (*words[max(0, first - _WORDS_BEFORE) : first], *words[last : last + _WORDS_AFTER])}
