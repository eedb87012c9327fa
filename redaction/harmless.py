"""Words that never say who somebody is, so that the tagger's mistakes about them hide nothing from the assistant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import yaml

from redaction.types import LOCATION, ORGANIZATION, PERSON, SOCIAL_HANDLE, Finding
from redaction.view import fold

_TYPES = (PERSON, LOCATION, ORGANIZATION, SOCIAL_HANDLE)


def without(text: str, tagged: Iterable[Finding]) -> Iterator[Finding]:
    """The tagger's findings (view offsets) but for those that are exactly one of these words."""
    harmless = _words()
    for finding in tagged:
        if finding.type not in _TYPES or _plain(text[finding.start : finding.end]) not in harmless:
            yield finding


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    lists = yaml.safe_load((Path(__file__).parent / "harmless.yml").read_text(encoding="utf-8"))
    return frozenset(_plain(str(word)) for words in lists.values() for word in words)


def _plain(text: str) -> str:
    return " ".join(fold(text).strip(" .,!?:;'\"()").split())
