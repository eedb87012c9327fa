"""Finds people's names by what announces them ("my name is"), by a list, and by a capital inside a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from redaction.cues import Cues
from redaction.types import PERSON, Finding
from redaction.words import Phrases, Word, gap

ANNOUNCED = 0.85
LISTED = 0.7
CAPITAL = 0.45
_LONGEST = 4


class Names:
    """Finds the names in a view; built once per set of cues."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self._strong = Phrases(cues["name_strong"])
        self._titles = Phrases(cues["titles"])
        self._weak = Phrases((*cues["name_weak"], *cues["titles_weak"], *cues["people"]))
        self._particles = frozenset(cues["particles"])

    def find(self, text: str, words: Sequence[Word]) -> list[Finding]:
        """PERSON findings in view offsets; they may overlap. `words` are those of `text`."""
        found = []
        for at in range(len(words)):
            found += self._announced(text, words, at)
            score = self._alone(text, words, at)
            if score:
                found.append(self._grow(text, words, at, score, eager=False))
        return found

    def _announced(self, text: str, words: Sequence[Word], at: int) -> list[Finding]:
        for phrases, strong in ((self._strong, True), (self._titles, True), (self._weak, False)):
            next_at = phrases.end(words, at)
            if next_at is None or next_at >= len(words) or not _near(gap(text, words[next_at - 1], words[next_at])):
                continue
            word = words[next_at]
            listed = self._listed(word, doubtful=strong or word.capital)
            # "My name is Joy": a strong cue and a capital together outweigh that it is a word.
            if listed or (word.capital and (strong or not word.plain)) or (strong and not word.plain):
                return [self._grow(text, words, next_at, ANNOUNCED, eager=strong)]
        return []

    def _alone(self, text: str, words: Sequence[Word], at: int) -> float:
        """How surely the word at `at` is a name with nothing announcing it; 0 for not."""
        word = words[at]
        if word.key in self._cues.months and text[word.end : word.end + 3].strip(" .")[:1].isdigit():
            return 0.0  # June 14
        if self._listed(word, doubtful=False):
            return LISTED
        follows = words[at + 1] if at + 1 < len(words) and gap(text, word, words[at + 1]) == " " else None
        surname = follows is not None and follows.capital and not follows.plain
        if self._listed(word, doubtful=word.capital) and (not word.opens or surname):
            return LISTED
        unknown = word.capital and not word.plain and not word.opens and len(word.key) > 2
        return CAPITAL if unknown else 0.0

    def _listed(self, word: Word, doubtful: bool) -> bool:
        first = word.key.split("-")[0]
        return first in self._cues.names and (doubtful or first not in self._cues.doubtful_names)

    def _grow(self, text: str, words: Sequence[Word], at: int, score: float, eager: bool) -> Finding:
        """The name that begins at word `at`, with its surnames; `eager` takes one unknown lower-case word too."""
        last = at
        for step in range(at + 1, min(at + _LONGEST + 2, len(words))):
            between = gap(text, words[step - 1], words[step])
            if between.strip(" ") not in ("", ".") or "\n" in between:
                break
            word = words[step]
            initial = len(word.key) == 1 and text[word.start].isupper() and word.key not in ("i", "y", "a")
            surname = self._listed(word, doubtful=True) and not self._verb(word)
            unknown = word.capital or (eager and not word.plain and step == at + 1 and len(word.key) > 2)
            if initial or surname or unknown:
                last = step
            elif word.key not in self._particles:
                break
        return Finding(PERSON, words[at].start, words[last].end, score)

    def _verb(self, word: Word) -> bool:
        """ "maria will come": after a name, a lower-case everyday word is that word."""
        return not word.capital and word.key in self._cues.plain_words


def _near(between: str) -> bool:
    return len(between) <= 5 and not set(between) - set(" ,:;-'\"(.=*")
