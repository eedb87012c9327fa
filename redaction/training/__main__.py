"""`make train-redaction`: composes the messages, learns, writes the trained part and builds the tagger from it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


def main() -> None:
    """Trains from nothing on the processor; the same seed gives the same figures."""
    from rich.progress import Progress

    from redaction.tagger import build, trained
    from redaction.tagger.folder import FOLDER
    from redaction.training import lines
    from redaction.training.learn import Plan, learn

    asked = argparse.ArgumentParser(description=main.__doc__)
    asked.add_argument("--messages", type=int, default=Plan.messages, help="composed messages a language")
    asked.add_argument("--tagging", type=int, default=Plan.tagging, help="passes for tags alone")
    asked.add_argument("--meaning", type=int, default=Plan.meaning, help="passes for tags, intents and languages")
    asked.add_argument("--seed", type=int, default=Plan.seed)
    asked.add_argument("--into", type=Path, default=trained.FILE, help="where the trained part goes")
    asked.add_argument("--folder", type=Path, default=FOLDER, help="where the tagger is built")
    given = asked.parse_args()
    every = {language: lines.load(language) for language in lines.available()}
    count = given.messages * len(every)
    print(
        f"Composing {count:,} messages in {len(every)} languages for each of {given.tagging + given.meaning} passes …",
        flush=True,
    )
    with Progress() as progress:
        bar = progress.add_task("learning", total=None)

        def told(step: int, steps: int, losses: Mapping[str, float]) -> None:
            shown = ", ".join(f"{name} {loss:.3f}" for name, loss in losses.items())
            progress.update(bar, total=steps, completed=step, description=f"losses: {shown}")

        part = learn(every, Plan(given.messages, given.tagging, given.meaning, given.seed), told)
    trained.save(part, given.into)
    build.build(given.folder, given.into)
    print(f"Wrote {given.into.name}, {given.into.stat().st_size / 1e6:.1f} MB, and built the tagger.")


if __name__ == "__main__":
    main()
