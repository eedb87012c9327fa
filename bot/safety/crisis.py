"""Decides whether a message tells of danger now, self-harm or a medical emergency: pure, before consent, no model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.safety.kind import Kind
from bot.safety.phrasebook import phrasebooks
from bot.safety.text import normalise

__all__ = [
    "CRISIS_THRESHOLD",
    "URGENCY",
    "Crisis",
    "Kind",
    "find",
    "from_ranking",
    "kinds",
    "languages",
]

# Whoever has the fewest minutes comes first. A failing body leaves least time and its line (911) is danger's too;
# someone at the door leaves less time than a wish to die, and the lines for danger reach that person as well.
URGENCY: tuple[Kind, ...] = (Kind.MEDICAL, Kind.DANGER, Kind.SELF_HARM)

# Far below a threshold for ordinary meanings: a false alarm shows three numbers and asks nothing, a missed crisis may
# cost a life. Set on the held-out lines, see docs/understanding.md.
CRISIS_THRESHOLD = 0.42

_INTENT_PREFIX = "crisis_"


@dataclass(frozen=True)
class Crisis:
    """One crisis, and what raised it. It carries nothing of what the person wrote."""

    kind: Kind
    why: Literal["phrase", "model"]


def kinds(text: str) -> tuple[Kind, ...]:
    """Every kind of crisis that the phrases of any language find in raw ``text``, most urgent first."""
    plain = normalise(text)
    found = frozenset().union(*(book.kinds(plain) for book in phrasebooks()))
    return tuple(kind for kind in URGENCY if kind in found)


def warm() -> None:
    """Read all phrases of all languages now: a first message in a crisis must not wait for that."""
    for book in phrasebooks():
        book.warm()


def find(text: str) -> Crisis | None:
    """The most urgent crisis that the phrases find in raw ``text``, or None. Needs no consent, model or network.

    Raises:
        PhraseError: on the first call, when a phrase file cannot be read.
    """
    found = kinds(text)
    return Crisis(found[0], "phrase") if found else None


def languages(text: str, kind: Kind) -> tuple[str, ...]:
    """The languages whose phrases find a crisis of ``kind`` in raw ``text``: what the answer should be in."""
    plain = normalise(text)
    return tuple(book.language for book in phrasebooks() if kind in book.kinds(plain))


def from_ranking(ranking: Iterable[tuple[str, float]]) -> Crisis | None:
    """The crisis that a classifier's guesses (intent, 0 to 1) name, if all crises together reach ``CRISIS_THRESHOLD``.

    Torn between two kinds of crisis it is one all the same.
    """
    named = {kind.value for kind in Kind}
    told = {intent[len(_INTENT_PREFIX) :]: sure for intent, sure in ranking if intent.startswith(_INTENT_PREFIX)}
    known = {name: sure for name, sure in told.items() if name in named}
    if not known or sum(known.values()) < CRISIS_THRESHOLD:
        return None
    return Crisis(Kind(max(known, key=known.__getitem__)), "model")
