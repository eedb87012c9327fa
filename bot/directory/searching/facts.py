"""What a service's columns and words tell of whom it serves, its cost and how to reach it; what is unknown stays so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntFlag
from functools import lru_cache
from pathlib import Path
from typing import Any, Mapping, Optional

from bot.directory.languages import plain
from bot.yaml_file import read_yaml

_WORDS = Path(__file__).with_name("facts.yml")
ADULT = 26.0  # services for young people end at 18 to 25
_OLDEST = 120


class Mark(IntFlag):
    """One thing known of a service. Neither of a pair (``MEN`` and ``WOMEN``) means nobody told us."""

    FREE = 1
    SLIDING = 2
    PAID = 4
    ACCESSIBLE = 8
    INACCESSIBLE = 16
    REMOTE = 32
    IN_PERSON = 64
    WOMEN = 128
    MEN = 256
    CHILDREN = 512
    NO_CHILDREN = 1024
    LGBTQ = 2048
    ANY_STATUS = 4096
    STATUS_ASKED = 8192
    YOUTH = 16384  # for the young only
    ENGLISH = 32768  # speaks it, or states no language


@dataclass(frozen=True)
class Facts:
    """``youngest`` and ``oldest``: ages in years that it serves, both included; None where nobody told us."""

    marks: Mark = Mark(0)
    youngest: Optional[float] = None
    oldest: Optional[float] = None


@dataclass(frozen=True)
class Told:
    """The words that facts are read from, and what columns say already."""

    name: str = ""
    description: str = ""
    eligibility: str = ""
    cost: str = ""
    languages: frozenset[str] = frozenset()
    minimum_age: Optional[float] = None
    maximum_age: Optional[float] = None
    placed: bool = False  # has a location that is a place, hidden or not
    national: bool = False


def facts_of(told: Told) -> Facts:
    """Columns first, then words, by the editable patterns of ``facts.yml``."""
    texts = {
        "eligibility": plain(told.eligibility),
        "cost": plain(told.cost),
        "anywhere": " \n ".join(plain(part) for part in (told.name, told.description, told.eligibility, told.cost)),
    }
    marks = Mark(0)
    for mark, where in _patterns().items():
        if any(pattern.search(texts[part]) for part, pattern in where.items() if texts[part].strip()):
            marks |= mark
    youngest, oldest = _ages(told, texts["eligibility"])
    marks |= _of_columns(told, marks, oldest)
    for stronger, weaker in ((Mark.INACCESSIBLE, Mark.ACCESSIBLE), (Mark.FREE, Mark.PAID)):
        if marks & stronger:
            marks &= ~weaker
    return Facts(marks, youngest, oldest)


def _of_columns(told: Told, marks: Mark, oldest: Optional[float]) -> Mark:
    found = Mark.IN_PERSON if told.placed else Mark(0)
    if not told.placed and told.national:
        found |= Mark.REMOTE
    if not told.languages or "en" in told.languages:
        found |= Mark.ENGLISH
    if oldest is not None and oldest < ADULT:
        found |= Mark.YOUTH
    return found


def _ages(told: Told, eligibility: str) -> tuple[Optional[float], Optional[float]]:
    if told.minimum_age is not None or told.maximum_age is not None:
        return told.minimum_age, told.maximum_age
    patterns, words = _age_patterns()
    for pattern in patterns:
        found = pattern.search(eligibility)
        if found:
            parts = {name: int(value) for name, value in found.groupdict().items() if value}
            least, most = parts.get("least"), parts.get("most")
            if "most_before" in parts:
                most = parts["most_before"] - 1
            if (least or 0) <= (most if most is not None else _OLDEST) <= _OLDEST:
                return _years(least), _years(most)
    for pattern, youngest, oldest in words:
        if pattern.search(eligibility):
            return _years(youngest), _years(oldest)
    return None, None


def _years(age: Optional[int]) -> Optional[float]:
    return float(age) if age is not None else None


@lru_cache(maxsize=1)
def _patterns() -> dict[Mark, dict[str, re.Pattern[str]]]:
    loaded: Mapping[str, Any] = read_yaml(_WORDS)
    return {
        mark: {part: re.compile("|".join(lines)) for part, lines in loaded[str(mark.name).lower()].items()}
        for mark in Mark
        if str(mark.name).lower() in loaded
    }


@lru_cache(maxsize=1)
def _age_patterns() -> tuple[list[re.Pattern[str]], list[tuple[re.Pattern[str], Optional[int], Optional[int]]]]:
    loaded = read_yaml(_WORDS)
    return [re.compile(line) for line in loaded["ages"]], [
        (re.compile(line), least, most) for line, least, most in loaded["words_of_age"]
    ]
