"""Writes a training message the way thumbs do: other case, lost accents and commas, slips, another script's digits."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

# Each character carries the type of the identifier it belongs to, or None; noise must keep the two together.
Letters = list[tuple[str, "str | None"]]
_NATIVE = {"ar": 0x0660, "hi": 0x0966}
_FACES = ("\U0001f622", "\U0001f62d", "\U0001f64f", " \U0001f494", "...", "!!", "??", " pls", " lol")


def noisy(letters: Letters, language: str, chance: random.Random) -> Letters:
    """The message with zero to three kinds of noise."""
    case = chance.random()
    if case < 0.38:
        letters = _each(letters, str.lower)
    elif case < 0.42:
        letters = _each(letters, str.upper)
    if chance.random() < (0.35 if language == "vi" else 0.22):
        letters = _each(letters, bare)
    if chance.random() < 0.25:
        letters = [(c, t) for c, t in letters if t or c not in ",.!?;'\u00bf\u00a1"]
    if letters and chance.random() < 0.12:
        letters = _slips(letters, chance)
    if language in _NATIVE and chance.random() < 0.2:
        letters = [(chr(_NATIVE[language] + int(c)) if c.isascii() and c.isdigit() else c, t) for c, t in letters]
    if chance.random() < 0.02:
        letters = _hidden(letters, chance)
    if chance.random() < 0.02:
        letters = _spaced(letters)
    if chance.random() < 0.02:
        letters = [(chr(ord(c) + 0xFEE0) if "0" <= c <= "9" else c, t) for c, t in letters]
    if chance.random() < 0.08:
        letters = letters + [(c, None) for c in chance.choice(_FACES)]
    return letters


def bare(text: str) -> str:
    """Latin letters without their marks; other scripts as they are."""
    text = text.replace("\u0111", "d").replace("\u0110", "D")
    out = unicodedata.normalize("NFD", text)
    if not out or not out[0].isascii():
        return text
    return "".join(c for c in out if not 0x0300 <= ord(c) <= 0x036F)


def _each(letters: Letters, change: Callable[[str], str]) -> Letters:
    return [(made, type_) for char, type_ in letters for made in change(char)]


def _hidden(letters: Letters, chance: random.Random) -> Letters:
    """Something invisible between two letters of an identifier."""
    inside = [at for at in range(1, len(letters)) if letters[at][1] and letters[at][1] == letters[at - 1][1]]
    if not inside:
        return letters
    at = chance.choice(inside)
    return [*letters[:at], (chance.choice("\u200b\u200d\u00ad\u00a0"), letters[at][1]), *letters[at:]]


def _spaced(letters: Letters) -> Letters:
    """An identifier s p e l t  o u t, as people do to get past filters."""
    out: Letters = []
    for at, (char, type_) in enumerate(letters):
        out.append((char, type_))
        if type_ and at + 1 < len(letters) and letters[at + 1][1] == type_ and char != " ":
            out.append((" ", type_))
    return out


def _slips(letters: Letters, chance: random.Random) -> Letters:
    """One slip in about twenty letters: dropped, doubled or swapped with its neighbour."""
    out = list(letters)
    for _ in range(max(1, len(out) // 20)):
        at = chance.randrange(len(out))
        if not out[at][0].isalpha():
            continue
        kind = chance.randrange(3)
        if kind == 0 and len(out) > 4:
            del out[at]
        elif kind == 1:
            out.insert(at, out[at])
        elif at + 1 < len(out) and out[at][1] == out[at + 1][1] and out[at + 1][0].isalpha():
            out[at], out[at + 1] = out[at + 1], out[at]
    return out
