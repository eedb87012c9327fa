"""Titles and particles at the edge of a name are not the name: left readable, and one person keeps one number."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import yaml

from redaction.types import LOCATION, ORGANIZATION, PERSON, Finding

_SYLLABLES = 2  # that must be left of a name when something written onto it is drawn off


def drawn_in(typed: str, finding: Finding) -> Finding:
    """The tagger's finding (offsets of what was typed) without what only stands beside the name."""
    lists = _lists()
    if finding.type == PERSON:
        finding = _without_words(typed, finding, lists["before"], lists["after"])
    if finding.type in (PERSON, LOCATION, ORGANIZATION):
        finding = _without_glued(typed, finding, lists["glued"])
    return finding


def _without_words(typed: str, finding: Finding, before: tuple[str, ...], after: tuple[str, ...]) -> Finding:
    words = typed[finding.start : finding.end].split()
    first = 0
    while first < len(words) - 1 and words[first].lower() in before:
        first += 1
    last = len(words)
    while last - 1 > first and words[last - 1].lower() in after:
        last -= 1
    start, end = finding.start, finding.end
    for word in words[:first]:
        start = typed.index(word, start) + len(word)
    for word in reversed(words[last:]):
        end = typed.rindex(word, start, end)
    inner = typed[start:end]
    return replace(finding, start=end - len(inner.lstrip()), end=start + len(inner.rstrip()))


def _without_glued(typed: str, finding: Finding, glued: tuple[str, ...]) -> Finding:
    name = typed[finding.start : finding.end]
    for particle in glued:
        if name.endswith(particle) and len(name) - len(particle) >= _SYLLABLES:
            return replace(finding, end=finding.end - len(particle))
    return finding


def is_tail(rest: str) -> bool:
    """Whether `rest`, what follows a mark within its word, is a particle and no part of the name."""
    return bool(rest) and rest in _tails()


@lru_cache(maxsize=1)
def _tails() -> frozenset[str]:
    return frozenset((*_lists()["glued"], *_lists()["tails"]))


@lru_cache(maxsize=1)
def _lists() -> dict[str, tuple[str, ...]]:
    lists = yaml.safe_load((Path(__file__).parent / "edges.yml").read_text(encoding="utf-8"))
    return {name: tuple(map(str, words)) for name, words in lists.items()}
