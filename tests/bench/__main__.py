"""`make bench`: this server and stock Rasa by turns, five runs each, and the table of `docs/benchmarks.md`."""

from __future__ import annotations

import argparse
import datetime
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Callable, ContextManager

from tests.bench import measure, ours, report, stock
from tests.bench.measure import CONVERSATIONS, Figures, System
from tests.bench.process import BenchFailed

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".alder" / "bench"
PAGE = ROOT / "docs" / "benchmarks.md"


def main() -> int:
    """Run what was asked; 0 whatever the figures are, 1 if a system failed."""
    asked = _arguments()
    CACHE.mkdir(parents=True, exist_ok=True)
    try:
        project = stock.trained(CACHE, asked.stock_epochs)
        with tempfile.TemporaryDirectory(dir=CACHE, prefix="run-") as folder:
            figures = _by_turns(Path(folder), project, asked)
    except BenchFailed as error:
        print(f"The benchmark failed: {error}", file=sys.stderr)
        return 1
    bench = report.Bench(
        *figures,
        messages=asked.messages * CONVERSATIONS,
        stock_epochs=asked.stock_epochs,
        machine=report.machine(),
        date=datetime.date.today().isoformat(),
    )
    print(report.table(bench))
    if asked.write:
        report.write(PAGE, bench)
        print(f"\nWritten to {PAGE.relative_to(ROOT)}.")
    return 0


def _by_turns(folder: Path, project: Path, asked: argparse.Namespace) -> tuple[list[Figures], list[Figures]]:
    """Each run on fresh processes and an empty database; never both systems at once."""
    mine: list[Figures] = []
    theirs: list[Figures] = []
    for number in range(1, asked.runs + 1):
        home = folder / str(number)
        home.mkdir()
        mine.append(_one(ours.NAME, number, partial(ours.Ours, home / "alder", asked.models), asked.messages))
        theirs.append(_one(stock.NAME, number, partial(stock.Stock, home / "stock", project), asked.messages))
    return mine, theirs


def _one(name: str, number: int, start: Callable[[], ContextManager[System]], messages: int) -> Figures:
    print(f"{name}, run {number} … ", end="", flush=True)
    with start() as system:
        figures = measure.run(system, messages)
    places = ", ".join(f"message {place} {ms:.0f} ms" for place, ms in figures.at.items())
    print(
        f"{figures.per_second:.1f} messages/s, p95 {figures.p95:.0f} ms, {figures.memory:.0f} MiB, {places}", flush=True
    )
    return figures


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, choices=range(1, 21), metavar="N", help="runs of each side")
    parser.add_argument(
        "--messages", type=int, default=48, choices=range(4, 401), metavar="N", help="per conversation, under load"
    )
    parser.add_argument(
        "--stock-epochs", type=int, default=100, help="training epochs of stock Rasa (default: its own)"
    )
    parser.add_argument("--models", type=Path, default=ROOT / "models", help="our model")
    parser.add_argument("--no-write", dest="write", action="store_false", help="only print, leave the page as it is")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
