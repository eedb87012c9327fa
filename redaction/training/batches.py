"""Turns composed messages into batches of numbers: pieces, their tags, and what the message means."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from redaction.tagger.base import Base
from redaction.tagger.pieces import Pieces
from redaction.tagger.trained import INTENTS, LANGUAGES, TAGS, Array
from redaction.training.lines import Marked

_TOKENS = 1280  # pieces in a batch, padding included
_LONGEST = 160
UNKNOWN = -1  # a label that is not counted


@dataclass(frozen=True)
class Example:
    """A message with the encoder's signs around it: numbers and tags of its pieces, intent and language by number."""

    ids: Sequence[int]
    tags: Sequence[int]
    intent: int
    language: int


@dataclass(frozen=True)
class Batch:
    """Messages of like length: `ids` and `mask` (messages x pieces) and, by head, the labels."""

    ids: Array
    mask: Array
    labels: Mapping[str, Array]


def example(
    pieces: Pieces, message: Marked, language: str, labels: Mapping[str, Sequence[str]], base: Base
) -> Example | None:
    """None for an empty message, or one that is too long to learn from."""
    cut = pieces.cut(message.text)
    if not cut.ids or len(cut.ids) > _LONGEST:
        return None
    tags = []
    for start, end in zip(cut.starts, cut.ends, strict=True):
        inside = [labels[TAGS].index(t) for s, e, t in message.spans if s < end and start < e]
        tags.append(inside[0] if inside else 0)
    intent = labels[INTENTS].index(message.intent) if message.intent else UNKNOWN
    ids, tags = [base.begin, *cut.ids, base.end], [UNKNOWN, *tags, UNKNOWN]
    return Example(ids, tags, intent, labels[LANGUAGES].index(language))


def batches(examples: Sequence[Example], chance: random.Random, pad: int) -> Iterator[Batch]:
    """Messages of like length together, in one order for one seed."""
    order = sorted(examples, key=lambda one: (len(one.ids) + 7) // 8 + chance.random() * 0.5)
    made: list[list[Example]] = []
    batch: list[Example] = []
    for one in order:
        longest = _filled_up(max(len(e.ids) for e in (*batch, one)))
        if batch and longest * (len(batch) + 1) > _TOKENS:
            made.append(batch)
            batch = []
        batch.append(one)
    made.append(batch)
    chance.shuffle(made)
    yield from (_batch(one, pad) for one in made)


def _batch(messages: Sequence[Example], pad: int) -> Batch:
    longest = _filled_up(max(len(one.ids) for one in messages))
    ids = np.full((len(messages), longest), pad, np.int32)
    tags = np.full((len(messages), longest), UNKNOWN, np.int32)
    for row, one in enumerate(messages):
        ids[row, : len(one.ids)], tags[row, : len(one.tags)] = one.ids, one.tags
    intents = np.array([one.intent for one in messages], np.int32)
    languages = np.array([one.language for one in messages], np.int32)
    return Batch(ids, (ids != pad).astype(np.float32), {TAGS: tags, INTENTS: intents, LANGUAGES: languages})


def _filled_up(length: int) -> int:
    return -(-length // 8) * 8
