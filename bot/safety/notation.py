"""The notation a language author writes phrases in, turned into linear regular expressions (see phrases/README.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.errors import AlderError

KEY_LENGTH = 4
_PIECE = re.compile(r"\)\?|\*\*|<[a-z_]+>\??|[()|*^$]|[^\s()|*^$<>]+")
_LOOKS_LIKE_CODE = re.compile(r"\)[*+]|[^\s()<>|]\(|\w[?+*]")
_FEW_WORDS, _MANY_WORDS = 3, 8
_GAP = "(?:[^ .]+ ){{0,{most}}}"
_LARGE_NUMBER = r"[1-9][0-9]+ (?:, )?"
_NUMBER_GROUP = "<number>"

Keys = frozenset[str] | None
Spell = Callable[[str], str]


class PhraseError(AlderError):
    """A phrase cannot be read; the message quotes the phrase, which is content, never what a person typed."""

    code = "phrase"


@dataclass(frozen=True)
class Phrase:
    """One compiled phrase. ``keys``: word beginnings of which a text must hold one (None: cannot tell, always try)."""

    source: str
    expression: str
    keys: Keys

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when first needed: most phrases never are, and a start should not wait for them."""
        return re.compile(self.expression)


@dataclass(frozen=True)
class _Part:
    """A piece of expression, with the choices of keys that each must be met for it to match."""

    expression: str
    must: tuple[frozenset[str], ...] = ()


def compile_phrase(source: str, groups: Mapping[str, Sequence[str]], spell: Spell) -> Phrase:
    """Compile one phrase; ``spell`` is what texts go through too (normalising and the language's spellings).

    Raises:
        PhraseError: when brackets do not close or a named group is unknown.
    """
    if _LOOKS_LIKE_CODE.search(source):
        raise PhraseError(f"only a bracket or a group may have ? after it, and * and ( stand apart: {source!r}")
    part = _Reader(source, groups, spell).whole()
    if not part.must and not part.expression:
        raise PhraseError(f"empty phrase: {source!r}")
    return Phrase(source, r"(?<![^ ])" + part.expression, _rarest(part.must))


def key(word: str) -> str:
    """What words are looked up by: their first letters, so that ``suicid~`` finds every ending."""
    return word[:KEY_LENGTH]


def _rarest(must: tuple[frozenset[str], ...]) -> Keys:
    """The choice that fewest messages meet: long beginnings are rarer than short ones, few rarer than many."""
    return min(must, key=lambda keys: (-min(len(k) for k in keys), len(keys)), default=None)


class _Reader:
    """Reads one phrase from left to right."""

    def __init__(
        self,
        source: str,
        groups: Mapping[str, Sequence[str]],
        spell: Spell,
        depth: int = 0,
    ) -> None:
        if depth > 5:
            raise PhraseError(f"named groups that name each other: {source!r}")
        self.source, self.groups, self.spell, self.depth = source, groups, spell, depth
        self.pieces = _PIECE.findall(source)
        self.at = 0

    def whole(self) -> _Part:
        part = self._sequence()
        if self.at < len(self.pieces):
            raise PhraseError(f"brackets do not fit in phrase: {self.source!r}")
        return part

    def _sequence(self) -> _Part:
        parts: list[_Part] = []
        while self.at < len(self.pieces) and self.pieces[self.at] not in (
            "|",
            ")",
            ")?",
        ):
            piece = self.pieces[self.at]
            self.at += 1
            parts.append(self._one(piece))
        return _Part(
            "".join(p.expression for p in parts),
            tuple(m for p in parts for m in p.must),
        )

    def _one(self, piece: str) -> _Part:
        if piece == "(":
            return self._bracket()
        if piece in ("*", "**"):
            gap = _GAP.format(most=_FEW_WORDS if piece == "*" else _MANY_WORDS)
            return _Part(gap if self.at == len(self.pieces) else gap + "?")
        if piece == "^":
            return _Part(r"(?:(?<![^ ])(?<=[.,] )|\A)")
        if piece == "$":
            return _Part(r"(?=[.,] |\Z)")
        if piece == _NUMBER_GROUP:
            return _Part(_LARGE_NUMBER)
        if piece.endswith(">?"):
            return _Part(self._named(piece[1:-2]).expression + "?")
        if piece.startswith("<"):
            return self._named(piece[1:-1])
        return self._word(piece)

    def _bracket(self) -> _Part:
        choices = [self._sequence()]
        while self.at < len(self.pieces) and self.pieces[self.at] == "|":
            self.at += 1
            choices.append(self._sequence())
        if self.at >= len(self.pieces):
            raise PhraseError(f"a bracket does not close in phrase: {self.source!r}")
        optional = self.pieces[self.at] == ")?"
        self.at += 1
        joined = _either(choices)
        return _Part(joined.expression + "?") if optional else joined

    def _named(self, name: str) -> _Part:
        if name not in self.groups:
            raise PhraseError(f"no group is called <{name}>: {self.source!r}")
        return _either([_Reader(p, self.groups, self.spell, self.depth + 1).whole() for p in self.groups[name]])

    def _word(self, piece: str) -> _Part:
        begins = piece.endswith("~")
        words = self.spell(piece.rstrip("~")).split()
        if not words:
            raise PhraseError(f"{piece!r} has no letters in phrase: {self.source!r}")
        if {".", ","} & set(words):
            raise PhraseError(f"{piece!r} holds a punctuation mark in phrase: {self.source!r}")
        expression = " (?:, )?".join(re.escape(word) for word in words)
        ending = "[^ .,]*" if begins else ""
        keyed = [word for word in words if not (begins and word is words[-1] and len(word) < KEY_LENGTH)]
        return _Part(
            f"{expression}{ending} (?:, )?",
            tuple(frozenset({key(word)}) for word in keyed),
        )


def _either(choices: Sequence[_Part]) -> _Part:
    expression = "(?:" + "|".join(choice.expression for choice in choices) + ")"
    best = [_rarest(choice.must) for choice in choices]
    if any(keys is None for keys in best):
        return _Part(expression)
    return _Part(expression, (frozenset().union(*(keys for keys in best if keys)),))
