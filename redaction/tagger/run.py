"""Runs the tagger over one message: which pieces belong to an identifier, and of which type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from redaction.tagger.folder import INPUT, MODEL, PIECES
from redaction.tagger.odds import Odds, runs
from redaction.tagger.pieces import Pieces
from redaction.types import Finding

# Pieces in one go, and how many of them two neighbouring goes share: cost grows with the square of the length.
_WINDOW, _SHARED = 160, 32


class Tagger:
    """The tagger in `folder`, on one thread. FileNotFoundError if it was not built."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        about = json.loads((folder / PIECES).read_text(encoding="utf-8"))
        self.labels: tuple[str, ...] = tuple(about["labels"])
        self._begin, self._end = about["begin"], about["end"]
        self._pieces = Pieces([(p, s) for p, s in about["vocabulary"]], about["unknown"], about["normal"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4  # its warnings may name values
        self._session = onnxruntime.InferenceSession(str(folder / MODEL), options, ["CPUExecutionProvider"])

    def odds(self, text: str) -> Odds:
        """What the encoder thinks of each piece of `text`."""
        import numpy as np

        cut = self._pieces.cut(text)
        rows = np.zeros((len(cut.ids), len(self.labels)), np.float32)
        step = _WINDOW - _SHARED
        for start in range(0, max(1, len(cut.ids) - _SHARED), step):
            ids = cut.ids[start : start + _WINDOW]
            if ids:
                given = np.array([self._begin, *ids, self._end], np.int64)
                found = self._session.run(None, {INPUT: given})[0][1:-1]
                # Where two goes overlap the surer one counts: the one with more on both sides may be either.
                both = rows[start : start + len(ids)]
                surer = found[:, 0] < np.where(both.any(axis=1), both[:, 0], 2.0)
                both[surer] = found[surer]
        return Odds(cut, rows)

    def find(self, text: str, thresholds: Mapping[str, float]) -> list[Finding]:
        """Findings in code points of `text`: runs of pieces that reach the threshold of their type."""
        return list(runs(self.odds(text), self.labels, thresholds))
