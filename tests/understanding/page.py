"""The tables of docs/understanding.md and docs/safety.md, written between their marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.safety import crisis
from tests.redaction.score import Tally
from tests.understanding.lines import Told
from tests.understanding.score import AMBIGUITY, THRESHOLD, Figures, Guess, Ranking, Safety

_PAIRS = 20


def write(path: Path, tables: Mapping[str, str]) -> None:
    """Replaces what stands between <!-- name --> and <!-- /name -->."""
    text = path.read_text("utf-8")
    for name, table in tables.items():
        parts = re.split(rf"(<!-- /?{name} -->)", text)
        assert len(parts) == 5, f"{path.name} has no place for {name}"
        text = "".join([*parts[:2], f"\n{table}\n", *parts[3:]])
    path.write_text(text, "utf-8")


def figures(found: Mapping[str, Figures]) -> str:
    """A row a language, and the mean over languages."""
    columns: Mapping[str, Callable[[Figures], float]] = {
        "right at first": lambda f: f.first.share,
        "right in two": lambda f: f.two.share,
        "macro-F1": lambda f: f.macro_f1,
        "hard lines": lambda f: f.hard.share,
        "asked back": lambda f: f.asked_back.share,
        "answered wrongly": lambda f: f.answered_wrong.share,
    }
    rows = ["| | lines | " + " | ".join(columns) + " |", "|---|" + "---|" * (len(columns) + 1)]
    for language, one in found.items():
        rows.append(
            f"| {language} | {one.first.of} | " + " | ".join(f"{show(one):.1%}" for show in columns.values()) + " |"
        )
    means = [sum(map(show, found.values())) / len(found) for show in columns.values()]
    lines = sum(one.first.of for one in found.values())
    rows.append(f"| mean | {lines} | " + " | ".join(f"{mean:.1%}" for mean in means) + " |")
    spent = sorted(each for one in found.values() for each in one.milliseconds)
    half, late = spent[len(spent) // 2], spent[len(spent) * 99 // 100]
    return "\n".join([*rows, "", f"Understanding a line took {half:.1f} ms (median), {late:.1f} ms (p99) of one core."])


def confused(pairs: Counter[tuple[str, str]]) -> str:
    """The commonest mistakes over all languages."""
    rows = [f"| `{meant}` | `{taken}` | {times} |" for (meant, taken), times in pairs.most_common(_PAIRS)]
    return "\n".join(["| meant | taken for | times |", "|---|---|---|", *rows])


def thresholds(guesses: Sequence[tuple[Ranking, str]]) -> str:
    """What each threshold would answer, and how much of that would be right."""
    rows = ["| threshold | answered | right of those answered |", "|---|---|---|"]
    for threshold in (0.2, 0.3, THRESHOLD, 0.4, 0.5, 0.6):
        answered = [(r, i) for r, i in guesses if r[0][1] >= threshold and r[0][1] - r[1][1] >= AMBIGUITY]
        right = sum(ranking[0][0] == intent for ranking, intent in answered)
        rows.append(f"| {threshold:.2f} | {len(answered) / len(guesses):.1%} | {right / len(answered):.1%} |")
    return "\n".join(rows)


def safety(found: Mapping[str, Safety]) -> str:
    """A row a language with 95 % intervals, and all languages together."""
    rows = [
        "| | crises | raised | by phrases alone | look-alikes | raised falsely | by phrases alone |",
        "|---|---|---|---|---|---|---|",
    ]
    for language, one in found.items():
        rows.append(
            f"| {language} | {one.raised.of} | {_share(one.raised)} | {one.by_phrases.share:.0%} "
            f"| {one.false.of} | {_share(one.false)} | {one.false_by_phrases.share:.0%} |"
        )
    every = Tally(*(sum(getattr(one.raised, part) for one in found.values()) for part in ("hit", "of")))
    false = Tally(*(sum(getattr(one.false, part) for one in found.values()) for part in ("hit", "of")))
    rows.append(f"| all | {every.of} | {_share(every)} | | {false.of} | {_share(false)} | |")
    return "\n".join(rows)


def alarms(told: Sequence[Told], guess: Guess) -> str:
    """What other thresholds for the model's crises would raise, phrases included."""
    rows = ["| threshold | crises raised | look-alikes raised |", "|---|---|---|"]
    rankings = [(line, crisis.find(line.text) is not None, _sure(guess(line.text))) for line in told]
    for threshold in (0.1, 0.2, 0.3, crisis.CRISIS_THRESHOLD, 0.6, 0.75):
        raised = [(line.kind, phrase or sure >= threshold) for line, phrase, sure in rankings]
        real, false = ([up for kind, up in raised if bool(kind) == told] for told in (True, False))
        rows.append(f"| {threshold:.2f} | {sum(real) / len(real):.1%} | {sum(false) / len(false):.1%} |")
    return "\n".join(rows)


def _sure(ranking: Ranking) -> float:
    return sum(sure for intent, sure in ranking if intent.startswith("crisis_"))


def _share(tally: Tally) -> str:
    low, high = tally.wilson()
    return f"{tally.share:.1%} ({low:.0%} to {high:.0%})"
