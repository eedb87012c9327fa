"""Writing the directory as one HSDS 3.x package in JSON: a record a line, whole or not at all."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Callable, Iterator, Optional

from sqlalchemy.orm import Session

from bot.directory.publishing import needs
from bot.directory.publishing.reading import every

Progress = Callable[[int], None]
_PARTS = (("organizations", "organization"), ("locations", "location"), ("services", "service"))


def write_json(session: Session, path: Path, progress: Optional[Progress] = None) -> dict[str, int]:
    """A JSON object of lists, one record a line; returns how many of each. The file is there complete or not at all."""
    counts: dict[str, int] = {}
    with whole(path) as file:
        file.write('{\n"taxonomies": [\n' + line(needs.taxonomy()) + "\n],\n")
        file.write('"taxonomy_terms": [\n' + ",\n".join(line(one) for one in needs.terms()) + "\n]")
        for name, kind in _PARTS:
            file.write(f',\n"{name}": [')
            counts[name] = 0
            for one in every(session, kind):
                file.write(("\n" if not counts[name] else ",\n") + line(one))
                counts[name] += 1
                if progress:
                    progress(1)
            file.write("\n]")
        file.write("\n}\n")
    return counts


def line(one: Any) -> str:
    """One record; equal ones are written alike."""
    return json.dumps(one, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@contextmanager
def whole(path: Path) -> Iterator[IO[str]]:
    """A file that appears under its name only when it is finished; a reader never meets half of it."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
