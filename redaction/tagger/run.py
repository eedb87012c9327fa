"""Runs the encoder over one message, once for all who ask: what to mask, what it means, which language it is in."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from redaction.tagger.folder import INPUT, LANGUAGE_ODDS, MODEL, ODDS, PIECES, VECTOR, folder_for
from redaction.tagger.pieces import Pieces
from redaction.tagger.reading import Reading, runs
from redaction.types import Finding

# Pieces in one go, and how many of them two neighbouring goes share: cost grows with the square of the length.
_WINDOW, _SHARED = 160, 32
_TOGETHER = 16  # messages of one length in one go, where many are read
_REMEMBERED = 32  # readings; redaction, understanding and language ask for the same message in turn


class Tagger:
    """The encoder in `folder`, on one thread. FileNotFoundError if it was not built.

    The last readings are kept under a hash with a key of this process, so that no text is.
    """

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        about = json.loads((folder / PIECES).read_text(encoding="utf-8"))
        self.labels: tuple[str, ...] = tuple(about["labels"])
        self.languages: tuple[str, ...] = tuple(about["languages"])
        self.made_of: str = about["made_of"]
        self._begin, self._end = about["begin"], about["end"]
        self._pieces = Pieces([(p, s) for p, s in about["vocabulary"]], about["unknown"], about["normal"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4  # its warnings may name values
        self._session = onnxruntime.InferenceSession(str(folder / MODEL), options, ["CPUExecutionProvider"])
        self._key = os.urandom(32)
        self._last: dict[bytes, Reading] = {}

    def read(self, text: str) -> Reading:
        """What the encoder makes of `text`. From any thread."""
        mark = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self._key, digest_size=16).digest()
        reading = self._last.get(mark)
        if reading is None:
            reading = self._last[mark] = self._read(text)
            for old in list(self._last)[:-_REMEMBERED]:
                self._last.pop(old, None)
        return reading

    def find(self, text: str, thresholds: Mapping[str, float]) -> list[Finding]:
        """Findings in code points of `text`: runs of pieces that reach the threshold of their type."""
        return list(runs(self.read(text), self.labels, thresholds))

    def _read(self, text: str) -> Reading:
        import numpy as np

        cut = self._pieces.cut(text)
        odds = np.zeros((len(cut.ids), len(self.labels)), np.float32)
        vectors, languages, lengths = [], [], []
        for start in range(0, max(1, len(cut.ids) - _SHARED), _WINDOW - _SHARED):
            ids = cut.ids[start : start + _WINDOW]
            found, (vector,), (language,) = self._go([ids])
            found = found[0]
            vectors.append(vector)
            languages.append(language)
            lengths.append(len(ids) + 2)
            # Where two goes overlap the surer one counts: the one with more on both sides may be either.
            both = odds[start : start + len(ids)]
            surer = found[:, 0] < np.where(both.any(axis=1), both[:, 0], 2.0)
            both[surer] = found[surer]
        vector, spoken = (np.average(of, axis=0, weights=lengths) for of in (vectors, languages))
        return Reading(cut, odds, vector, dict(zip(self.languages, spoken.tolist(), strict=True)))

    def vector(self, text: str) -> Any:
        """What the message means, as the classifier of intents takes it (384, float32)."""
        return self.read(text).vector

    def spoken(self, text: str) -> Mapping[str, float]:
        """By code of a language, how likely the message is in it."""
        return self.read(text).languages

    def vectors(self, texts: Sequence[str]) -> Any:
        """The vectors of many texts (texts x 384, float32), on every core; of each text the first 160 pieces count."""
        import numpy as np

        cuts = [self._pieces.cut(text).ids[:_WINDOW] for text in texts]
        order = sorted(range(len(cuts)), key=lambda at: len(cuts[at]))
        alike = (list(group) for _, group in groupby(order, key=lambda at: len(cuts[at])))
        batches = [group[at : at + _TOGETHER] for group in alike for at in range(0, len(group), _TOGETHER)]
        made = np.zeros((len(texts), 0), np.float32)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            found = pool.map(lambda batch: self._go([cuts[at] for at in batch])[1], batches)
            for batch, vectors in zip(batches, found, strict=True):
                made = made if made.size else np.zeros((len(texts), vectors.shape[1]), np.float32)
                made[batch] = vectors
        return made

    def _go(self, messages: Sequence[list[int]]) -> tuple[Any, Any, Any]:
        """Odds, vectors and languages of messages that are all of one length."""
        import numpy as np

        given = {INPUT: np.array([[self._begin, *ids, self._end] for ids in messages], np.int64)}
        odds, vectors, languages = self._session.run([ODDS, VECTOR, LANGUAGE_ODDS], given)
        return odds[:, 1:-1], vectors, languages


def encoder(models: Path) -> Tagger:
    """The tagger below a folder of models, as the encoder of messages that understanding asks for."""
    return shared(folder_for(models))


@lru_cache(maxsize=2)
def shared(folder: Path) -> Tagger:
    """The tagger in `folder`, loaded once in a process."""
    return Tagger(folder)
