"""`python -m tests.redaction.choose`: the tagger's thresholds that cost least on the development set, type by type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from redaction.engine import Redactor, tagged
from redaction.overlaps import settle
from redaction.types import IDENTIFIER_TYPES, Finding
from redaction.view import View, look
from tests.redaction.labelled import Labelled, read
from tests.redaction.score import Score, score

STEPS = (0.03, 0.06, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
# What one identifier left in place weighs against one clean message touched, and against other letters masked.
_CLEAN, _LETTERS = 0.35, 0.02
_WEIGHTS = {"record": 2.0, "release": 8.0}


@dataclass(frozen=True)
class Read:
    """A message with what does not depend on a threshold: its view, what patterns found, and the tagger's reading."""

    message: Labelled
    view: View
    found: Sequence[Finding]
    reading: Any


def main() -> None:
    """Prints the thresholds for `redaction/thresholds.yml`."""
    redactor = Redactor(limit_seconds=60)
    assert redactor._tagger is not None, redactor.lost
    labels = redactor._tagger.labels
    every = [_read(redactor, message) for message in read("development")]
    chosen = {type_: STEPS[-1] for type_ in IDENTIFIER_TYPES}
    for purpose, weight in _WEIGHTS.items():
        most = dict(chosen)  # what leaves the record is masked at least as far as what stays
        best = _cost(every, labels, chosen, weight)
        for _ in range(2):
            for type_ in IDENTIFIER_TYPES:
                costs = {
                    step: _cost(every, labels, {**chosen, type_: step}, weight) for step in STEPS if step <= most[type_]
                }
                step = min(costs, key=lambda one: (costs[one], abs(one - 0.3)))
                if costs[step] <= best:
                    chosen[type_], best = step, costs[step]
        found = _score(every, labels, chosen)
        print(f"{purpose}: {found.every.share:.1%} masked, other text {found.other.share:.1%}, "
              f"clean touched {found.clean.share:.1%}")  # fmt: skip
        for type_, step in chosen.items():
            print(f"  {type_}: {step}")


def _read(redactor: Redactor, message: Labelled) -> Read:
    view = look(message.text)
    return Read(message, view, redactor._analyser.find(view, message.language), redactor.read(message.text))


def _cost(every: Sequence[Read], labels: tuple[str, ...], chosen: Mapping[str, float], weight: float) -> float:
    found = _score(every, labels, chosen)
    return weight * (found.every.of - found.every.hit) + _CLEAN * found.clean.hit + _LETTERS * found.other.hit


def _score(every: Sequence[Read], labels: tuple[str, ...], chosen: Mapping[str, float]) -> Score:
    spans = {id(one.message): list(_spans(one, labels, chosen)) for one in every}
    order = iter(every)
    return score((one.message for one in every), lambda _text, _language: spans[id(next(order).message)])


def _spans(one: Read, labels: tuple[str, ...], chosen: Mapping[str, float]) -> Iterator[tuple[int, int]]:
    for finding in settle(one.view.text, [*one.found, *tagged(one.view, one.reading, labels, chosen)]):
        yield one.view.span(finding.start, finding.end)


if __name__ == "__main__":
    main()
