"""What the tagger thinks of a message, piece by piece, and how that becomes findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from redaction.tagger.pieces import Cut
from redaction.types import Finding

_BRIDGED = 3  # characters: "3383 S Dixie", a name s p e l t out


@dataclass(frozen=True, repr=False)
class Odds:
    """For each piece of a message its span and, by type, how likely it belongs to an identifier of that type."""

    cut: Cut
    rows: Any


def runs(odds: Odds, labels: Sequence[str], thresholds: Mapping[str, float]) -> Iterator[Finding]:
    """Pieces of one type side by side, or with three characters between them at most, are one identifier.

    A piece counts when everything but "outside" together reaches the threshold of its likeliest type: torn between a
    name and a place it is masked all the same.
    """
    if not odds.cut.ids:
        return
    inside = 1.0 - odds.rows[:, 0]
    likeliest = odds.rows[:, 1:].argmax(axis=1) + 1
    open_: Finding | None = None
    last = -2
    for at, (score, number) in enumerate(zip(inside.tolist(), likeliest.tolist(), strict=True)):
        type_ = labels[number]
        if score < thresholds[type_]:
            continue
        start, end = odds.cut.starts[at], odds.cut.ends[at]
        if open_ and open_.type == type_ and (last == at - 1 or start - open_.end <= _BRIDGED):
            open_ = Finding(type_, open_.start, max(end, open_.end), max(score, open_.score))
        else:
            if open_:
                yield open_
            open_ = Finding(type_, start, end, score)
        last = at
    if open_:
        yield open_
