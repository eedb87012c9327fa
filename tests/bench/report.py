"""What the figures say: medians of the runs, whether the targets were reached, and the page that keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Sequence

from tests.bench.measure import CONVERSATIONS, PLACES, Figures

FASTER = 5.0  # ours, at least this many times the messages per second of stock
GROWTH = 1.2  # ours, message 400 over message 10 at most
_BEGIN, _END = "<!-- figures: written by `make bench` -->", "<!-- end of figures -->"


@dataclass(frozen=True)
class Bench:
    """A finished benchmark: the runs of both sides and what they ran on."""

    ours: Sequence[Figures]
    stock: Sequence[Figures]
    messages: int  # per run, under load
    stock_epochs: int
    machine: str
    date: str

    @property
    def faster(self) -> float:
        return middle(self.ours).per_second / middle(self.stock).per_second

    @property
    def growth(self) -> float:
        at = middle(self.ours).at
        return at[PLACES[-1]] / at[PLACES[0]]

    @property
    def reached(self) -> bool:
        return self.faster >= FASTER and self.growth <= GROWTH


def middle(runs: Sequence[Figures]) -> Figures:
    """The median of each figure over the runs."""
    return Figures(
        per_second=median(run.per_second for run in runs),
        p50=median(run.p50 for run in runs),
        p95=median(run.p95 for run in runs),
        memory=median(run.memory for run in runs),
        at={place: median(run.at[place] for run in runs) for place in PLACES},
    )


def table(bench: Bench) -> str:
    """The figures as a Markdown table with the verdicts under it."""
    ours, stock = middle(bench.ours), middle(bench.stock)
    rows = [
        ("messages per second", f"{ours.per_second:.1f}", f"{stock.per_second:.1f}", _spread(bench)),
        ("p50 latency", f"{ours.p50:.0f} ms", f"{stock.p50:.0f} ms", ""),
        ("p95 latency", f"{ours.p95:.0f} ms", f"{stock.p95:.0f} ms", ""),
        ("memory of all processes", f"{ours.memory:.0f} MiB", f"{stock.memory:.0f} MiB", "proportional set size"),
        *((f"message {place}", f"{ours.at[place]:.1f} ms", f"{stock.at[place]:.1f} ms", "") for place in PLACES),
    ]
    lines = [
        f"{bench.date}, {bench.machine}. {_runs(len(bench.ours))} "
        f"Under load: {bench.messages} messages in {CONVERSATIONS} conversations at once. "
        f"Epochs of stock Rasa's training: {bench.stock_epochs}.",
        "",
        "| | Alder | stock Rasa | |",
        "|---|---|---|---|",
        *(f"| {name} | {a} | {b} | {note} |" for name, a, b, note in rows),
        "",
        f"- Throughput: {bench.faster:.1f} times stock (to reach: at least {FASTER:g}): "
        f"{_verdict(bench.faster >= FASTER)}.",
        f"- Message {PLACES[-1]} costs {bench.growth:.2f} times message {PLACES[0]} (to reach: at most {GROWTH:g}): "
        f"{_verdict(bench.growth <= GROWTH)}. Stock: {stock.at[PLACES[-1]] / stock.at[PLACES[0]]:.2f} times.",
    ]
    return "\n".join(lines)


def _runs(count: int) -> str:
    return f"Medians of {count} runs of each side, by turns." if count > 1 else "A single run of each side."


def _spread(bench: Bench) -> str:
    sides = (("Alder", bench.ours), ("stock", bench.stock))
    return "; ".join(
        f"{name} {min(run.per_second for run in runs):.1f} to {max(run.per_second for run in runs):.1f}"
        for name, runs in sides
    )


def _verdict(reached: bool) -> str:
    return "**reached**" if reached else "**not reached**"


def write(page: Path, bench: Bench) -> None:
    """Put the figures between the two markers of ``page``; everything else there is written by people."""
    before, _, rest = page.read_text("utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    page.write_text(f"{before}{_BEGIN}\n\n{table(bench)}\n\n{_END}{after}", "utf-8")


def machine() -> str:
    """What it ran on, without naming anything: processor, cores and memory."""
    info = Path("/proc/cpuinfo").read_text("utf-8")
    model = next((line.split(":", 1)[1].strip() for line in info.splitlines() if line.startswith("model name")), "?")
    cores = info.count("processor\t:")
    memory = int(Path("/proc/meminfo").read_text("utf-8").split()[1]) / 1024 / 1024
    return f"{cores} cores of {model}, {memory:.0f} GiB"
