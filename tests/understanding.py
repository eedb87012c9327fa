"""How well messages are understood: `python -m tests.understanding` prints the figures of docs/understanding.md."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Iterator

import yaml

from bot.safety.crisis import CRISIS_THRESHOLD, find

FIXTURES = Path(__file__).parent / "fixtures" / "nlu"
DATA = Path(__file__).resolve().parents[1] / "data" / "nlu"
THRESHOLD, AMBIGUITY = 0.35, 0.05  # as in config.yml


@dataclass
class Figures:
    """Counts over one language's held-out lines."""

    lines: int = 0
    top1: int = 0
    top2: int = 0
    hard: int = 0
    hard_top1: int = 0
    asked_back: int = 0
    answered_wrong: int = 0
    crisis: int = 0
    crisis_raised: int = 0
    false_alarms: int = 0
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)


def held_out(lang: str) -> Iterator[dict[str, Any]]:
    """``{"text", "intent", "hard"}``; written by somebody who did not see the training lines.

    A short line such as "yes" that stands in the training text all the same is left out: it would show nothing.
    """
    from bot.engine.nlu import normalised

    trained = training_lines()
    for line in (FIXTURES / f"{lang}.jsonl").read_text("utf-8").splitlines():
        known = json.loads(line)
        if normalised(known["text"]) not in trained:
            yield known


@cache
def training_lines() -> frozenset[str]:
    """Every line of `data/nlu`, as the model sees it."""
    from bot.engine.nlu import normalised

    blocks = [block for path in DATA.glob("*.yml") for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]]
    lines = (line for block in blocks for line in block["examples"].splitlines())
    return frozenset(normalised(line.removeprefix("- ")) for line in lines)


def measure(engine: Any, lang: str) -> Figures:
    """Every held-out line of a language through the model."""
    figures = Figures()
    for known in held_out(lang):
        ranking = engine.parse(known["text"]).ranking
        (first, sure), (second, less) = ranking[0], ranking[1]
        right = first == known["intent"]
        figures.lines += 1
        figures.top1 += right
        figures.top2 += known["intent"] in (first, second)
        figures.hard += known["hard"]
        figures.hard_top1 += known["hard"] and right
        asked = sure < THRESHOLD or sure - less < AMBIGUITY
        figures.asked_back += asked
        figures.answered_wrong += not asked and not right
        raised = find(known["text"]) is not None or (first.startswith("crisis_") and sure >= CRISIS_THRESHOLD)
        if known["intent"].startswith("crisis_"):
            figures.crisis += 1
            figures.crisis_raised += raised
        else:
            figures.false_alarms += raised
        if not right:
            figures.confused[(known["intent"], first)] += 1
    return figures


def table(engine: Any, languages: tuple[str, ...]) -> str:
    """The figures as a Markdown table."""
    head = "| | " + " | ".join(languages) + " |\n|---|" + "---|" * len(languages)
    found = [measure(engine, lang) for lang in languages]
    rows = {
        "held-out lines": lambda f: str(f.lines),
        "right at first": lambda f: _share(f.top1, f.lines),
        "right in the first two": lambda f: _share(f.top2, f.lines),
        "right at first, hard half": lambda f: _share(f.hard_top1, f.hard),
        "asked back as two choices": lambda f: _share(f.asked_back, f.lines),
        "answered wrongly": lambda f: _share(f.answered_wrong, f.lines),
        "crisis raised (phrases and model)": lambda f: f"{f.crisis_raised} of {f.crisis}",
        "false alarms": lambda f: f"{f.false_alarms} of {f.lines - f.crisis}",
    }
    return "\n".join([head, *(f"| {name} | " + " | ".join(map(show, found)) + " |" for name, show in rows.items())])


def thresholds(engine: Any, languages: tuple[str, ...]) -> str:
    """What each threshold would answer, and how much of that would be right, over all held-out lines."""
    known = [one for lang in languages for one in held_out(lang)]
    guesses = [(engine.parse(one["text"]).ranking, one["intent"]) for one in known]
    rows = ["| threshold | answered | right of those answered |", "|---|---|---|"]
    for threshold in (0.2, 0.3, THRESHOLD, 0.4, 0.5):
        answered = [(r, i) for r, i in guesses if r[0][1] >= threshold and r[0][1] - r[1][1] >= AMBIGUITY]
        right = sum(ranking[0][0] == intent for ranking, intent in answered)
        rows.append(f"| {threshold:.2f} | {_share(len(answered), len(guesses))} | {_share(right, len(answered))} |")
    return "\n".join(rows)


def _share(part: int, of: int) -> str:
    return f"{part / of:.1%}"


if __name__ == "__main__":
    from bot.engine.engine import Engine
    from bot.engine.load import newest_model

    loaded = Engine(newest_model(Path("models")))
    print(table(loaded, ("en", "es")), thresholds(loaded, ("en", "es")), sep="\n\n")
