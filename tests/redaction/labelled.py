"""Reads the labelled messages: the test set, and the development set that thresholds are chosen on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from redaction.training import lines
from redaction.training.lines import Lines, marked

HERE = Path(__file__).parent
KINDS = ("messages", "adversarial", "clean")


@dataclass(frozen=True)
class Labelled:
    """One message, its language and kind ("messages", "adversarial" or "clean"), and where its identifiers are."""

    language: str
    kind: str
    text: str
    spans: tuple[tuple[int, int, str], ...]


def languages(name: str) -> list[str]:
    """The languages that a set ("labelled" or "development") has."""
    return sorted(path.stem for path in (HERE / name).glob("*.yml"))


def read(name: str) -> Iterator[Labelled]:
    """Every message of a set; of the test set those that stand nowhere else.

    A few everyday sentences were written twice by chance; measured on them, nothing would be shown.
    """
    elsewhere = _elsewhere() if name == "labelled" else frozenset()
    for message in written(name):
        if message.text.casefold() not in elsewhere:
            yield message


def written(name: str) -> Iterator[Labelled]:
    for language in languages(name):
        content = yaml.safe_load((HERE / name / f"{language}.yml").read_text(encoding="utf-8"))
        for kind in KINDS:
            for line in content[kind]:
                found = marked(str(line))
                yield Labelled(language, kind, found.text, found.spans)


@cache
def _elsewhere() -> frozenset[str]:
    every = map(lines.load, lines.available())
    trained = {marked(line).text.casefold() for one in every for line in _lines(one)}
    return frozenset(trained | {message.text.casefold() for message in written("development")})


def _lines(one: Lines) -> Iterator[str]:
    yield from (*one.templates, *one.plain, *(said.text for said in one.said))
