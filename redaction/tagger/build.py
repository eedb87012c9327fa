"""Builds the tagger at set-up: published weights, plus our trained part, into one folder that a process can load."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from redaction.tagger import base as base_files
from redaction.tagger import graph, trained
from redaction.tagger.folder import MODEL, PIECES, is_built
from redaction.tagger.trained import LANGUAGES, TAGS

_FORMAT = "2"


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
    fresh_model, fresh_pieces = (folder / f"{name}.{os.getpid()}" for name in (MODEL, PIECES))
    graph.write(base, trained.merged(base, part), part.heads, fresh_model)
    about = {
        "made_of": digest, "labels": list(part.heads[TAGS].labels),
        "languages": list(part.heads[LANGUAGES].labels), "unknown": base.unknown, "begin": base.begin,
        "end": base.end, "normal": dict(base.normal), "vocabulary": trained.vocabulary(base, part.kept),
    }  # fmt: skip
    fresh_pieces.write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    # The old vocabulary goes first: beside a new graph it would have the wrong words masked, and nobody would notice.
    (folder / PIECES).unlink(missing_ok=True)
    os.replace(fresh_model, folder / MODEL)
    os.replace(fresh_pieces, folder / PIECES)
    return True
