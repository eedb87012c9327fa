"""`python -m tests.understanding` measures on held-out lines and writes the tables of docs/understanding and safety."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from tests.understanding import page
from tests.understanding.lines import LANGUAGES, crisis_lines, held_out
from tests.understanding.score import Guess, safe, understood

DOCS = Path(__file__).parents[2] / "docs"


def main() -> None:
    """With "--missed LANG" it prints what a language gets wrong instead; nothing is written then."""
    guess = engine_guess()
    if len(sys.argv) > 1:
        _tell(sys.argv[-1], guess)
        return
    figures = {language: understood(held_out(language), guess) for language in LANGUAGES}
    safety = {language: safe(crisis_lines(language), guess) for language in LANGUAGES}
    known = [line for language in LANGUAGES for line in held_out(language)]
    tables = {
        "figures": page.figures(figures),
        "confused": page.confused(sum((f.confused for f in figures.values()), Counter())),
    }
    tables["thresholds"] = page.thresholds([(guess(line.text), line.intent) for line in known])
    page.write(DOCS / "understanding.md", tables)
    told = [line for language in LANGUAGES for line in crisis_lines(language)]
    page.write(DOCS / "safety.md", {"figures": page.safety(safety), "thresholds": page.alarms(told, guess)})


def engine_guess() -> Guess:
    """The ranking of the newest model in `models/`."""
    from bot.engine.engine import Engine
    from bot.engine.load import newest_model

    engine = Engine(newest_model(Path("models")))
    return lambda text: engine.parse(text).ranking


def _tell(language: str, guess: Guess) -> None:
    for line in held_out(language):
        (first, sure), *_ = guess(line.text)
        if first != line.intent:
            print(f"{line.intent} -> {first} {sure:.2f}  {line.text}")
    counts = safe(crisis_lines(language), guess)
    print("missed:", *counts.missed, "cried wolf:", *counts.cried_wolf, sep="\n  ")


if __name__ == "__main__":
    main()
