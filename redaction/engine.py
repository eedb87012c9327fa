"""The redactor: closed when in doubt, so that an identifier never gets past it because something broke."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, Protocol

import structlog
import yaml

from redaction import cues as cue_files
from redaction.edges import drawn_in
from redaction.expected import Expected
from redaction.floor import Floor
from redaction.gazetteer import native_towns, us_cities
from redaction.harmless import without
from redaction.known import Known
from redaction.overlaps import settle
from redaction.places import Places
from redaction.tagger.folder import FOLDER
from redaction.tagger.reading import Reading, runs
from redaction.tokens import neutralise, number
from redaction.types import LOCATION, Finding, Redacted, withheld
from redaction.view import View, look

Cities = Callable[[], "frozenset[str]"]
LIMIT_SECONDS = 0.25
# Where both mark the same stretch, a cue or the question asked knows the type better, and a mere capital worse.
_BY_TAGGER = 0.75
_NOTHING = Known()
_WARM_UP = ("My name is Ann, call 305-555-0100.", "Me llamo Ana y vivo en Hialeah, 33010. +52 55 5555 0100")
log = structlog.get_logger(__name__)


class _Analyser(Protocol):
    def find(self, view: View, lang: str, tagged: Sequence[Finding] = ()) -> list[Finding]: ...


class Redactor:
    """Redacts one message at a time; holds nothing of any message between two calls.

    `level` is "presidio", or "floor" when Presidio could not be built, and `reason` then says why (an exception's
    class, no text). `tagger_lost` says in the same way why the tagger is not there, "" when it is: without it names and
    places that nothing announces can stay. `cities` gives town names in lower case; without it those of the ZIP code
    package.
    """

    level: Literal["presidio", "floor"]
    reason: str
    tagger_lost: str

    def __init__(
        self,
        languages: Sequence[str] = (),
        cities: Cities | None = None,
        limit_seconds: float = LIMIT_SECONDS,
        tagger_folder: Path | None = FOLDER,
    ) -> None:
        languages = tuple(languages) or cue_files.available()
        self._limit = limit_seconds
        self._cues = cue_files.load(languages)
        self._thresholds = thresholds()
        self._tagger, self.tagger_lost = _tagger(tagger_folder)
        places = Places(self._cues, (cities or us_cities)(), native_towns())
        self._expected = Expected(self._cues, places)
        self._analyser: _Analyser
        self.level, self.reason = "presidio", ""
        try:
            # Presidio takes seconds to import beside TensorFlow: when built, never when this module is imported.
            from redaction.frame import Frame

            frame = Frame(self._cues, places, languages)
            for text in _WARM_UP:
                frame.find(look(text), languages[0])
            self._analyser = frame
        except Exception as error:
            self._analyser = Floor(self._cues, places)
            self.level, self.reason = "floor", type(error).__name__
            log.error("redaction_floor", reason=self.reason)
        for text in _WARM_UP:  # what is read on first use is read now: a first person's message was withheld as slow
            self.redact(text, languages[0], expecting=LOCATION)

    @property
    def lost(self) -> str:
        """What of redaction is missing and why, in plain words; "" when nothing is."""
        tagger = f"the tagger ({self.tagger_lost}): names and places that nothing announces can stay"
        parts = [f"Presidio ({self.reason}): a floor of patterns stands in"] if self.level == "floor" else []
        return "; ".join([*parts, tagger] if self.tagger_lost else parts)

    def redact(
        self,
        text: str,
        lang: str = "en",
        known: Known = _NOTHING,
        expecting: str | None = None,
        purpose: Literal["record", "release"] = "record",
        read: Reading | None = None,
    ) -> Redacted:
        """`text` without its identifiers.

        `known` is what was masked in the conversation so far; `expecting` is the identifier type that the question in
        hand asks for. `lang` is a guess and decides nothing that could leak. `purpose` "release" masks more, for what
        leaves the record. `read` is what the method of that name gave for this very text, if there was time. An
        exception, or more than the limit (0.25 s) twice, gives the text withheld whole: once may be the cost of pages
        that the machine had not in hand, which is not the text's.
        """
        try:
            for _ in range(2):
                started = time.thread_time()  # the text's own cost: other people's work must not withhold this message
                redacted = self._redact(text, lang, known, expecting, purpose, read)
                if time.thread_time() - started <= self._limit:
                    return redacted
            reason = "slow"
        except Exception as error:
            reason = type(error).__name__
        log.error("redaction_withheld", reason=reason)
        return withheld(text)

    def _redact(
        self, text: str, lang: str, known: Known, expecting: str | None, purpose: str, read: Reading | None
    ) -> Redacted:
        clean = neutralise(text)
        view = look(clean)
        found = self._find(view, lang, known, expecting, purpose, read) if view.text else []
        findings = [Finding(f.type, *view.span(f.start, f.end), f.score) for f in settle(view.text, found)]
        redacted = number(findings, clean, known)
        return replace(redacted, marks=known.marks(redacted.values, self._cues.plain))

    def read(self, text: str) -> Reading | None:
        """What the tagger makes of `text`: the slow part of `redact`, in any thread, for a text that waits."""
        return self._tagger.read(neutralise(text)) if self._tagger is not None else None

    def languages(self, text: str) -> Mapping[str, float]:
        """By code of a language, how likely `text` is in it; nothing when the tagger is not there, or breaks on it."""
        try:
            return self._tagger.read(text).languages if self._tagger is not None else {}
        except Exception as error:
            log.error("language_unread", reason=type(error).__name__)
            return {}

    def _find(
        self, view: View, lang: str, known: Known, expecting: str | None, purpose: str, read: Reading | None
    ) -> list[Finding]:
        """The layers in union: what one finds no other can take back."""
        tags: list[Finding] = []
        if self._tagger is not None:
            reading = read if read is not None else self._tagger.read(view.typed)
            tags = tagged(view, reading, self._tagger.labels, self._thresholds[purpose])
        found = [*self._analyser.find(view, lang, tags), *known.find(view.text)]
        return [*found, *self._expected.find(view.text, expecting)] if expecting else found


def tagged(view: View, reading: Reading, labels: Sequence[str], limits: Mapping[str, float]) -> list[Finding]:
    """What the tagger marks surely enough, in view offsets, without titles and words that never identify."""
    found = []
    for finding in runs(reading, labels, limits):
        finding = drawn_in(view.typed, finding)
        start, end = view.seen(finding.start, finding.end)
        if start < end:
            found.append(Finding(finding.type, start, end, _BY_TAGGER * finding.score))
    return list(without(view.text, found))


class _Nothing:
    """The analyser when not even the floor could be built."""

    def find(self, view: View, lang: str, tagged: Sequence[Finding] = ()) -> list[Finding]:
        raise RuntimeError("no redaction is available")


def build(languages: Sequence[str] = (), cities: Cities | None = None, tagger_folder: Path | None = FOLDER) -> Redactor:
    """A redactor, always: with Presidio, on the floor, or (its word lists gone too) withholding every message."""
    try:
        return Redactor(languages, cities, tagger_folder=tagger_folder)
    except Exception as error:
        log.error("redaction_closed", reason=type(error).__name__)
        closed = Redactor.__new__(Redactor)
        closed.level, closed.reason = "floor", type(error).__name__
        closed.tagger_lost, closed._tagger = closed.reason, None
        closed._limit, closed._analyser = LIMIT_SECONDS, _Nothing()
        return closed


def thresholds() -> Mapping[str, Mapping[str, float]]:
    """By purpose ("record", "release") and type, how sure the tagger must be."""
    found: Mapping[str, Mapping[str, float]] = yaml.safe_load(
        (Path(__file__).parent / "thresholds.yml").read_text(encoding="utf-8")
    )
    return found


def _tagger(folder: Path | None) -> tuple[Any, str]:
    """The tagger, or why there is none."""
    if folder is None:
        return None, "switched off"
    try:
        from redaction.tagger.run import shared

        tagger = shared(folder)
        tagger.read(_WARM_UP[0])  # a model that cannot answer is none, and the first person does not wait for it
        return tagger, ""
    except Exception as error:
        log.error("redaction_without_tagger", reason=type(error).__name__)
        return None, type(error).__name__
