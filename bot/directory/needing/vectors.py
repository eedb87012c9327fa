"""What the sentence vectors say about the needs of a service: they may confirm what too few words hint at."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Mapping, Optional, Sequence

from bot.directory.needing.given import Given, Origin
from bot.directory.needing.taxonomy import hints_of, need_codes
from bot.engine.dense import VectorModel
from bot.yaml_file import read_yaml

if TYPE_CHECKING:
    from bot.engine.vectors import Encoder

SENTENCES = Path(__file__).with_name("sentences.yml")
NONE = "none"  # what directories also hold and nobody here asks for
# Chosen on the development half, docs/directory.md: odds from which a hint counts, and from which words are believed.
CONFIRMS, AGREES = 0.5, 0.3
CONFIRMED, AGREED = 0.5, 0.95
_LONG = 1500  # characters: what a service is for stands at the beginning


class ByVectors:
    """A classifier such as that of intents, learnt from `sentences.yml` when it is made (some seconds)."""

    def __init__(self, encoder: Encoder) -> None:
        lines = [(line, need) for need, said in read_yaml(SENTENCES).items() for line in said]
        self._encoder = encoder
        self._model = VectorModel.fit(encoder.vectors([line for line, _ in lines]), [need for _, need in lines])
        self.made_of = hashlib.sha256(f"{encoder.made_of} {said_digest()}".encode()).hexdigest()[:16]

    def odds(self, name: Optional[str], description: Optional[str]) -> dict[str, float]:
        """For each need, and for `none`, how likely a service of that name and description is for it."""
        vector = self._encoder.vector(". ".join(part for part in (name, description) if part)[:_LONG])
        return dict(zip(self._model.intents, self._model.odds(vector).tolist(), strict=True))

    def second(self, name: Optional[str], description: Optional[str], given: Mapping[str, Given]) -> dict[str, Given]:
        """What words gave, more surely where the vectors agree, and what they confirm of mere hints."""
        return seconded(given, hints_of(name, description), self.odds(name, description))


def seconded(given: Mapping[str, Given], hints: frozenset[str], odds: Mapping[str, float]) -> dict[str, Given]:
    """Pure: what was given, surer where the odds agree, and the hints that they confirm.

    Vectors alone give nothing: on the development half they were wrong three times in ten.
    """
    found = dict(given)
    for need in hints:
        if need not in found and odds.get(need, 0.0) >= CONFIRMS:
            found[need] = Given(Origin.VECTORS, "", CONFIRMED)
    for need, one in given.items():
        if odds.get(need, 0.0) >= AGREES and one.confidence < AGREED:
            found[need] = Given(one.origin, one.why, AGREED)
    return {need: found[need] for need in need_codes() if need in found}


@lru_cache(maxsize=1)
def said_digest() -> str:
    """Of the sentences learnt from: other sentences, other odds."""
    return hashlib.sha256(SENTENCES.read_bytes()).hexdigest()


def all_needs() -> Sequence[str]:
    """What there must be sentences for."""
    return (*need_codes(), NONE)
