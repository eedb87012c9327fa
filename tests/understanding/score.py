"""Counts over held-out lines: how often right, right in two, asked back, answered wrongly; crises raised and missed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bot.safety.crisis import find, from_ranking
from tests.redaction.score import Tally
from tests.understanding.lines import Known, Told

Ranking = Sequence[tuple[str, float]]
Guess = Callable[[str], Ranking]
THRESHOLD, AMBIGUITY = 0.35, 0.05  # as in config.yml


@dataclass
class Figures:
    """What became of the lines of one language. `per_intent`: right, called so, and meant so, by intent."""

    first: Tally = field(default_factory=Tally)
    two: Tally = field(default_factory=Tally)
    hard: Tally = field(default_factory=Tally)
    asked_back: Tally = field(default_factory=Tally)
    answered_wrong: Tally = field(default_factory=Tally)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)
    right: Counter[str] = field(default_factory=Counter)
    called: Counter[str] = field(default_factory=Counter)
    meant: Counter[str] = field(default_factory=Counter)

    @property
    def macro_f1(self) -> float:
        """The mean over intents of the harmonic mean of precision and recall."""
        each = [2 * self.right[i] / (self.called[i] + self.meant[i]) for i in self.meant]
        return sum(each) / len(each)


@dataclass
class Safety:
    """Crises that were raised and look-alikes that were, of how many; by phrases alone and with the model."""

    by_phrases: Tally = field(default_factory=Tally)
    raised: Tally = field(default_factory=Tally)
    false_by_phrases: Tally = field(default_factory=Tally)
    false: Tally = field(default_factory=Tally)
    missed: list[str] = field(default_factory=list)
    cried_wolf: list[str] = field(default_factory=list)


def understood(lines: Iterable[Known], guess: Guess) -> Figures:
    """Every line through the model."""
    figures = Figures()
    for known in lines:
        started = time.thread_time()
        (first, sure), (second, less) = guess(known.text)[:2]
        figures.milliseconds.append((time.thread_time() - started) * 1000)
        right = first == known.intent
        figures.first.add(right)
        figures.two.add(known.intent in (first, second))
        if known.hard:
            figures.hard.add(right)
        asked = sure < THRESHOLD or sure - less < AMBIGUITY
        figures.asked_back.add(asked)
        figures.answered_wrong.add(not asked and not right)
        figures.right[known.intent] += right
        figures.called[first] += 1
        figures.meant[known.intent] += 1
        if not right:
            figures.confused[(known.intent, first)] += 1
    return figures


def safe(lines: Iterable[Told], guess: Guess) -> Safety:
    """Every line past the phrases and, if they find nothing, the model."""
    counts = Safety()
    for told in lines:
        phrase = find(told.text) is not None
        raised = phrase or from_ranking(guess(told.text)) is not None
        if told.kind:
            counts.by_phrases.add(phrase)
            counts.raised.add(raised)
            counts.missed += [] if raised else [told.text]
        else:
            counts.false_by_phrases.add(phrase)
            counts.false.add(raised)
            counts.cried_wolf += [told.text] if raised else []
    return counts
