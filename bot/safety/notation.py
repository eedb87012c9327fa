"""The notation a language author writes phrases in, turned into linear regular expressions (see phrases/README.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.errors import AlderError

_PIECE = re.compile(r"\)\?|\*\*|<[a-z_]+>\??|[()|*^$]|[^\s()|*^$<>]+")
_ONE_LETTER_DRAWN_OUT = re.compile(r"([^\W\d])\1{2,}~")
_LOOKS_LIKE_CODE = re.compile(r"\)[*+]|[^\s()<>|]\(|\w[?+*]")
_FEW_WORDS, _MANY_WORDS = 3, 8
_GAP = "(?:[^ .]+ ){{0,{most}}}"
_LARGE_NUMBER = r"[1-9][0-9]+ (?:, )?"
_NUMBER_GROUP = "<number>"
# Where a phrase may stand. These look around, which RE2 does not: the rough expression goes without them.
_WORD_BEGINS = r"(?<![^ ])"
_SENTENCE_BEGINS = r"(?:(?<![^ ])(?<=[.,] )|\A)"
_SENTENCE_ENDS = r"(?=[.,] |\Z)"

Spell = Callable[[str], str]


class PhraseError(AlderError):
    """A phrase cannot be read; the message quotes the phrase, which is content, never what a person typed."""

    code = "phrase"


@dataclass(frozen=True)
class Phrase:
    """One phrase as a regular expression."""

    source: str
    expression: str

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when first needed: that takes a millisecond, and most phrases never stand in any message."""
        return re.compile(_WORD_BEGINS + self.expression)

    @property
    def rough(self) -> str:
        """For RE2: it matches wherever ``regex`` does, and seldom elsewhere."""
        return "(?:^| )" + self.expression.replace(_SENTENCE_BEGINS, "").replace(_SENTENCE_ENDS, "")


class Grammar:
    """Reads phrases that share named groups; ``spell`` is what texts go through too (normalising, usual spellings)."""

    def __init__(self, groups: Mapping[str, Sequence[str]], spell: Spell) -> None:
        self._groups, self.spell = groups, spell
        self._read: dict[str, str] = {}

    def phrase(self, source: str) -> Phrase:
        """One phrase as an expression.

        Raises:
            PhraseError: when brackets do not close or a named group is unknown.
        """
        if _LOOKS_LIKE_CODE.search(source):
            raise PhraseError(f"only a bracket or a group may have ? after it, and * and ( stand apart: {source!r}")
        expression = _Reader(source, self).whole()
        if not expression:
            raise PhraseError(f"empty phrase: {source!r}")
        return Phrase(source, expression)

    def group(self, name: str, source: str, depth: int) -> str:
        """What stands for ``<name>`` in ``source``."""
        if name not in self._groups:
            raise PhraseError(f"no group is called <{name}>: {source!r}")
        if name not in self._read:
            self._read[name] = _either([_Reader(p, self, depth + 1).whole() for p in self._groups[name]])
        return self._read[name]


class _Reader:
    """Reads one phrase from left to right."""

    def __init__(self, source: str, grammar: Grammar, depth: int = 0) -> None:
        if depth > 5:
            raise PhraseError(f"named groups that name each other: {source!r}")
        self.source, self.grammar, self.depth = source, grammar, depth
        self.pieces = _PIECE.findall(source)
        self.at = 0

    def whole(self) -> str:
        expression = self._sequence()
        if self.at < len(self.pieces):
            raise PhraseError(f"brackets do not fit in phrase: {self.source!r}")
        return expression

    def _sequence(self) -> str:
        parts: list[str] = []
        while self.at < len(self.pieces) and self.pieces[self.at] not in ("|", ")", ")?"):
            piece = self.pieces[self.at]
            self.at += 1
            parts.append(self._one(piece))
        return "".join(parts)

    def _one(self, piece: str) -> str:
        if piece == "(":
            return self._bracket()
        if piece in ("*", "**"):
            gap = _GAP.format(most=_FEW_WORDS if piece == "*" else _MANY_WORDS)
            return gap if self.at == len(self.pieces) else gap + "?"
        if piece == "^":
            return _SENTENCE_BEGINS
        if piece == "$":
            return _SENTENCE_ENDS
        if piece == _NUMBER_GROUP:
            return _LARGE_NUMBER
        if piece.endswith(">?"):
            return self.grammar.group(piece[1:-2], self.source, self.depth) + "?"
        if piece.startswith("<"):
            return self.grammar.group(piece[1:-1], self.source, self.depth)
        return self._word(piece)

    def _bracket(self) -> str:
        choices = [self._sequence()]
        while self.at < len(self.pieces) and self.pieces[self.at] == "|":
            self.at += 1
            choices.append(self._sequence())
        if self.at >= len(self.pieces):
            raise PhraseError(f"a bracket does not close in phrase: {self.source!r}")
        optional = self.pieces[self.at] == ")?"
        self.at += 1
        return _either(choices) + ("?" if optional else "")

    def _word(self, piece: str) -> str:
        words = self.grammar.spell(piece.rstrip("~")).split()
        if not words:
            raise PhraseError(f"{piece!r} has no letters in phrase: {self.source!r}")
        if {".", ","} & set(words):
            raise PhraseError(f"{piece!r} holds a punctuation mark in phrase: {self.source!r}")
        if _ONE_LETTER_DRAWN_OUT.fullmatch(piece):
            # Laughter is evened out to one letter, which "he", "here" and "now" begin with too: it would call all off.
            raise PhraseError(f"{piece!r} shrinks to one letter, and so begins too many words: {self.source!r}")
        ending = "[^ .,]*" if piece.endswith("~") else ""
        return " (?:, )?".join(re.escape(word) for word in words) + ending + " (?:, )?"


def _either(choices: Sequence[str]) -> str:
    return "(?:" + "|".join(choices) + ")"
