"""Writes the encoder with its head as an ONNX graph for one message at a time, with 8-bit weights."""

from __future__ import annotations

import logging
import math
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from redaction.tagger.base import Base
from redaction.tagger.folder import INPUT, OUTPUT
from redaction.tagger.trained import Array

_OPSET = 17  # the first with LayerNormalization


def write(base: Base, tensors: Mapping[str, Array], head: Array, bias: Array, path: Path) -> None:
    """`path`: takes `ids` (int64, pieces), gives `odds` (float32, pieces x labels, each row adding up to 1)."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph = _Graph(base, tensors)
    graph.build(head, bias)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        onnx.save(graph.model(len(bias)), str(full))
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

    def build(self, head: Array, bias: Array) -> None:
        base, tensors = self._base, self._tensors
        words = self._do("Gather", self._constant("emb.word", tensors["emb.word"]), INPUT)
        length = self._do("Shape", INPUT)
        zero, axis = self._constant("zero", np.array([0])), self._constant("axis", np.array([0]))
        positions = tensors["emb.pos"] + tensors["emb.type"][: base.width]
        place = self._do("Slice", self._constant("emb.pos", positions), zero, length, axis)
        x = self._norm(self._do("Add", words, place), "emb.ln")
        for layer in range(base.layers):
            name = f"l{layer}"
            x = self._norm(self._do("Add", x, self._product(self._attend(x, name), f"{name}.ao")), f"{name}.aln")
            inner = self._gelu(self._product(x, f"{name}.fi"))
            x = self._norm(self._do("Add", x, self._product(inner, f"{name}.fo")), f"{name}.oln")
        scores = self._do("MatMul", x, self._constant("head.w", head.T.copy()))
        scores = self._do("Add", scores, self._constant("head.b", bias))
        self._do("Softmax", scores, into=OUTPUT, axis=-1)

    def model(self, labels: int) -> Any:
        from onnx import TensorProto, checker, helper

        given = helper.make_tensor_value_info(INPUT, TensorProto.INT64, ["pieces"])
        told = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["pieces", labels])
        graph = helper.make_graph(self._nodes, "tagger", [given], [told], list(self._constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=8)
        checker.check_model(model)
        return model

    def _attend(self, x: str, name: str) -> str:
        heads, each = self._base.heads, self._base.width // self._base.heads
        apart = self._constant("apart", np.array([-1, heads, each]))
        together = self._constant("together", np.array([-1, self._base.width]))
        q, k, v = (self._do("Reshape", self._product(x, f"{name}.{part}"), apart) for part in ("q", "k", "v"))
        q, v = (self._do("Transpose", part, perm=[1, 0, 2]) for part in (q, v))
        k = self._do("Transpose", k, perm=[1, 2, 0])
        scale = self._constant("scale", np.array(1 / math.sqrt(each), np.float32))
        weights = self._do("Softmax", self._do("Mul", self._do("MatMul", q, k), scale), axis=-1)
        mixed = self._do("Transpose", self._do("MatMul", weights, v), perm=[1, 0, 2])
        return self._do("Reshape", mixed, together)

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
