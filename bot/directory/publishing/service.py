"""What publishing does: write the whole directory, or a part of it for the read API. It changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import structlog

from bot.db import Database
from bot.directory.publishing.package import Progress, write_json
from bot.errors import BadInput

log = structlog.get_logger()
FORMATS = ("json",)


def export(db: Database, path: Path, form: str = "json", progress: Optional[Progress] = None) -> dict[str, int]:
    """Write everything that may be published to ``path``; returns how many records of each kind.

    Raises:
        BadInput: for a format that is not known, or a folder that does not exist.
    """
    if form not in FORMATS:
        raise BadInput(f"The formats are: {', '.join(FORMATS)}.")
    if not path.parent.is_dir() or path.is_dir():
        raise BadInput("Give the name of a file in a folder that exists.")
    with db.read() as session:
        counts = write_json(session, path, progress)
    log.info("directory exported", records=sum(counts.values()))
    return counts
