"""What a message means: what its letters say and what its vector says, weighed together."""

from __future__ import annotations

from typing import Any, Optional, Sequence

import numpy

from bot.engine.dense import VectorModel
from bot.engine.ngrams import NgramModel

_NEVER = 1e-4  # one of the two may be sure and wrong
_VECTOR_SHARE = 0.28  # docs/understanding.md


class Meaning:
    """Both models over the same intents; without vectors the letters decide alone.

    `made_of` names the encoder whose vectors it learnt from, "" when there was none: another one's vectors would be
    numbers without sense.
    """

    def __init__(self, letters: NgramModel, vectors: Optional[VectorModel], made_of: str) -> None:
        self._letters = letters
        self._vectors = vectors
        self.made_of = made_of if vectors else ""

    @classmethod
    def fit(cls, texts: Sequence[str], vectors: Optional[Any], intents: Sequence[str], made_of: str) -> Meaning:
        """`texts` are normalised; `vectors` (texts x width) may be missing."""
        dense = None if vectors is None else VectorModel.fit(vectors, intents)
        return cls(NgramModel.fit(texts, intents), dense, made_of)

    def guess(self, text: str, vector: Optional[Any], most: int) -> list[tuple[str, float]]:
        """The likeliest intents with their probabilities, best first."""
        odds = self._letters.odds(text)
        if self._vectors is not None and vector is not None:
            letters, dense = (numpy.log(one + _NEVER) for one in (odds, self._vectors.odds(vector)))
            odds = numpy.exp((1 - _VECTOR_SHARE) * letters + _VECTOR_SHARE * dense)
            odds /= odds.sum()
        best = odds.argsort()[::-1][:most]
        return [(self._letters.intents[index], float(odds[index])) for index in best]
