"""The part of the tagger that is ours: the pieces kept, low-rank changes to the encoder's layers, and the head."""

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
# The matrices of a layer that are changed, as named in the base.
CHANGED = ("q", "k", "v", "ao", "fi", "fo")
# The encoder's own signs come first and keep their numbers.
SIGNS = 4

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, repr=False)
class Trained:
    """`kept` is a mask over the base's pieces. The change to matrix `l0.q.w` (out x in) is `up @ down * scale`, with
    `l0.q.up` (out x rank) and `l0.q.down` (rank x in) in `changes`; `head` (labels x width) and `bias` read the labels.
    """

    kept: Array
    changes: Mapping[str, Array]
    scale: float
    head: Array
    bias: Array
    labels: Sequence[str]


def save(trained: Trained, path: Path = FILE) -> None:
    """Writes in half precision: a few megabytes."""
    halves = {f"change.{name}": values.astype(np.float16) for name, values in sorted(trained.changes.items())}
    np.savez_compressed(
        path,
        kept=np.packbits(trained.kept),
        scale=np.float32(trained.scale),
        head=trained.head.astype(np.float16),
        bias=trained.bias.astype(np.float32),
        labels=np.array(trained.labels),
        **halves,
    )


def load(path: Path = FILE) -> Trained:
    """What `save` wrote, in float32. FileNotFoundError if it is not there."""
    with np.load(path, allow_pickle=False) as found:
        changes = {
            name.removeprefix("change."): found[name].astype(np.float32) for name in found if name.startswith("change.")
        }
        return Trained(
            np.unpackbits(found["kept"]).astype(bool),
            changes,
            float(found["scale"]),
            found["head"].astype(np.float32),
            found["bias"],
            tuple(str(label) for label in found["labels"]),
        )


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
