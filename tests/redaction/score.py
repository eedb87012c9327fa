"""Counts what a redactor masked of what it should: identifiers in full, other text, clean messages touched."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from tests.redaction.labelled import Labelled

Spans = Sequence[tuple[int, int]]
Mask = Callable[[str, str], Spans]


@dataclass
class Tally:
    """How many of how many."""

    hit: int = 0
    of: int = 0

    def add(self, hit: int, of: int = 1) -> None:
        self.hit += hit
        self.of += of

    @property
    def share(self) -> float:
        return self.hit / self.of if self.of else 0.0

    def wilson(self) -> tuple[float, float]:
        """The 95 % interval of the share (Wilson, J. Am. Stat. Assoc. 22, 1927)."""
        if not self.of:
            return 0.0, 1.0
        z, n, p = 1.959964, self.of, self.share
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass
class Score:
    """Recall by language, type and kind; over-masking of other characters; clean messages touched; milliseconds."""

    recall: dict[str, Tally] = field(default_factory=dict)
    types: dict[str, Tally] = field(default_factory=dict)
    adversarial: Tally = field(default_factory=Tally)
    every: Tally = field(default_factory=Tally)
    over: dict[str, Tally] = field(default_factory=dict)
    other: Tally = field(default_factory=Tally)
    touched: dict[str, Tally] = field(default_factory=dict)
    clean: Tally = field(default_factory=Tally)
    milliseconds: list[float] = field(default_factory=list)
    missed: list[tuple[Labelled, str, str]] = field(default_factory=list)
    extra: list[tuple[Labelled, str]] = field(default_factory=list)


def score(messages: Iterable[Labelled], mask: Mask) -> Score:
    """Runs `mask(text, language)`, which gives the spans it would hide, over the messages."""
    found = Score()
    for message in messages:
        started = time.thread_time()
        spans = mask(message.text, message.language)
        found.milliseconds.append((time.thread_time() - started) * 1000)
        _count(found, message, {place for start, end in spans for place in range(start, end)})
    return found


def _count(found: Score, message: Labelled, hidden: set[int]) -> None:
    text, language = message.text, message.language
    mine: set[int] = set()
    for start, end, type_ in message.spans:
        mine |= set(range(start, end))
        full = all(place in hidden for place in range(start, end) if text[place].isalnum())
        tallies = [found.recall.setdefault(language, Tally()), found.types.setdefault(type_, Tally()), found.every]
        for tally in tallies + ([found.adversarial] if message.kind == "adversarial" else []):
            tally.add(full)
        if not full:
            found.missed.append((message, text[start:end], type_))
    others = [place for place, char in enumerate(text) if place not in mine and not char.isspace()]
    masked = [place for place in others if place in hidden]
    found.over.setdefault(language, Tally()).add(len(masked), len(others))
    found.other.add(len(masked), len(others))
    if message.kind == "clean":
        found.touched.setdefault(language, Tally()).add(bool(masked))
        found.clean.add(bool(masked))
    if masked:
        found.extra.append((message, "".join(text[place] if place in hidden else "·" for place in others)))
