"""A problem of the catalogue, in plain words for whoever wrote the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class Problem:
    """``rule`` names the rule; ``where`` is a line, a section or a file; what ``blocks`` must be mended first."""

    language: str
    where: str
    rule: str
    says: str
    blocks: bool = True
    channel: Optional[str] = None
