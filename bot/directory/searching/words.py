"""Words as the full-text index has them and as they are looked for: without accents, capitals or signs."""

from __future__ import annotations

import re
from typing import Iterable, Optional

from bot.directory.languages import plain

LONGEST = 64
_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")  # written without spaces, or with endings joined on
NAMED = "zq"  # before a word that is part of a name
NEEDED = "zn"  # before a need code
COVERED = "za"  # before an area code
PLACED = "zp"  # before the number of a square on the map
# Squares of about 3, 12 and 45 miles; what is looked for is in the nine around.
SQUARES = (0.04, 0.16, 0.64)


def words_of(*texts: Optional[str]) -> list[str]:
    """Each word once, in their order. Chinese, Japanese and Korean are cut into pairs of letters."""
    found: dict[str, None] = {}
    for text in texts:
        for word in _WORD.findall(plain(text or "")):
            for part in _parts(word):
                found[part[:LONGEST]] = None
    return list(found)


def _parts(word: str) -> Iterable[str]:
    joined = _JOINED.search(word)
    if not joined:
        return [word]
    pairs = [word[start : start + 2] for start in range(len(word) - 1)]
    return pairs or [word]


def code_word(kind: str, code: str) -> str:
    """A code as a word that nobody writes: ``znmentalhealth``, ``zausflmiamidade``."""
    return kind + "".join(_WORD.findall(plain(code).replace("@", "at").replace("?", "no").replace("+", "by")))[:LONGEST]


def squares_of(lat: float, lon: float) -> list[str]:
    """The squares that a point is in, of each size."""
    return [_square(level, int((lat + 90) / size), int((lon + 180) / size)) for level, size in enumerate(SQUARES)]


def squares_around(lat: float, lon: float, level: int) -> list[str]:
    """The nine squares of one size around a point."""
    size = SQUARES[level]
    row, column = int((lat + 90) / size), int((lon + 180) / size)
    return [_square(level, row + up, column + aside) for up in (-1, 0, 1) for aside in (-1, 0, 1)]


def _square(level: int, row: int, column: int) -> str:
    return f"{PLACED}{level}r{row}c{column}"
