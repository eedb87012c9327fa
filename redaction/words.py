"""Cuts a view into words and says which capitals mean something, for finding names and places without a model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from redaction.cues import Cues
from redaction.view import fold

# A possessive 's stays outside, so that "Maria's" is the name and an s.
_WORD = regex.compile(r"[^\W\d_]+(?:['-](?!s\b)[^\W\d_]+)*", regex.UNICODE)
_TOKEN = regex.compile(r"[^\W_]+(?:['-](?!s\b)[^\W_]+)*", regex.UNICODE)


@dataclass(frozen=True, repr=False)
class Word:
    """A word at `start:end` of the view; `key` is folded without apostrophes; `capital` where a capital is a choice."""

    start: int
    end: int
    key: str
    capital: bool
    opens: bool
    plain: bool


def cut(text: str, cues: Cues) -> list[Word]:
    """The words of `text`, in order. In SHOUTED or Title Cased text no capital counts."""
    words = []
    for match in _WORD.finditer(text):
        raw = match.group()
        key = fold(raw).replace("'", "")
        titled = raw[0].isupper() and not (len(raw) > 1 and raw.isupper())
        words.append(Word(match.start(), match.end(), key, titled, _opens(text, match.start()), cues.plain(key)))
    everyday = [w for w in words if w.plain and not w.opens and len(w.key) > 1]
    titled_everyday = sum(w.capital for w in everyday)
    if titled_everyday >= 2 and titled_everyday * 5 >= len(everyday) * 4:
        words = [replace(w, capital=False) for w in words]
    return _at_home(words, cues)


def _at_home(words: list[Word], cues: Cues) -> list[Word]:
    """The country everybody here is in names nobody, and no capital makes it a name."""
    home = _phrases(cues["home"])
    at = 0
    while at < len(words):
        end = home.end(words, at)
        for place in range(at, end or at):
            words[place] = replace(words[place], capital=False, plain=True)
        at = end or at + 1
    return words


def _opens(text: str, start: int) -> bool:
    # Six characters back are enough to see a sentence end, and keep this linear in the text.
    before = text[max(0, start - 6) : start].rstrip(" '\"([-*")
    return not before or before.endswith((".", "!", "?", "\n", "\u00bf", "\u00a1"))


def keys(phrase: str) -> tuple[str, ...]:
    """A phrase as word keys, cut exactly as messages are."""
    return tuple(fold(match.group()).replace("'", "") for match in _TOKEN.finditer(fold(phrase)))


class Phrases:
    """Finds which of many phrases begins at a word, in time that does not grow with their number."""

    def __init__(self, phrases: Iterable[str]) -> None:
        table: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            parts = keys(phrase)
            if parts:
                table.setdefault(parts[0], []).append(parts)
        self._table: Mapping[str, Sequence[tuple[str, ...]]] = {
            first: sorted(options, key=len, reverse=True) for first, options in table.items()
        }

    def end(self, words: Sequence[Word], at: int) -> int | None:
        """The index after the longest phrase that begins at word `at`, or None."""
        for parts in self._table.get(words[at].key, ()):
            if at + len(parts) <= len(words) and all(words[at + i].key == part for i, part in enumerate(parts)):
                return at + len(parts)
        return None


@lru_cache(maxsize=4)
def _phrases(phrases: tuple[str, ...]) -> Phrases:
    return Phrases(phrases)


def gap(text: str, left: Word, right: Word) -> str:
    """What stands between two words."""
    return text[left.end : right.start]
