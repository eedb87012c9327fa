"""Learns the tagger's part from composed messages, on the processor, with the TensorFlow that Rasa brings."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from redaction.tagger import base as base_files
from redaction.tagger.base import Base
from redaction.tagger.pieces import Pieces
from redaction.tagger.trained import LABELS, SIGNS, Array, Trained, vocabulary
from redaction.training.compose import messages
from redaction.training.lines import Lines, Marked

_SCRIPTS = ("LATIN", "CJK", "HANGUL", "CYRILLIC", "ARABIC", "DEVANAGARI", "BOPOMOFO", "MODIFIER", "DIGIT", "FULLWIDTH")
# The vocabulary is in order of frequency over a hundred languages; beyond this only what the training text needs.
_COMMON = 120_000
_TOKENS = 1280  # pieces in a batch, padding included
_STEPS_UP = 0.06  # share of the steps during which the rate rises
_RATE, _LOWER = 1e-3, 0.7  # the rate of the first pass, and each further one's share of the one before
_LONGEST = 160
_INSIDE = 1.5  # an identifier overlooked costs more than a word masked for nothing

Example = tuple[list[int], list[int]]


@dataclass(frozen=True)
class Plan:
    """How much to learn from: messages a language in each pass, passes, and the seed of everything.

    Each pass composes other messages and begins with a lower rate than the one before.
    """

    messages: int = 12_500
    passes: int = 2
    seed: int = 7


def learn(lines: Mapping[str, Lines], plan: Plan, told: Callable[[int, int, float], None]) -> Trained:
    """The trained part. `told(step, steps, loss)` is called now and then, anew for each pass."""
    part = None
    for number in range(plan.passes):
        part = learn_pass(lines, plan, number, part, told)
    assert part is not None
    return part


def learn_pass(
    lines: Mapping[str, Lines],
    plan: Plan,
    number: int,
    before: Trained | None,
    told: Callable[[int, int, float], None],
) -> Trained:
    """One pass, from nothing or from what the pass before has learnt."""
    import tensorflow as tf

    from redaction.training.encoder import SCALE, Encoder

    seed, rate = plan.seed + number, _RATE * _LOWER**number
    tf.random.set_seed(seed)
    base = base_files.read(base_files.weights_file())
    composed = [m for lang in sorted(lines) for m in messages(lines, lang, plan.messages, seed)]
    kept = before.kept if before else _kept(base, composed)
    pieces = Pieces(vocabulary(base, kept), base.unknown, base.normal)
    examples = [example for one in composed if (example := _example(pieces, one, base)) is not None]
    batches = list(_batches(examples, random.Random(seed), base.pad))
    encoder = Encoder(base, base.tensors["emb.word"][np.flatnonzero(kept[: len(base.pieces)])], seed)
    if before:
        encoder.take(before)
    weights = [*encoder.changes.values(), encoder.head, encoder.bias]
    optimizer = tf.keras.optimizers.Adam(rate, global_clipnorm=1.0)

    whole, real = tf.TensorSpec((None, None), tf.int32), tf.TensorSpec((None, None), tf.float32)

    @tf.function(autograph=False, input_signature=(whole, whole, real))  # traced once, not for every shape
    def step(ids: Any, labels: Any, mask: Any) -> Any:
        with tf.GradientTape() as tape:
            scores = encoder(ids, mask)
            each = tf.nn.sparse_softmax_cross_entropy_with_logits(tf.maximum(labels, 0), scores)
            weight = tf.where(labels > 0, _INSIDE, 1.0) * tf.cast(labels >= 0, tf.float32)
            loss = tf.reduce_sum(each * weight) / tf.reduce_sum(weight)
        optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights, strict=True))
        return loss

    running = 0.0
    for at, (ids, labels, mask) in enumerate(batches):
        optimizer.learning_rate.assign(rate * _pace(at / len(batches)))
        loss = float(step(ids, labels, mask))
        running = loss if at == 0 else 0.97 * running + 0.03 * loss
        if at % 50 == 0 or at + 1 == len(batches):
            told(at + 1, len(batches), running)
    changes = {name: value.numpy() for name, value in encoder.changes.items()}
    return Trained(kept, changes, SCALE, encoder.head.numpy(), encoder.bias.numpy(), LABELS)


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


def _example(pieces: Pieces, message: Marked, base: Base) -> Example | None:
    """Numbers and labels of a message with the encoder's signs around it; a sign has label -1 (not counted)."""
    cut = pieces.cut(message.text)
    if not cut.ids or len(cut.ids) > _LONGEST:
        return None
    labels = []
    for start, end in zip(cut.starts, cut.ends, strict=True):
        inside = [LABELS.index(t) for s, e, t in message.spans if s < end and start < e]
        labels.append(inside[0] if inside else 0)
    return [base.begin, *cut.ids, base.end], [-1, *labels, -1]


def _batches(examples: Sequence[Example], chance: random.Random, pad: int) -> Iterator[tuple[Array, Array, Array]]:
    """Messages of like length together, in one order for one seed."""
    order = sorted(examples, key=lambda example: (len(example[0]) + 7) // 8 + chance.random() * 0.5)
    made: list[list[Example]] = []
    batch: list[Example] = []
    for example in order:
        longest = -(-max(len(e[0]) for e in (*batch, example)) // 8) * 8
        if batch and longest * (len(batch) + 1) > _TOKENS:
            made.append(batch)
            batch = []
        batch.append(example)
    made.append(batch)
    chance.shuffle(made)
    for batch in made:
        longest = -(-max(len(e[0]) for e in batch) // 8) * 8
        ids = np.full((len(batch), longest), pad, np.int32)
        labels = np.full((len(batch), longest), -1, np.int32)
        for row, (numbers, marks) in enumerate(batch):
            ids[row, : len(numbers)], labels[row, : len(marks)] = numbers, marks
        yield ids, labels, (ids != pad).astype(np.float32)
