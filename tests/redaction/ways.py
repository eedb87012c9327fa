"""The ways of masking that are compared: Presidio as it comes, each layer of ours alone, and all of them together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from redaction.engine import Redactor
from redaction.tagger.folder import FOLDER
from tests.redaction.score import Mask

NO_TAGGER = None


def ours(purpose: str = "record", tagger_folder: Path | None = FOLDER) -> Mask:
    """Everything together, as a message of a person passes it. Without a clock: a busy machine must change nothing."""
    redactor = Redactor(limit_seconds=60, tagger_folder=tagger_folder)

    def mask(text: str, language: str) -> list[tuple[int, int]]:
        found = redactor.redact(text, language, purpose=purpose).findings  # type: ignore[arg-type]
        return [(one.start, one.end) for one in found]

    return mask


def patterns() -> Mask:
    """Presidio with our recognizers, without the tagger."""
    return ours(tagger_folder=NO_TAGGER)


def floor() -> Mask:
    """What is left when Presidio cannot load and the tagger is not there."""
    from redaction import cues
    from redaction.floor import Floor
    from redaction.gazetteer import native_towns, us_cities
    from redaction.overlaps import settle
    from redaction.places import Places
    from redaction.view import look

    loaded = cues.load(cues.available())
    blunt = Floor(loaded, Places(loaded, us_cities(), native_towns()))

    def mask(text: str, language: str) -> list[tuple[int, int]]:
        view = look(text)
        return [view.span(f.start, f.end) for f in settle(view.text, blunt.find(view, language))]

    return mask


def tagger() -> Mask:
    """The tagger alone, whole words."""
    from redaction.engine import thresholds
    from redaction.tagger.run import shared

    loaded, limits = shared(FOLDER), thresholds()["record"]

    def mask(text: str, language: str) -> list[tuple[int, int]]:
        return [(one.start, one.end) for one in loaded.find(text, limits)]

    return mask


def presidio() -> Mask:
    """Presidio as it comes: its default recognizers, and spaCy's small English pipeline where one is installed."""
    from tests.redaction.presidio import analyser

    return analyser()


WAYS: Mapping[str, Callable[[], Mask]] = {
    "Presidio as it comes": presidio,
    "floor": floor,
    "patterns": patterns,
    "tagger": tagger,
    "all together": ours,
    "all, for release": lambda: ours("release"),
}
