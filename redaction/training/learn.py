"""Learns our part of the encoder from composed messages, on the processor, with the TensorFlow that Rasa brings."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from redaction.tagger import base as base_files
from redaction.tagger.base import Base
from redaction.tagger.pieces import Pieces
from redaction.tagger.trained import INTENTS, LABELS, LANGUAGES, SIGNS, TAGS, Array, Trained, vocabulary
from redaction.training.batches import batches, example
from redaction.training.blend import blend, languages_anew
from redaction.training.compose import messages
from redaction.training.lines import Lines, Marked

_SCRIPTS = ("LATIN", "CJK", "HANGUL", "CYRILLIC", "ARABIC", "DEVANAGARI", "BOPOMOFO", "MODIFIER", "DIGIT", "FULLWIDTH")
# The vocabulary is in order of frequency over a hundred languages; beyond this only what the training text needs.
_COMMON = 120_000
_STEPS_UP = 0.06  # share of the steps during which the rate rises
_RATE, _LOWER = 1e-3, 0.7  # the rate of the first pass, and each further one's share of the one before
_SOME = 50  # batches that say where the mean of all messages lies
_INSIDE = 1.5  # an identifier overlooked costs more than a word masked for nothing

Told = Callable[[int, int, Mapping[str, float]], None]


@dataclass(frozen=True)
class Aim:
    """What a pass is for: the share of examples for understanding, and what each head's loss counts."""

    said: float
    weights: Mapping[str, float]


TAGGING = Aim(0.16, {TAGS: 1.0})
MEANING = Aim(0.6, {TAGS: 1.0, INTENTS: 1.0, LANGUAGES: 0.05})


@dataclass(frozen=True)
class Plan:
    """How much to learn from: messages a language in each pass, passes for each aim, and the seed of everything.

    Each pass composes other messages and begins with a lower rate than the one before.
    """

    messages: int = 15_000
    tagging: int = 3
    meaning: int = 3
    seed: int = 7


def learn(lines: Mapping[str, Lines], plan: Plan, told: Told) -> Trained:
    """The trained part. `told(step, steps, losses by head)` is called now and then, anew for each pass.

    What has learnt tags alone forgets a little of them when it learns meanings too; the mean of both keeps them, and
    masks fewer words for nothing than either (docs/redaction.md).
    """
    tags = None
    for number in range(plan.tagging):
        tags = learn_pass(lines, plan, number, TAGGING, tags, told)
    assert tags is not None
    both = tags
    for number in range(plan.meaning):
        both = learn_pass(lines, plan, plan.tagging - 1 + number, MEANING, both, told)
    return languages_anew(blend(tags, both), lines, plan)


def learn_pass(
    lines: Mapping[str, Lines], plan: Plan, number: int, aim: Aim, before: Trained | None, told: Told
) -> Trained:
    """One pass, from nothing or from what the pass before has learnt."""
    import tensorflow as tf

    from redaction.training.encoder import SCALE

    seed, rate = plan.seed + number, _RATE * _LOWER**number
    tf.random.set_seed(seed)
    base = base_files.read(base_files.weights_file())
    labels = heads(lines)
    composed = [(lang, m) for lang in sorted(lines) for m in messages(lines, lang, plan.messages, seed, aim.said)]
    kept = before.kept if before else _kept(base, [message for _, message in composed])
    pieces = Pieces(vocabulary(base, kept), base.unknown, base.normal)
    examples = [made for lang, one in composed if (made := example(pieces, one, lang, labels, base)) is not None]
    every = list(batches(examples, random.Random(seed), base.pad))
    encoder = over(base, kept, seed, labels, before)
    encoder.take(before, [(batch.ids, batch.mask) for batch in every[:_SOME]])
    weights = encoder.weights
    optimizer = tf.keras.optimizers.Adam(rate, global_clipnorm=1.0)
    rows = tf.TensorSpec((None, None), tf.int32)
    ones = tf.TensorSpec((None,), tf.int32)
    shapes = (rows, tf.TensorSpec((None, None), tf.float32), {TAGS: rows, INTENTS: ones, LANGUAGES: ones})

    @tf.function(autograph=False, input_signature=shapes)  # traced once, not for every shape
    def step(ids: Any, mask: Any, wanted: Any) -> Any:
        with tf.GradientTape() as tape:
            scores = encoder(ids, mask)
            losses = {name: _loss(wanted[name], scores[name], name) for name in labels}
            loss = tf.add_n([losses[name] * weight for name, weight in aim.weights.items()])
        found = tape.gradient(loss, weights, unconnected_gradients=tf.UnconnectedGradients.ZERO)
        optimizer.apply_gradients(zip(found, weights, strict=True))
        return losses

    running: dict[str, float] = {}
    for at, batch in enumerate(every):
        optimizer.learning_rate.assign(rate * _pace(at / len(every)))
        for name, loss in step(batch.ids, batch.mask, dict(batch.labels)).items():
            running[name] = 0.97 * running.get(name, float(loss)) + 0.03 * float(loss)
        if at % 50 == 0 or at + 1 == len(every):
            told(at + 1, len(every), running)
    changes, learnt = encoder.learnt()
    return Trained(kept, changes, SCALE, learnt)


def over(base: Base, kept: Array, seed: int, labels: Mapping[str, Sequence[str]], before: Trained | None) -> Any:
    """The encoder over the kept pieces, as wide in its changes as what it goes on from."""
    from redaction.training.encoder import RANK, Encoder

    rank = before.changes["l0.q.down"].shape[0] if before else RANK
    return Encoder(base, base.tensors["emb.word"][np.flatnonzero(kept[: len(base.pieces)])], seed, labels, rank)


def heads(lines: Mapping[str, Lines]) -> dict[str, Sequence[str]]:
    """What each head tells apart, in the order of its rows."""
    intents = sorted({said.intent for mine in lines.values() for said in mine.said})
    return {TAGS: LABELS, INTENTS: intents, LANGUAGES: sorted(lines)}


def _loss(labels: Any, scores: Any, head: str) -> Any:
    """The mean over what has a label."""
    import tensorflow as tf

    each = tf.nn.sparse_softmax_cross_entropy_with_logits(tf.maximum(labels, 0), scores)
    known = tf.cast(labels >= 0, tf.float32)
    weight = tf.where(labels > 0, _INSIDE, 1.0) * known if head == TAGS else known
    return tf.reduce_sum(each * weight) / tf.maximum(tf.reduce_sum(weight), 1.0)


def _pace(done: float) -> float:
    return done / _STEPS_UP + 1e-3 if done < _STEPS_UP else max(0.02, (1 - done) / (1 - _STEPS_UP))


def _kept(base: Base, composed: Sequence[Marked]) -> Array:
    """The encoder's signs, single characters, common pieces in our scripts, and every piece of the training text."""
    every = Pieces(list(zip(base.pieces, base.scores.tolist(), strict=True)), base.unknown, base.normal)
    kept = np.zeros(len(base.pieces), bool)
    kept[:SIGNS] = True
    for number, piece in enumerate(base.pieces):
        letters = piece.replace("\u2581", "")
        if len(letters) <= 1 or (number < _COMMON and all(map(_ours, letters))):
            kept[number] = True
    for one in composed:
        kept[every.cut(one.text).ids] = True
    return kept


def _ours(char: str) -> bool:
    return not char.isalpha() or unicodedata.name(char, "").startswith(_SCRIPTS)
