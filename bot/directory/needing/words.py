"""Finding the phrases of the mapping in a text: one walk over its words, however many phrases there are. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import Iterable, NamedTuple, Optional, Sequence

from bot.directory.languages import plain

# A colon ends nothing: what follows it is the list it announces.
_TOKEN = re.compile(r"\w+|[.;!?\n]")
_ENDS = frozenset(".;!?\n")
_BREAKS = re.compile(r"\s*\n\s*")


class Kind(Enum):
    """What a phrase of the mapping is there for, see ``needs.yml``."""

    WORD = "words"
    NAME_WORD = "name_words"
    HINT = "hints"
    NOT = "not"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Phrase:
    """``tokens``: the phrase as plain words; ``need`` is empty for ``elsewhere``, which is about every need."""

    written: str
    need: str
    kind: Kind
    tokens: tuple[str, ...]


class Found(NamedTuple):
    """A phrase in a text: in which sentence (from 0), its first token and the one behind its last."""

    phrase: Phrase
    sentence: int
    start: int
    end: int

    def is_inside(self, denied: Found) -> bool:
        """Whether a ``not`` of the same need covers any of it."""
        return self.phrase.need == denied.phrase.need and self.start < denied.end and denied.start < self.end


class Phrases:
    """All phrases of a mapping, by their first word and by their first two."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._single: dict[str, list[Phrase]] = defaultdict(list)
        self._longer: dict[str, dict[str, list[Phrase]]] = defaultdict(lambda: defaultdict(list))
        for phrase in phrases:
            for tokens in _with_plurals(phrase.tokens):
                one = Phrase(phrase.written, phrase.need, phrase.kind, tokens)
                (self._longer[tokens[0]][tokens[1]] if len(tokens) > 1 else self._single[tokens[0]]).append(one)
        self._first = frozenset(self._single) | frozenset(self._longer)

    def find(self, text: Optional[str], kinds: frozenset[Kind]) -> list[Found]:
        """Every phrase of these kinds in their order, but those inside a ``not`` of their need, or told of others."""
        met = self._met(tokens_of(text), kinds) if text else []
        denied = [one for one in met if one.phrase.kind is Kind.NOT]
        return [one for one in met if one.phrase.kind in kinds and not any(one.is_inside(no) for no in denied)]

    def _met(self, tokens: Sequence[str], kinds: frozenset[Kind]) -> list[Found]:
        met: list[Found] = []
        sentence, silent = 0, False
        for at, token in enumerate(tokens):
            if token in _ENDS:
                sentence, silent = sentence + 1, False
            elif token in self._first and not silent:
                for phrase in self._at(tokens, at):
                    if phrase.kind is not Kind.ELSEWHERE:
                        met.append(Found(phrase, sentence, at, at + len(phrase.tokens)))
                    elif Kind.ELSEWHERE in kinds:
                        silent = True
        return met

    def _at(self, tokens: Sequence[str], at: int) -> Iterable[Phrase]:
        yield from self._single.get(tokens[at], ())
        longer = self._longer.get(tokens[at])
        if longer and at + 1 < len(tokens):
            for phrase in longer.get(tokens[at + 1], ()):
                size = len(phrase.tokens)
                if size == 2 or tuple(tokens[at : at + size]) == phrase.tokens:
                    yield phrase


def tokens_of(text: str) -> list[str]:
    """The words of a text without case and accents, and the signs that end a sentence."""
    return _TOKEN.findall(plain(_BREAKS.sub(" . ", text)))


def phrase(written: str, need: str, kind: Kind) -> Phrase:
    """One entry of the mapping."""
    return Phrase(plain(written), need, kind, tuple(re.findall(r"\w+", plain(written))))


def _with_plurals(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    *before, last = tokens
    return [(*before, last + ending) for ending in ("", "s", "es")]
