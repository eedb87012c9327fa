"""`make redaction-report`: measures every way of masking on the labelled messages and writes docs/redaction.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.redaction.labelled import read
from tests.redaction.page import write
from tests.redaction.score import Score, score
from tests.redaction.ways import WAYS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "redaction.md"


def main() -> None:
    """Measures; with --missed prints every identifier that one way left and every word it masked for nothing."""
    asked = argparse.ArgumentParser(description=main.__doc__)
    asked.add_argument("--set", default="labelled", choices=("labelled", "development"))
    asked.add_argument("--ways", nargs="*", default=list(WAYS))
    asked.add_argument("--missed", action="store_true")
    asked.add_argument("--no-write", action="store_true")
    given = asked.parse_args()
    messages = list(read(given.set))
    scores: dict[str, Score] = {}
    for name in given.ways:
        print(f"{name} …", end=" ", flush=True)
        try:
            scores[name] = score(messages, WAYS[name]())
        except ImportError as error:
            print(f"not measured: {error.name} is not installed")
            continue
        _say(scores[name])
    if given.missed:
        _details(scores)
    if not given.no_write and given.set == "labelled":
        write(PAGE, messages, scores)
        print("Written to docs/redaction.md.")


def _say(found: Score) -> None:
    fast = sorted(found.milliseconds)
    print(
        f"{found.every.share:.1%} of {found.every.of} fully masked, adversarial {found.adversarial.share:.1%}, "
        f"worst language {min(tally.share for tally in found.recall.values()):.1%}, "
        f"other text {found.other.share:.1%}, clean touched {found.clean.share:.1%}, "
        f"p99 {fast[int(len(fast) * 0.99)]:.1f} ms"
    )


def _details(scores: Mapping[str, Score]) -> None:
    for name, found in scores.items():
        for message, value, type_ in found.missed:
            sys.stdout.write(f"MISSED {name} {message.language} {message.kind} {type_} {value!r} in {message.text!r}\n")
        for message, shown in found.extra:
            sys.stdout.write(f"EXTRA {name} {message.language} {message.kind} {shown} in {message.text!r}\n")


if __name__ == "__main__":
    main()
