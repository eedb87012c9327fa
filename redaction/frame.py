"""Builds the Presidio analyser around our recognizers, offline: no model, no network, nothing of a message in its logs."""
from __future__ import annotations

import logging
from importlib import import_module
from pathlib import Path
from typing import Any, Iterable, Iterator, List, Optional, Sequence, Tuple

import yaml
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from redaction.cues import Cues
from redaction.places import Places
from redaction.types import Finding
from redaction.words import cut

THRESHOLD = 0.4
_BOOST = 0.35
_WORDS_BEFORE, _WORDS_AFTER = 6, 3


class Frame:
    """The analyser: `find(view, lang)` gives findings in view offsets."""

    def __init__(self, cues: Cues, places: Places, languages: Sequence[str]) -> None:
        # Presidio's loggers print words of the text at DEBUG; nothing below WARNING may leave them.
        logging.getLogger("presidio-analyzer").setLevel(logging.WARNING)
        self._languages = tuple(languages)
        registry = _EveryLanguage(list(recognizers(cues, places, languages)), supported_languages=list(languages))
        self._engine = AnalyzerEngine(
            registry=registry,
            nlp_engine=_NoModel(cues, languages),
            supported_languages=list(languages),
            context_aware_enhancer=_CueContext(),
            default_score_threshold=THRESHOLD,
        )

    def find(self, text: str, lang: str) -> list[Finding]:
        language = lang if lang in self._languages else self._languages[0]
        results = self._engine.analyze(text, language=language)
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
        entities: Optional[List[str]] = None,
        all_fields: bool = False,
        ad_hoc_recognizers: Optional[List[EntityRecognizer]] = None,
    ) -> List[EntityRecognizer]:
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
        words = cut(text, self._cues)
        return NlpArtifacts([], words, [word.start for word in words], [word.key for word in words], None, language)

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **kwargs: Any
    ) -> Iterator[Tuple[str, NlpArtifacts]]:
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:
        return False

    def is_punct(self, word: str, language: str) -> bool:
        return False

    def get_supported_entities(self) -> List[str]:
        return []

    def get_supported_languages(self) -> List[str]:
        return self._languages


class _CueContext(ContextAwareEnhancer):  # type: ignore[misc]
    """Raises the score of a match beside one of its recognizer's context words; Presidio's own writes those words to a log."""

    def __init__(self) -> None:
        super().__init__(_BOOST, THRESHOLD, _WORDS_BEFORE, _WORDS_AFTER)

    def enhance_using_context(
        self,
        text: str,
        raw_results: List[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: List[EntityRecognizer],
        context: Optional[List[str]] = None,
    ) -> List[RecognizerResult]:
        wanted = {recognizer.id: frozenset(recognizer.context or ()) for recognizer in recognizers}
        for result in raw_results:
            cues = wanted[result.recognition_metadata[RecognizerResult.RECOGNIZER_IDENTIFIER_KEY]]
            if cues and cues & _around(nlp_artifacts, result.start, result.end):
                result.score = min(1.0, max(result.score + _BOOST, THRESHOLD))
        return raw_results


def _around(artifacts: NlpArtifacts, start: int, end: int) -> set[str]:
    before = [word.key for word in artifacts.tokens if word.end <= start][-_WORDS_BEFORE:]
    after = [word.key for word in artifacts.tokens if word.start >= end][:_WORDS_AFTER]
    return {*before, *after}
