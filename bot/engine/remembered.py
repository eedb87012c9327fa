"""Vectors of the training examples from the last training: a lead's ten new lines need not wait for all others."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path
from typing import Any, Protocol, Sequence

import numpy


class _Encoder(Protocol):
    made_of: str

    def vectors(self, texts: Sequence[str]) -> Any: ...


class Remembered:
    """A file of vectors by the hash of their line. Another encoder's, or a broken one, counts for nothing."""

    def __init__(self, path: Path, encoder: _Encoder) -> None:
        self._path = path
        self._encoder = encoder

    def vectors(self, texts: Sequence[str]) -> Any:
        """(texts, width) float32, in order; afterwards the file holds these and no others."""
        marks = [hashlib.blake2b(text.encode(), digest_size=12).hexdigest() for text in texts]
        known = self._read()
        fresh = {mark: text for mark, text in zip(marks, texts, strict=True) if mark not in known}
        if fresh:
            known.update(zip(fresh, self._encoder.vectors(list(fresh.values())).astype(numpy.float16), strict=True))
            self._write({mark: known[mark] for mark in marks})
        return numpy.array([known[mark] for mark in marks], numpy.float32)

    def _read(self) -> dict[str, Any]:
        try:
            with numpy.load(self._path, allow_pickle=False) as found:
                if str(found["made_of"]) == self._encoder.made_of:
                    return dict(zip(found["marks"].tolist(), found["vectors"], strict=True))
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            pass
        return {}

    def _write(self, known: dict[str, Any]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(f".{os.getpid()}.npz")
        numpy.savez(
            fresh,
            made_of=self._encoder.made_of,
            marks=numpy.array(list(known)),
            vectors=numpy.array(list(known.values())),
        )
        os.replace(fresh, self._path)
