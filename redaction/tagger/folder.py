"""Where the built tagger lies and what is in it; all that a running process needs to know of its making."""

from __future__ import annotations

from pathlib import Path

NAME = "tagger"
FOLDER = Path(__file__).parents[2] / "models" / NAME
MODEL, PIECES = "tagger.onnx", "pieces.json"
# The graph takes the numbers of the messages' pieces. It gives for each piece how likely it is each label, and for each
# message its vector (the mean of its pieces) and how likely it is in each language.
INPUT = "ids"
ODDS, VECTOR, LANGUAGE_ODDS = "odds", "vector", "languages"


def folder_for(models: Path) -> Path:
    """The tagger's folder below a folder of models; the project's own where that has none."""
    return models / NAME if is_built(models / NAME) else FOLDER


def is_built(folder: Path) -> bool:
    """Whether a whole tagger is there."""
    return (folder / MODEL).exists() and (folder / PIECES).exists()
