"""What the letters of a message say: n-grams into a linear model whose answer touches only the weights it needs."""

from __future__ import annotations

from collections import Counter
from typing import Any, Optional, Sequence

import numpy

_ALPHA, _PASSES = 3e-6, 8  # strength of the regularisation, and how often each line is seen; docs/understanding.md


class NgramModel:
    """``weights``: (features, intents) float32, one row per feature, so that a message reads a few hundred rows.

    scikit-learn's own prediction copies the whole matrix for each message, which took most of a turn.
    """

    def __init__(self, vectorizers: Sequence[Any], weights: Any, bias: Any, intents: Sequence[str]) -> None:
        self._vectorizers = vectorizers
        self._weights = weights
        self._bias = bias
        self.intents = list(intents)

    _read: Optional[list[Any]] = None

    @classmethod
    def fit(cls, texts: Sequence[str], intents: Sequence[str]) -> NgramModel:
        """Logistic regressions, one an intent, over TF-IDF of character 1-5-grams inside words and word 1-2-grams.

        By stochastic descent with averaged weights: on 60,000 lines a tenth of the time of lbfgs.
        """
        from scipy.sparse import hstack
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import SGDClassifier

        vectorizers = (
            TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 5), sublinear_tf=True, min_df=2, dtype=numpy.float32),
            TfidfVectorizer(
                token_pattern=r"(?u)\w+|[^\w\s]", ngram_range=(1, 2), sublinear_tf=True, dtype=numpy.float32
            ),
        )
        features = hstack([vectorizer.fit_transform(texts) for vectorizer in vectorizers]).tocsr()
        fitted = SGDClassifier(
            loss="log_loss",
            class_weight="balanced",
            alpha=_ALPHA,
            max_iter=_PASSES,
            tol=None,
            average=True,
            random_state=0,
            n_jobs=2,
        ).fit(features, intents)
        weights = numpy.ascontiguousarray(fitted.coef_.T, dtype=numpy.float32)
        bias = fitted.intercept_.astype(numpy.float32)
        return cls(vectorizers, weights, bias, [str(name) for name in fitted.classes_])

    def odds(self, text: str) -> Any:
        """For each intent, in the order of `intents`, how likely `text` (normalised) means it."""
        scores, first = self._bias.copy(), 0
        for ngrams, vocabulary, idf in self._readers():
            counts = Counter(vocabulary[gram] for gram in ngrams(text) if gram in vocabulary)
            if counts:
                at = numpy.fromiter(counts, dtype=numpy.intp, count=len(counts))
                values = (1 + numpy.log(numpy.fromiter(counts.values(), dtype=float, count=len(counts)))) * idf[at]
                scores += (values / numpy.sqrt(values @ values)).astype(numpy.float32) @ self._weights[at + first]
            first += len(vocabulary)
        each = 1 / (1 + numpy.exp(-scores))
        return each / each.sum()

    def _readers(self) -> list[Any]:
        """Per vectorizer what TF-IDF of one text needs; its own ``transform`` mostly checks and copies."""
        if self._read is None:
            self._read = [(one.build_analyzer(), one.vocabulary_, one.idf_) for one in self._vectorizers]
        return self._read

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_read"}  # analyzers are closures
