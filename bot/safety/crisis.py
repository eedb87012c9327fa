"""Decides whether a message tells of danger now, self-harm or a medical emergency: pure, before consent, no model."""

from __future__ import annotations

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
    "from_intent",
    "kinds",
    "languages",
]

# Whoever has the fewest minutes comes first. A failing body leaves least time and its line (911) is danger's too;
# someone at the door leaves less time than a wish to die, and the lines for danger reach that person as well.
URGENCY: tuple[Kind, ...] = (Kind.MEDICAL, Kind.DANGER, Kind.SELF_HARM)

# Far below a threshold for ordinary meanings: a false alarm shows three numbers and asks nothing, a missed crisis may
# cost a life. Set on the held-out lines, see docs/understanding.md.
CRISIS_THRESHOLD = 0.45

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


def from_intent(intent: str, confidence: float) -> Crisis | None:
    """The crisis that a classifier's top intent names, if ``confidence`` (0 to 1) reaches ``CRISIS_THRESHOLD``."""
    if not intent.startswith(_INTENT_PREFIX) or confidence < CRISIS_THRESHOLD:
        return None
    name = intent[len(_INTENT_PREFIX) :]
    return Crisis(Kind(name), "model") if name in {kind.value for kind in Kind} else None
