"""Writes the encoder with its heads as an ONNX graph for messages of one length, with 8-bit weights."""

from __future__ import annotations

import logging
import math
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from redaction.tagger.base import Base
from redaction.tagger.folder import INPUT, LANGUAGE_ODDS, ODDS, VECTOR
from redaction.tagger.trained import LANGUAGES, TAGS, Array, Head

_OPSET = 17  # the first with LayerNormalization


def write(base: Base, tensors: Mapping[str, Array], heads: Mapping[str, Head], path: Path) -> None:
    """`path`: takes `ids` (int64, messages x pieces, none filled up); gives `odds` (messages x pieces x labels),
    `vector` (messages x width) and `languages` (messages x languages), float32; odds add up to 1 in the last dimension.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph = _Graph(base, tensors)
    graph.build(heads)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        onnx.save(graph.model(heads), str(full))
        # Seven bits: on processors without VNNI, products of eight overflow in silence, and a silent error is a leak.
        logging.disable(logging.WARNING)  # its advice on preparing the graph is of no use to whoever sets this up
        try:
            quantize_dynamic(str(full), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        finally:
            logging.disable(logging.NOTSET)


class _Graph:
    def __init__(self, base: Base, tensors: Mapping[str, Array]) -> None:
        self._base, self._tensors = base, tensors
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}

    def build(self, heads: Mapping[str, Head]) -> None:
        base, tensors = self._base, self._tensors
        words = self._do("Gather", self._constant("emb.word", tensors["emb.word"]), INPUT)
        length = self._do("Shape", INPUT, start=1)
        zero, axis = self._constant("zero", np.array([0])), self._constant("axis", np.array([0]))
        positions = tensors["emb.pos"] + tensors["emb.type"][: base.width]
        place = self._do("Slice", self._constant("emb.pos", positions), zero, length, axis)
        x = self._norm(self._do("Add", words, place), "emb.ln")
        for layer in range(base.layers):
            name = f"l{layer}"
            x = self._norm(self._do("Add", x, self._product(self._attend(x, name), f"{name}.ao")), f"{name}.aln")
            inner = self._gelu(self._product(x, f"{name}.fi"))
            x = self._norm(self._do("Add", x, self._product(inner, f"{name}.fo")), f"{name}.oln")
        self._read(x, heads[TAGS], TAGS, ODDS)
        vector = self._do("ReduceMean", x, into=VECTOR, axes=[1], keepdims=0)
        self._read(vector, heads[LANGUAGES], LANGUAGES, LANGUAGE_ODDS)

    def model(self, heads: Mapping[str, Head]) -> Any:
        from onnx import TensorProto, checker, helper

        shapes: dict[str, list[str | int | None]] = {
            ODDS: ["messages", "pieces", len(heads[TAGS].labels)],
            VECTOR: ["messages", self._base.width],
            LANGUAGE_ODDS: ["messages", len(heads[LANGUAGES].labels)],
        }
        given = helper.make_tensor_value_info(INPUT, TensorProto.INT64, ["messages", "pieces"])
        told = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]
        graph = helper.make_graph(self._nodes, "tagger", [given], told, list(self._constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=8)
        checker.check_model(model)
        return model

    def _attend(self, x: str, name: str) -> str:
        heads, each = self._base.heads, self._base.width // self._base.heads
        apart = self._constant("apart", np.array([0, 0, heads, each]))
        together = self._constant("together", np.array([0, 0, self._base.width]))
        q, k, v = (self._do("Reshape", self._product(x, f"{name}.{part}"), apart) for part in ("q", "k", "v"))
        q, v = (self._do("Transpose", part, perm=[0, 2, 1, 3]) for part in (q, v))
        k = self._do("Transpose", k, perm=[0, 2, 3, 1])
        scale = self._constant("scale", np.array(1 / math.sqrt(each), np.float32))
        weights = self._do("Softmax", self._do("Mul", self._do("MatMul", q, k), scale), axis=-1)
        mixed = self._do("Transpose", self._do("MatMul", weights, v), perm=[0, 2, 1, 3])
        return self._do("Reshape", mixed, together)

    def _read(self, x: str, head: Head, name: str, into: str) -> None:
        scores = self._do("MatMul", x, self._constant(f"{name}.w", head.weights.T.copy()))
        scores = self._do("Add", scores, self._constant(f"{name}.b", head.bias))
        self._do("Softmax", scores, into=into, axis=-1)

    def _product(self, x: str, name: str) -> str:
        weights = self._constant(f"{name}.w", self._tensors[f"{name}.w"].T.copy())
        return self._do("Add", self._do("MatMul", x, weights), self._constant(f"{name}.b", self._tensors[f"{name}.b"]))

    def _gelu(self, x: str) -> str:
        half, one = (self._constant(f"number {n}", np.array(n, np.float32)) for n in (0.5, 1.0))
        root = self._constant("root", np.array(math.sqrt(0.5), np.float32))
        spread = self._do("Add", self._do("Erf", self._do("Mul", x, root)), one)
        return self._do("Mul", self._do("Mul", x, spread), half)

    def _norm(self, x: str, name: str) -> str:
        weight = self._constant(f"{name}.w", self._tensors[f"{name}.w"])
        bias = self._constant(f"{name}.b", self._tensors[f"{name}.b"])
        return self._do("LayerNormalization", x, weight, bias, axis=-1, epsilon=self._base.epsilon)

    def _do(self, kind: str, *inputs: str, into: str | None = None, **settings: Any) -> str:
        from onnx import helper

        made = into or f"v{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [made], name=f"n{len(self._nodes)}", **settings))
        return made

    def _constant(self, name: str, values: Array) -> str:
        from onnx import numpy_helper

        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name
