"""What the vector of a message says: multinomial logistic regression on the encoder's sentence vectors."""

from __future__ import annotations

from typing import Any, Sequence

import numpy

_C, _STEPS = 0.3, 100  # inverse strength of the regularisation, and steps of lbfgs; docs/understanding.md


class VectorModel:
    """`weights`: (width, intents) float32 over vectors that are centred and scaled."""

    def __init__(self, weights: Any, bias: Any, intents: Sequence[str]) -> None:
        self._weights = weights
        self._bias = bias
        self.intents = list(intents)

    @classmethod
    def fit(cls, vectors: Any, intents: Sequence[str]) -> VectorModel:
        """`vectors`: (lines, width) float32."""
        from sklearn.linear_model import LogisticRegression

        middle, spread = vectors.mean(axis=0), vectors.std(axis=0) + 1e-6
        fitted = LogisticRegression(C=_C, max_iter=_STEPS, tol=1e-3).fit((vectors - middle) / spread, intents)
        weights = (fitted.coef_ / spread).T
        bias = fitted.intercept_ - middle @ weights
        return cls(weights.astype(numpy.float32), bias.astype(numpy.float32), [str(name) for name in fitted.classes_])

    def odds(self, vector: Any) -> Any:
        """For each intent, in the order of `intents`, how likely a message with this vector means it."""
        scores = vector @ self._weights + self._bias
        odds = numpy.exp(scores - scores.max())
        return odds / odds.sum()
