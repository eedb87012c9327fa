"""Puts two trained parts together as their mean, and learns the head of languages anew on what came of it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from redaction.tagger import base as base_files
from redaction.tagger.pieces import Pieces
from redaction.tagger.trained import INTENTS, LANGUAGES, TAGS, Head, Trained, vocabulary
from redaction.training.batches import batches, example
from redaction.training.compose import messages
from redaction.training.lines import Lines

if TYPE_CHECKING:
    from redaction.training.learn import Plan

_SHARE = 5  # of a pass's messages one in so many is enough for a head
_C = 0.03  # inverse strength of the regularisation


def blend(one: Trained, other: Trained) -> Trained:
    """The mean of two parts that grew from the same beginning (Wortsman and others, Model soups, 2022).

    A change is a product of two thin matrices; the mean of two changes is one of twice the rank, exactly.
    """
    half = np.float32(np.sqrt(0.5))
    changes = {
        name: np.concatenate([part.changes[name] * half for part in (one, other)], 1 if name.endswith(".up") else 0)
        for name in one.changes
    }
    tags, theirs = one.heads[TAGS], other.heads[TAGS]
    head = Head((tags.weights + theirs.weights) / 2, (tags.bias + theirs.bias) / 2, tags.labels)
    return Trained(one.kept, changes, one.scale, {**other.heads, TAGS: head})


def languages_anew(part: Trained, lines: Mapping[str, Lines], plan: Plan) -> Trained:
    """`part` with a head of languages that reads its own vectors; the head of intents, made for others, is left out."""
    from sklearn.linear_model import LogisticRegression

    from redaction.training.learn import heads, over

    base, labels = base_files.read(base_files.weights_file()), heads(lines)
    pieces = Pieces(vocabulary(base, part.kept), base.unknown, base.normal)
    composed = [
        (lang, one) for lang in sorted(lines) for one in messages(lines, lang, plan.messages // _SHARE, plan.seed, 1.0)
    ]
    made = [found for lang, one in composed if (found := example(pieces, one, lang, labels, base)) is not None]
    every = list(batches(made, random.Random(plan.seed), base.pad))
    encoder = over(base, part.kept, plan.seed, labels, part)
    encoder.take(part, [(every[0].ids, every[0].mask)])
    vectors = np.concatenate([encoder.vectors(batch.ids, batch.mask)[1].numpy() for batch in every])
    wanted = np.concatenate([batch.labels[LANGUAGES] for batch in every])
    middle, spread = vectors.mean(axis=0), vectors.std(axis=0) + 1e-6
    fitted = LogisticRegression(C=_C, max_iter=100).fit((vectors - middle) / spread, wanted)
    weights = (fitted.coef_ / spread).astype(np.float32)
    bias = (fitted.intercept_ - weights @ middle).astype(np.float32)
    known = {name: head for name, head in part.heads.items() if name not in (INTENTS, LANGUAGES)}
    return Trained(part.kept, part.changes, part.scale, {**known, LANGUAGES: Head(weights, bias, labels[LANGUAGES])})
