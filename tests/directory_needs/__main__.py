"""Prints the figures of docs/directory.md: `python -m tests.directory_needs PACKAGE.zip`."""

from __future__ import annotations

import sys
from pathlib import Path

from bot.directory.needing.taxonomy import needs_of
from bot.directory.needing.vectors import ByVectors
from bot.engine.encoder import encoder_of_understanding
from bot.settings import settings
from tests.directory_needs.measured import HALVES, labels, measured, texts


def main() -> None:
    """Each half and both, by words alone and with the vectors."""
    wanted = labels(*HALVES)
    told = texts(Path(sys.argv[1]), list(wanted))
    words = {key: needs_of(*text) for key, text in told.items()}
    vectors = ByVectors(encoder_of_understanding(settings().model_dir))
    second = {key: vectors.second(*told[key], words[key]) for key in wanted}
    for way, given in (("words alone", words), ("with vectors", second)):
        for halves in ((HALVES[0],), (HALVES[1],), HALVES):
            found = measured(given, labels(*halves))
            print(
                f"| {way} | {' + '.join(halves)} | {found.micro:.3f} | {found.macro:.3f} | {found.recall:.3f} "
                f"| {found.given} | {found.silent} |"
            )


main()
