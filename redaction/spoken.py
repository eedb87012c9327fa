"""Finds numbers said in words ("three zero five...", "tres cero cinco"), as people type them to get past filters."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from redaction.cues import Cues
from redaction.types import PHONE, Finding
from redaction.view import fold
from redaction.words import Word

_TOKEN = regex.compile(r"[^\W\d_]+|\d+")
_SCORE = 0.75
_LEAST = 7
_FULL = 10


class SpokenNumbers:
    """Finds in a view the runs of number words, and digits among them, that make at least seven digits."""

    def __init__(self, cues: Cues) -> None:
        self._words = cues.number_words
        self._joins = frozenset(cues["number_joins"])

    def find(self, text: str, words: Sequence[Word] = ()) -> list[Finding]:
        """PHONE findings in view offsets."""
        found: list[Finding] = []
        start = end = count = said = 0
        for token in _TOKEN.finditer(text):
            key = fold(token.group())
            worth = len(key) if key.isdigit() else len(self._words.get(key, ""))
            if len(key) == 1 and key.isalpha() and text[end - 1 : end].isdigit():
                worth = 0  # "305 555 0100 o 305 555 0101": two numbers and an "or"; only after a word is "o" a zero
            joined = count > 0 and len(text[end : token.start()].strip(" -.,()/\n")) == 0
            if worth and (joined or not count):
                start, end = (token.start() if not count else start), token.end()
                count, said = count + worth, said + (not key.isdigit())
            elif 0 < count < _FULL and joined and (key in self._joins or key in self._words):
                end, said = token.end(), said + 1
            else:
                found += self._finding(start, end, count, said)
                start, end, count, said = token.start(), token.end(), worth, int(bool(worth) and not key.isdigit())
        return found + self._finding(start, end, count, said)

    def _finding(self, start: int, end: int, count: int, said: int) -> list[Finding]:
        # At least one word ("305 dot 555..."): digits alone are the business of the phone recognizer.
        return [Finding(PHONE, start, end, _SCORE)] if count >= _LEAST and said else []
