"""The encoder as TensorFlow computes it, with low-rank changes to learn on top of frozen weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from redaction.tagger.base import Base
from redaction.tagger.trained import CHANGED, LABELS, Array, Trained

RANK, SCALE = 32, 2.0


class Encoder(tf.Module):  # type: ignore[misc]
    """Labels every piece of a batch of messages. Matrix products run in bfloat16, twice as fast on two cores."""

    def __init__(self, base: Base, words: Array, seed: int) -> None:
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
                down = chance.normal(0, 1 / np.sqrt(into), (RANK, into)).astype(np.float32)
                self.changes[f"l{layer}.{matrix}.down"] = tf.Variable(down)
                self.changes[f"l{layer}.{matrix}.up"] = tf.Variable(np.zeros((out, RANK), np.float32))
        head = chance.normal(0, 0.02, (len(LABELS), base.width)).astype(np.float32)
        self.head = tf.Variable(head)
        self.bias = tf.Variable(np.zeros(len(LABELS), np.float32))

    def take(self, before: Trained) -> None:
        """Goes on from what was learnt before."""
        for name, values in before.changes.items():
            self.changes[name].assign(values)
        self.head.assign(before.head)
        self.bias.assign(before.bias)

    def __call__(self, ids: Any, mask: Any) -> Any:
        """Scores, messages x pieces x labels, for `ids` (messages x pieces) where `mask` is 1."""
        base, frozen = self._base, self._frozen
        x = tf.gather(self._words, ids) + frozen["emb.pos"][: tf.shape(ids)[1]] + frozen["emb.type"][: base.width]
        x = self._norm(x, "emb.ln")
        away = (1.0 - mask[:, None, None, :]) * -1e4
        for layer in range(base.layers):
            name = f"l{layer}"
            x = self._norm(x + self._product(self._attend(x, name, away), f"{name}.ao"), f"{name}.aln")
            inner = tf.nn.gelu(self._product(x, f"{name}.fi"), approximate=False)
            x = self._norm(x + self._product(inner, f"{name}.fo"), f"{name}.oln")
        return tf.einsum("blw,cw->blc", x, self.head) + self.bias

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
