"""Reads a `.env` file: one ``NAME=value`` a line, as systemd, Docker and shells know it, without running anything."""

from __future__ import annotations

import re
from pathlib import Path

_LINE = re.compile(r"^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$")
_QUOTED = re.compile(r"""^(["'])(.*)\1\s*(?:\s#.*)?$""")


def read(path: Path) -> dict[str, str]:
    """The variables of a file, none when there is no file. Comments and lines that are no assignment are passed over.

    A value may stand in quotes; without them, `` #`` begins a comment. Nothing is expanded: a key may hold a ``$``.
    """
    if not path.is_file():
        return {}
    found = (_LINE.match(line.strip()) for line in path.read_text("utf-8").splitlines())
    return {one[1]: _value(one[2]) for one in found if one}


def _value(text: str) -> str:
    quoted = _QUOTED.match(text)
    return quoted[2] if quoted else re.split(r"\s#", text, maxsplit=1)[0].strip()
