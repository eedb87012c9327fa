"""Finds towns and states by what announces them ("I'm in"), by a list of towns, and by a state beside them."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from redaction.cues import Cues
from redaction.types import LOCATION, Finding
from redaction.words import Phrases, Word, cut, gap, keys

ANNOUNCED = 0.86
LISTED = 0.75
CAPITAL = 0.6
_LONGEST = 4
# "Hialeah 33010": beside its town a ZIP needs no other cue.
_ZIP = regex.compile(r"[ ,]{1,3}(?P<id>\d{5}(?:-\d{4})?)(?!\w)")


class Places:
    """Finds the places in a view; `cities` holds town names in lower case.

    `native` are towns as other scripts write them; they are places wherever they stand.
    """

    def __init__(self, cues: Cues, cities: frozenset[str], native: frozenset[str] = frozenset()) -> None:
        self._cues = cues
        self._strong = Phrases(cues["place_strong"])
        self._weak = Phrases(cues["place_weak"])
        self._countries = Phrases(cues["countries"])
        self._skips = frozenset(cues["place_skips"])
        self._known = frozenset(" ".join(keys(place)) for place in cues["places"])
        self._cities = self._known.union(" ".join(keys(city)) for city in cities)
        self._native = native  # nothing to fold in these scripts, and there are very many
        self._codes = frozenset(cues["state_codes"])
        self._doubtful_codes = frozenset(cues["state_codes_doubtful"])
        self._particles = frozenset(cues["particles"])

    def find(self, text: str, words: Sequence[Word]) -> list[Finding]:
        """LOCATION findings in view offsets; they may overlap. `words` are those of `text`."""
        found: list[Finding] = []
        for at in range(len(words)):
            end = self._strong.end(words, at)
            if end is not None:
                found += self._after(text, words, end, strong=True)
            end = self._weak.end(words, at)
            if end is not None:
                found += self._after(text, words, end, strong=False)
            found += self._country(words, at)
            found += self._alone(text, words, at)
        zips = (_ZIP.match(text, place.end) for place in found)
        return found + [Finding(LOCATION, code.start("id"), code.end("id"), LISTED) for code in zips if code]

    def _country(self, words: Sequence[Word], at: int) -> list[Finding]:
        """A country anywhere; one that is an everyday word too ("turkey", "mali") only with a capital."""
        end = self._countries.end(words, at)
        if end is None or (end == at + 1 and words[at].plain and not words[at].capital):
            return []
        return [Finding(LOCATION, words[at].start, words[end - 1].end, LISTED)]

    def expected(self, text: str) -> list[Finding]:
        """Places in an answer to "where are you?": any town named, and a short answer of unknown words whole."""
        words = cut(text, self._cues)
        found: list[Finding] = []
        at = 0
        while at < len(words):
            end = self._town(text, words, at)
            if end is not None and (end - at > 1 or not words[at].plain or len(words) == 1):
                found.append(self._finding(text, words, at, end, ANNOUNCED))
                at = end
            else:
                at += 1
        unknown = words and len(words) <= 3 and not any(word.plain for word in words)
        if unknown and not found:
            found.append(Finding(LOCATION, words[0].start, words[-1].end, CAPITAL))
        return found

    def _after(self, text: str, words: Sequence[Word], at: int, strong: bool) -> list[Finding]:
        """The place that begins at word `at` or one or two small words later ("the", "downtown")."""
        for start in range(at, min(at + 3, len(words))):
            if start > 0 and gap(text, words[start - 1], words[start]).strip(" :,'\"-"):
                return []
            town = self._town(text, words, start)
            # "I live in Mobile": a strong cue and a capital together outweigh that it is a word.
            sure = not words[start].plain or (strong and words[start].capital)
            if town is not None and (sure or town - start > 1):
                return [self._finding(text, words, start, town, ANNOUNCED if strong else LISTED)]
            run = self._capitals(text, words, start)
            if run > start:
                return [self._finding(text, words, start, run, ANNOUNCED if strong else CAPITAL)]
            if words[start].key not in self._skips:
                return []
        return []

    def _alone(self, text: str, words: Sequence[Word], at: int) -> list[Finding]:
        """A town with its state beside it, a capitalised town inside a sentence, or a name of the cues' own list."""
        end = self._town(text, words, at) or self._capitals(text, words, at)
        for last in range(min(at + 3, len(words)), at, -1):
            if _key(words[at:last]) in self._native and not all(word.plain for word in words[at:last]):
                return [self._finding(text, words, at, last, LISTED)]
        if end <= at:
            return []
        if self._state_end(text, words, end) > end and not (end == at + 1 and words[at].plain):
            return [self._finding(text, words, at, end, LISTED)]
        key = _key(words[at:end])
        if key in self._known and (end - at > 1 or (words[at].capital and not words[at].opens)):
            return [self._finding(text, words, at, end, LISTED)]
        if key in self._cities and words[at].capital and not words[at].opens and not words[at].plain:
            return [self._finding(text, words, at, end, 0.5)]
        return []

    def _town(self, text: str, words: Sequence[Word], at: int) -> int | None:
        """The index after the longest listed town that begins at word `at`."""
        for end in range(min(at + _LONGEST, len(words)), at, -1):
            if _key(words[at:end]) in self._cities and _joined(text, words, at, end) and self._named(words[at:end]):
                return end
        return None

    def _named(self, words: Sequence[Word]) -> bool:
        """ "los ojos" and "la luz" are towns of New Mexico, and eyes and light: they need a capital."""
        everyday = words[0].key in self._skips and all(word.plain for word in words)
        return not everyday or any(word.capital for word in words) or _key(words) in self._known

    def _capitals(self, text: str, words: Sequence[Word], at: int) -> int:
        """The index after the capitalised unknown words that begin at word `at`; `at` if there are none."""
        end = at
        step = at
        while step < len(words) and step - at < _LONGEST and (step == at or _joined(text, words, step - 1, step + 1)):
            if words[step].capital and not words[step].plain and len(words[step].key) > 2:
                end = step + 1
            elif words[step].key not in self._particles or step == at:
                break
            step += 1
        return end

    def _state_end(self, text: str, words: Sequence[Word], at: int) -> int:
        """The index after a state ("FL", "Florida") at word `at`; `at` if there is none."""
        if at >= len(words) or at == 0 or gap(text, words[at - 1], words[at]).strip(" ,."):
            return at
        word = words[at]
        shouted = text[word.start : word.end].isupper()
        if word.key in self._codes and (shouted or word.key not in self._doubtful_codes):
            return at + 1
        for end in range(min(at + 2, len(words)), at, -1):
            if _key(words[at:end]) in self._known:
                return end
        return at

    def _finding(self, text: str, words: Sequence[Word], at: int, end: int, score: float) -> Finding:
        return Finding(LOCATION, words[at].start, words[self._state_end(text, words, end) - 1].end, score)


def _key(words: Sequence[Word]) -> str:
    return " ".join(word.key for word in words)


def _joined(text: str, words: Sequence[Word], at: int, end: int) -> bool:
    """Whether only spaces (or the dot of "St. Louis") stand between the words `at:end`."""
    return all(gap(text, words[i], words[i + 1]) in (" ", ". ", "  ") for i in range(at, end - 1))
