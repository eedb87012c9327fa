"""The part of the encoder that is ours: the pieces kept, low-rank changes to its layers, and the heads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from redaction.tagger.base import Base
from redaction.types import IDENTIFIER_TYPES

FILE = Path(__file__).parent / "trained.npz"
OUTSIDE = "O"
LABELS: tuple[str, ...] = (OUTSIDE, *IDENTIFIER_TYPES)
TAGS, INTENTS, LANGUAGES = "tags", "intents", "languages"
# The matrices of a layer that are changed, as named in the base.
CHANGED = ("q", "k", "v", "ao", "fi", "fo")
# The encoder's own signs come first and keep their numbers.
SIGNS = 4

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, repr=False)
class Head:
    """Reads labels off a vector of the encoder: `weights` (labels x width) and `bias` (labels)."""

    weights: Array
    bias: Array
    labels: Sequence[str]


@dataclass(frozen=True, repr=False)
class Trained:
    """`kept` is a mask over the base's pieces. The change to matrix `l0.q.w` (out x in) is `up @ down * scale`, with
    `l0.q.up` (out x rank) and `l0.q.down` (rank x in) in `changes`. `heads`: "tags" reads the type of identifier off
    each piece; "intents" and "languages" read off the mean of all pieces, which is the message's vector.
    """

    kept: Array
    changes: Mapping[str, Array]
    scale: float
    heads: Mapping[str, Head]


def save(trained: Trained, path: Path = FILE) -> None:
    """Writes in half precision: a few megabytes."""
    halves = {f"change.{name}": values.astype(np.float16) for name, values in sorted(trained.changes.items())}
    for name, head in sorted(trained.heads.items()):
        halves[f"head.{name}.weights"] = head.weights.astype(np.float16)
        halves[f"head.{name}.bias"] = head.bias.astype(np.float32)
        halves[f"head.{name}.labels"] = np.array(head.labels)
    np.savez_compressed(path, kept=np.packbits(trained.kept), scale=np.float32(trained.scale), **halves)


def load(path: Path = FILE) -> Trained:
    """What `save` wrote, in float32. FileNotFoundError if it is not there."""
    with np.load(path, allow_pickle=False) as found:
        names = [name.split(".", 1) for name in found if "." in name]
        changes = {rest: found[f"change.{rest}"].astype(np.float32) for kind, rest in names if kind == "change"}
        heads = {rest.split(".")[0] for kind, rest in names if kind == "head"}
        return Trained(
            np.unpackbits(found["kept"]).astype(bool),
            changes,
            float(found["scale"]),
            {name: _head(found, name) for name in sorted(heads)},
        )


def _head(found: Mapping[str, Array], name: str) -> Head:
    labels = tuple(str(label) for label in found[f"head.{name}.labels"])
    return Head(found[f"head.{name}.weights"].astype(np.float32), found[f"head.{name}.bias"], labels)


def vocabulary(base: Base, kept: Array) -> list[tuple[str, float]]:
    """The kept pieces with their log probabilities, in order; position in this list is the piece's new number."""
    return [(base.pieces[i], float(base.scores[i])) for i in np.flatnonzero(kept[: len(base.pieces)])]


def merged(base: Base, trained: Trained) -> dict[str, Array]:
    """The base's tensors with the changes added (in float64, so that every processor gets the same bytes)."""
    tensors = dict(base.tensors)
    for layer in range(base.layers):
        for matrix in CHANGED:
            name = f"l{layer}.{matrix}"
            change = trained.changes[f"{name}.up"].astype(np.float64) @ trained.changes[f"{name}.down"]
            tensors[f"{name}.w"] = (tensors[f"{name}.w"] + change * trained.scale).astype(np.float32)
    tensors["emb.word"] = tensors["emb.word"][np.flatnonzero(trained.kept[: len(base.pieces)])]
    return tensors
