"""The encoder as TensorFlow computes it, with low-rank changes to learn on top of frozen weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from redaction.tagger.base import Base
from redaction.tagger.trained import CHANGED, TAGS, Array, Head, Trained

RANK, SCALE = 32, 2.0
# Means of pieces lie close together, far from nought: their heads learn from what is left when the mean of all messages
# is taken away, brought to a spread of about one.
_SPREAD = 16.0


class Encoder(tf.Module):  # type: ignore[misc]
    """Labels every piece of a batch of messages, and the messages. Matrix products run in bfloat16, twice as fast.

    `heads` are the names of the heads and their labels: "tags" reads each piece, the others the mean of the pieces.
    """

    def __init__(
        self, base: Base, words: Array, seed: int, heads: Mapping[str, Sequence[str]], rank: int = RANK
    ) -> None:
        super().__init__()
        self._base = base
        chance = np.random.default_rng(seed)
        self._words = tf.constant(words)
        self._frozen = {
            name: tf.constant(values if values.ndim < 2 or name.startswith("emb") else values.T.copy())
            for name, values in base.tensors.items()
            if name != "emb.word"
        }
        self._low = {name: tf.cast(t, tf.bfloat16) for name, t in self._frozen.items() if name.endswith(".w")}
        self.changes: dict[str, Any] = {}
        for layer in range(base.layers):
            for matrix in CHANGED:
                out, into = base.tensors[f"l{layer}.{matrix}.w"].shape
                down = chance.normal(0, 1 / np.sqrt(into), (rank, into)).astype(np.float32)
                self.changes[f"l{layer}.{matrix}.down"] = tf.Variable(down)
                self.changes[f"l{layer}.{matrix}.up"] = tf.Variable(np.zeros((out, rank), np.float32))
        self._labels = heads
        self._centre = tf.Variable(np.zeros(base.width, np.float32), trainable=False)
        self.heads: dict[str, tuple[Any, Any]] = {}
        for name, labels in heads.items():
            weights = chance.normal(0, 0.02, (len(labels), base.width)).astype(np.float32)
            self.heads[name] = tf.Variable(weights), tf.Variable(np.zeros(len(labels), np.float32))

    @property
    def weights(self) -> list[Any]:
        """Everything that is learnt."""
        return [*self.changes.values(), *(part for head in self.heads.values() for part in head)]

    def take(self, before: Trained | None, some: Sequence[tuple[Array, Array]]) -> None:
        """Goes on from what was learnt before; a head whose labels have changed begins anew.

        `some` batches (`ids`, `mask`) of the messages to come say where their mean lies.
        """
        for name, values in (before.changes if before else {}).items():
            self.changes[name].assign(values)
        self._centre.assign(tf.reduce_mean(tf.concat([self.vectors(*batch)[1] for batch in some], 0), 0))
        for name, head in (before.heads if before else {}).items():
            if list(head.labels) == list(self._labels[name]):
                spread, centre = self._lens(name)
                self.heads[name][0].assign(head.weights / spread)
                self.heads[name][1].assign(head.bias + head.weights @ centre)

    def learnt(self) -> tuple[dict[str, Array], dict[str, Head]]:
        """The changes and the heads as they are now; heads read vectors as they come."""
        heads = {}
        for name, (weights, bias) in self.heads.items():
            spread, centre = self._lens(name)
            read = weights.numpy() * spread
            heads[name] = Head(read, bias.numpy() - read @ centre, tuple(self._labels[name]))
        return {name: value.numpy() for name, value in self.changes.items()}, heads

    def _lens(self, name: str) -> tuple[float, Array]:
        return (1.0, np.zeros(self._base.width, np.float32)) if name == TAGS else (_SPREAD, self._centre.numpy())

    def __call__(self, ids: Any, mask: Any) -> dict[str, Any]:
        """By head its scores, messages x pieces x labels for the tags and messages x labels for the others.

        `ids` is messages x pieces; `mask` is 1 where a piece is and 0 where a row is only filled up.
        """
        pieces, vectors = self.vectors(ids, mask)
        vectors = (vectors - self._centre) * _SPREAD
        scores = {}
        for name, (weights, bias) in self.heads.items():
            scores[name] = tf.matmul(pieces if name == TAGS else vectors, weights, transpose_b=True) + bias
        return scores

    def vectors(self, ids: Any, mask: Any) -> tuple[Any, Any]:
        """A vector for each piece, and their mean for each message."""
        base, frozen = self._base, self._frozen
        x = tf.gather(self._words, ids) + frozen["emb.pos"][: tf.shape(ids)[1]] + frozen["emb.type"][: base.width]
        x = self._norm(x, "emb.ln")
        away = (1.0 - mask[:, None, None, :]) * -1e4
        for layer in range(base.layers):
            name = f"l{layer}"
            x = self._norm(x + self._product(self._attend(x, name, away), f"{name}.ao"), f"{name}.aln")
            inner = tf.nn.gelu(self._product(x, f"{name}.fi"), approximate=False)
            x = self._norm(x + self._product(inner, f"{name}.fo"), f"{name}.oln")
        return x, tf.einsum("blw,bl->bw", x, mask) / tf.reduce_sum(mask, 1, keepdims=True)

    def _attend(self, x: Any, name: str, away: Any) -> Any:
        q, k, v = (self._heads(self._product(x, f"{name}.{part}")) for part in ("q", "k", "v"))
        scores = tf.matmul(q, k, transpose_b=True) / np.sqrt(self._base.width / self._base.heads) + away
        mixed = tf.transpose(tf.matmul(tf.nn.softmax(scores), v), (0, 2, 1, 3))
        return tf.reshape(mixed, tf.shape(x))

    def _heads(self, x: Any) -> Any:
        size = tf.shape(x)
        each = self._base.width // self._base.heads
        return tf.transpose(tf.reshape(x, (size[0], size[1], self._base.heads, each)), (0, 2, 1, 3))

    def _product(self, x: Any, name: str) -> Any:
        low = tf.reshape(tf.cast(x, tf.bfloat16), (-1, x.shape[-1]))
        down = tf.cast(self.changes[f"{name}.down"], tf.bfloat16)
        up = tf.cast(self.changes[f"{name}.up"], tf.bfloat16)
        change = tf.matmul(tf.matmul(low, down, transpose_b=True), up, transpose_b=True)
        out = tf.cast(tf.matmul(low, self._low[f"{name}.w"]), tf.float32) + SCALE * tf.cast(change, tf.float32)
        return tf.reshape(out + self._frozen[f"{name}.b"], tf.concat([tf.shape(x)[:-1], [out.shape[-1]]], 0))

    def _norm(self, x: Any, name: str) -> Any:
        mean, variance = tf.nn.moments(x, -1, keepdims=True)
        scaled = (x - mean) * tf.math.rsqrt(variance + self._base.epsilon)
        return scaled * self._frozen[f"{name}.w"] + self._frozen[f"{name}.b"]
