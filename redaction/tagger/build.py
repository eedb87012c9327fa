"""Builds the tagger at set-up: published weights, plus our trained part, into one folder that a process can load."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from redaction.tagger import base as base_files
from redaction.tagger import graph, trained

NAME = "tagger"
FOLDER = Path(__file__).parents[2] / "models" / NAME
MODEL, PIECES = "tagger.onnx", "pieces.json"
_FORMAT = "1"


def made_of(trained_file: Path = trained.FILE) -> str:
    """What a built tagger is made of, as a digest: the weights, the trained part and the way they are put together."""
    digest = hashlib.sha256(_FORMAT.encode())
    for path in (base_files.weights_file(), trained_file, Path(graph.__file__)):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def build(folder: Path, trained_file: Path = trained.FILE) -> bool:
    """Puts the tagger into `folder` unless it is there already; whether anything was done. About fifteen seconds.

    Raises:
        BaseMissing: the weights are not installed.
        FileNotFoundError: the trained part is not there.
    """
    digest = made_of(trained_file)
    if is_built(folder) and json.loads((folder / PIECES).read_text(encoding="utf-8"))["made_of"] == digest:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    base, part = base_files.read(base_files.weights_file()), trained.load(trained_file)
    fresh = folder / f"{MODEL}.{os.getpid()}"
    graph.write(base, trained.merged(base, part), part.head, part.bias, fresh)
    os.replace(fresh, folder / MODEL)
    (folder / PIECES).write_text(
        json.dumps({
            "made_of": digest, "labels": list(part.labels), "unknown": base.unknown, "begin": base.begin,
            "end": base.end, "normal": dict(base.normal), "vocabulary": trained.vocabulary(base, part.kept),
        }, ensure_ascii=False), encoding="utf-8",
    )  # fmt: skip
    return True


def folder_for(models: Path) -> Path:
    """The tagger's folder below a folder of models; the project's own where that has none."""
    return models / NAME if is_built(models / NAME) else FOLDER


def is_built(folder: Path) -> bool:
    """Whether a tagger is there."""
    return (folder / MODEL).exists() and (folder / PIECES).exists()
