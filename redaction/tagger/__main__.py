"""`python -m redaction.tagger [folder]`: builds the tagger at set-up, if it is not there or made of something else."""

from __future__ import annotations

import sys
from pathlib import Path

from redaction.tagger.base import BaseMissing
from redaction.tagger.build import build


def main() -> None:
    """Says in one sentence what is missing and goes on: without the tagger the other layers still redact."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("models/tagger")
    try:
        if build(folder):
            print("Built the redaction tagger.", file=sys.stderr)
    except (BaseMissing, FileNotFoundError) as error:
        print(f"The redaction tagger was not built: {error}.", file=sys.stderr)


if __name__ == "__main__":
    main()
