"""What an import did with every row it read: counted by kind, outcome and reason, never by content."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import Iterator, Mapping


class Outcome(str, Enum):
    """``unchanged`` rows are in the directory as well; ``not_kept`` is of no use for finding a service."""

    STORED = "stored"
    UNCHANGED = "unchanged"
    HELD_BACK = "held_back"
    REFUSED = "refused"
    NOT_KEPT = "not_kept"


Count = tuple[str, Outcome, str]


@dataclass(frozen=True)
class ImportReport:
    """``counts``: (kind of row, outcome, reason) to how many. Every row read is in exactly one of them."""

    counts: Mapping[Count, int]

    @property
    def read(self) -> int:
        return sum(self.counts.values())

    @property
    def stored(self) -> int:
        """Rows of the file that are in the directory now, those that were there already included."""
        return self._of(Outcome.STORED, Outcome.UNCHANGED)

    @property
    def changed(self) -> int:
        """Rows that this import wrote."""
        return self._of(Outcome.STORED)

    @property
    def held_back(self) -> int:
        return self._of(Outcome.HELD_BACK)

    @property
    def refused(self) -> int:
        return self._of(Outcome.REFUSED)

    @property
    def not_kept(self) -> int:
        return self._of(Outcome.NOT_KEPT)

    def of_kind(self, kind: str, *outcomes: Outcome) -> int:
        """How many rows of one kind had one of these outcomes."""
        return sum(count for (of, outcome, _), count in self.counts.items() if of == kind and outcome in outcomes)

    def reasons(self, outcome: Outcome) -> Iterator[tuple[str, str, int]]:
        """(kind, reason, count) of one outcome, most frequent first."""
        chosen = [(kind, reason, count) for (kind, of, reason), count in self.counts.items() if of is outcome]
        yield from sorted(chosen, key=lambda row: (-row[2], row[0], row[1]))

    def _of(self, *outcomes: Outcome) -> int:
        return sum(count for (_, outcome, _), count in self.counts.items() if outcome in outcomes)


class Tally:
    """Counts while an import runs."""

    def __init__(self) -> None:
        self._counts: Counter[Count] = Counter()

    def add(self, kind: str, outcome: Outcome, reason: str = "", times: int = 1) -> None:
        """Count ``times`` rows; ``reason`` is one of our own phrases, never a cell of the file."""
        self._counts[(kind, outcome, reason)] += times

    def report(self) -> ImportReport:
        return ImportReport(dict(self._counts))
