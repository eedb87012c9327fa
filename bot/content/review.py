"""Which lines a native speaker has read, and which English words a translation was made from."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.content.catalogue import Catalogue

DRAFT = "draft"


def digest(catalogue: Catalogue, key: str) -> str:
    """Eight characters that change when the English line does, in any variant."""
    line = catalogue.languages["en"]["lines"][key]
    return hashlib.sha256(json.dumps(line, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:8]
