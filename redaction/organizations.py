"""Finds organizations by "I work at" and by the word that says what they are ("Motel", "Restaurante")."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from redaction.cues import Cues
from redaction.types import ORGANIZATION, Finding
from redaction.words import Phrases, Word, gap

_MOST = 5
_ARTICLES = frozenset(("the", "a", "an", "un", "una", "el", "la", "los", "las"))
# Arabic has no capitals; "motel the-gull" is a name, "motel large" is none.
_ARABIC_THE = "\u0627\u0644"
_NUMBER = regex.compile(r"\s\d{1,3}(?=[\s.,!?]*(?:\Z|[.,!?]))")


class Organizations:
    """Finds organizations in a view; a lower-case "a nail salon" is a kind of place, not one."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self._work = Phrases(cues["work_strong"])
        self._after = frozenset(cues["organization_after"])
        self._before = frozenset(cues["organization_before"])
        self._joins = frozenset((*cues["particles"], "and", "of", "the"))

    def find(self, text: str, words: Sequence[Word]) -> list[Finding]:
        """ORGANIZATION findings in view offsets. `words` are those of `text`."""
        found: list[Finding] = []
        for at in range(len(words)):
            work = self._work.end(words, at)
            if work is not None and work < len(words) and gap(text, words[work - 1], words[work]).strip(" :") == "":
                found += self._employer(text, words, work)
            if words[at].key in self._after:
                found += self._ends(text, words, at)
            if words[at].key in self._before:
                found += self._begins(text, words, at)
        return found

    def _employer(self, text: str, words: Sequence[Word], at: int) -> list[Finding]:
        """The name after "I work at": capitals, or up to three words of which the first is no everyday word."""
        article = words[at].key in _ARTICLES
        first = at + article
        end = first
        while end < len(words) and end - first < _MOST and (end == first or _beside(text, words, end)):
            word = words[end]
            unknown = not word.plain and not article and end - first < 3
            if word.capital or unknown or (end > first and word.key in self._after):
                end += 1
            else:
                break
        named = any(not w.plain or w.capital for w in words[first:end]) and not (
            words[first:end] and words[first].key in self._after
        )
        return [Finding(ORGANIZATION, words[first].start, words[end - 1].end, 0.7)] if named else []

    def _ends(self, text: str, words: Sequence[Word], at: int) -> list[Finding]:
        """ "Red Roof Inn": the capitals before a word that says what it is."""
        start = at
        while start > 0 and at - start < _MOST and words[start - 1].capital and _beside(text, words, start):
            start -= 1
        names = [w for w in words[start:at] if not w.plain or (not w.opens and w.key not in _ARTICLES)]
        if not names:
            return []
        return [Finding(ORGANIZATION, words[start].start, self._numbered(text, words[at]), 0.65)]

    def _begins(self, text: str, words: Sequence[Word], at: int) -> list[Finding]:
        """ "Hotel Las Palmas", "Motel 6": the capitals or the number after it."""
        end = at + 1
        last = at
        while end < len(words) and end - at < _MOST and _beside(text, words, end):
            named = words[end].key.startswith(_ARABIC_THE) and not words[end].plain
            if words[end].capital or named:
                last = end
            elif words[end].key not in self._joins:
                break
            end += 1
        if last > at:
            return [Finding(ORGANIZATION, words[at].start, words[last].end, 0.65)]
        numbered = self._numbered(text, words[at])
        return [Finding(ORGANIZATION, words[at].start, numbered, 0.5)] if numbered > words[at].end else []

    def _numbered(self, text: str, word: Word) -> int:
        number = _NUMBER.match(text, word.end)
        return number.end() if number else word.end


def _beside(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether only a space or an ampersand stands between word `at` and the one before, or the dot of "St. Mary"."""
    between = gap(text, words[at - 1], words[at])
    short = words[at - 1].end - words[at - 1].start <= 2
    return "\n" not in between and between.strip(" &." if short else " &") == ""
