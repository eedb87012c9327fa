"""The redactor: closed when in doubt, so that an identifier never gets past it because something broke."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, Protocol

import structlog

from redaction import cues as cue_files
from redaction.expected import Expected
from redaction.floor import Floor
from redaction.gazetteer import us_cities
from redaction.known import again
from redaction.overlaps import settle
from redaction.places import Places
from redaction.tokens import neutralise, number
from redaction.types import Finding, Redacted, withheld
from redaction.view import look

Cities = Callable[[], "frozenset[str]"]
LIMIT_SECONDS = 0.25
_NONE: Mapping[str, str] = MappingProxyType({})
_WARM_UP = ("My name is Ann, call 305-555-0100.", "Me llamo Ana y vivo en Hialeah, 33010. +52 55 5555 0100")
log = structlog.get_logger(__name__)


class _Analyser(Protocol):
    def find(self, text: str, lang: str) -> list[Finding]: ...


class Redactor:
    """Redacts one message at a time; holds nothing of any message between two calls.

    `level` is "presidio", or "floor" when Presidio could not be built, and `reason` then says why (an exception's
    class, no text). `cities` gives town names in lower case; without it those of the ZIP code package.
    """

    level: Literal["presidio", "floor"]
    reason: str

    def __init__(
        self,
        languages: Sequence[str] = ("en", "es"),
        cities: Cities | None = None,
        limit_seconds: float = LIMIT_SECONDS,
    ) -> None:
        self._limit = limit_seconds
        self._cues = cue_files.load(tuple(languages))
        places = Places(self._cues, (cities or us_cities)())
        self._expected = Expected(self._cues, places)
        self._analyser: _Analyser = Floor(self._cues, places)
        self.level, self.reason = "floor", ""
        try:
            # Presidio takes seconds to import beside TensorFlow: when built, never when this module is imported.
            from redaction.frame import Frame

            frame = Frame(self._cues, places, tuple(languages))
            for text in _WARM_UP:
                frame.find(text, languages[0])
            self._analyser, self.level = frame, "presidio"
        except Exception as error:
            self.reason = type(error).__name__
            log.error("redaction_floor", reason=self.reason)

    def redact(
        self, text: str, lang: str = "en", known: Mapping[str, str] = _NONE, expecting: str | None = None
    ) -> Redacted:
        """`text` without its identifiers.

        `known` maps placeholder to value for the conversation so far; `expecting` is the identifier type that the
        question in hand asks for. `lang` is a guess and decides nothing that could leak. An exception, or more than
        the limit (0.25 s), gives the text withheld whole.
        """
        started = time.thread_time()  # the text's own cost: other people's work must not withhold this message
        try:
            clean = neutralise(text)
            view = look(clean)
            found = self._analyser.find(view.text, lang) if view.text else []
            found = [*found, *again(view.text, known, self._cues)]
            if expecting:
                found += self._expected.find(view.text, expecting)
            settled = settle(view.text, found)
            findings = [Finding(f.type, *view.span(f.start, f.end), f.score) for f in settled]
            redacted = number(findings, clean, known)
        except Exception as error:
            log.error("redaction_withheld", reason=type(error).__name__)
            return withheld(text)
        if time.thread_time() - started > self._limit:
            log.error("redaction_withheld", reason="slow")
            return withheld(text)
        return redacted


class _Nothing:
    """The analyser when not even the floor could be built."""

    def find(self, text: str, lang: str) -> list[Finding]:
        raise RuntimeError("no redaction is available")


def build(languages: Sequence[str] = ("en", "es"), cities: Cities | None = None) -> Redactor:
    """A redactor, always: with Presidio, on the floor, or (its word lists gone too) withholding every message."""
    try:
        return Redactor(languages, cities)
    except Exception as error:
        log.error("redaction_closed", reason=type(error).__name__)
        closed = Redactor.__new__(Redactor)
        closed.level, closed.reason = "floor", type(error).__name__
        closed._limit, closed._analyser = LIMIT_SECONDS, _Nothing()
        return closed
