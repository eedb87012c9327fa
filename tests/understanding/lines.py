"""Held-out lines: what people might write and what they mean, by other authors than the training text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Optional

import yaml

FIXTURES = Path(__file__).parents[1] / "fixtures"
DATA = Path(__file__).parents[2] / "data" / "nlu"
LANGUAGES = tuple(sorted(path.stem for path in (FIXTURES / "nlu").glob("*.jsonl")))


@dataclass(frozen=True)
class Known:
    """A line and what it means. `hard`: misspelt, indirect, or without the word that names the thing."""

    text: str
    intent: str
    hard: bool
    language: str


@dataclass(frozen=True)
class Told:
    """A line and the kind of crisis it tells of, or None for a look-alike."""

    text: str
    kind: Optional[str]
    language: str


def held_out(language: str) -> Iterator[Known]:
    """The lines of a language, without short ones ("yes") that stand in the training text all the same."""
    from bot.engine.nlu import normalised

    trained = training_lines()
    for line in _rows("nlu", language):
        if normalised(line["text"]) not in trained:
            yield Known(line["text"], line["intent"], line["hard"], language)


def crisis_lines(language: str) -> Iterator[Told]:
    """Crises and look-alikes of a language."""
    for line in _rows("safety", language):
        yield Told(line["text"], line["kind"], language)


@cache
def training_lines() -> frozenset[str]:
    """Every line of `data/nlu`, as the model sees it."""
    from bot.engine.nlu import normalised

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    files = (yaml.load(path.read_text("utf-8"), Loader=loader) for path in DATA.glob("*.yml"))
    lines = (line for file in files for block in file["nlu"] for line in block["examples"].splitlines())
    return frozenset(normalised(line.removeprefix("- ")) for line in lines)


def _rows(folder: str, language: str) -> Iterator[dict]:  # type: ignore[type-arg]
    path = FIXTURES / folder / f"{language}.jsonl"
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        if line.strip():
            yield json.loads(line)
