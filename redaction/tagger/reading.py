"""What the encoder makes of a message: odds piece by piece, a vector, languages; and how odds become findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from redaction.tagger.pieces import Cut
from redaction.types import Finding

_BRIDGED = 3  # characters: "3383 S Dixie", a name s p e l t out


@dataclass(frozen=True, repr=False)
class Reading:
    """`odds`: for each piece of `cut`, by type, how likely it belongs to an identifier of that type (pieces x labels).

    `vector` (384) says what the message means, `languages` how likely it is in each (by code, adding up to 1).
    """

    cut: Cut
    odds: Any
    vector: Any
    languages: Mapping[str, float]


def runs(reading: Reading, labels: Sequence[str], thresholds: Mapping[str, float]) -> Iterator[Finding]:
    """Pieces of one type side by side, or with three characters between them at most, are one identifier.

    A piece counts when everything but "outside" together reaches the threshold of its likeliest type: torn between a
    name and a place it is masked all the same.
    """
    cut = reading.cut
    if not cut.ids:
        return
    inside = 1.0 - reading.odds[:, 0]
    likeliest = reading.odds[:, 1:].argmax(axis=1) + 1
    open_: Finding | None = None
    last = -2
    for at, (score, number) in enumerate(zip(inside.tolist(), likeliest.tolist(), strict=True)):
        type_ = labels[number]
        if score < thresholds[type_]:
            continue
        start, end = cut.starts[at], cut.ends[at]
        if open_ and open_.type == type_ and (last == at - 1 or start - open_.end <= _BRIDGED):
            open_ = Finding(type_, open_.start, max(end, open_.end), max(score, open_.score))
        else:
            if open_:
                yield open_
            open_ = Finding(type_, start, end, score)
        last = at
    if open_:
        yield open_
