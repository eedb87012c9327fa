"""A text as the encoder reads it: composed, nothing invisible, ASCII digits; each character knows its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

_APOSTROPHES = frozenset("\u2018\u201b\u02bc\u00b4\uff07")


def plain(text: str, normal: Mapping[str, str]) -> tuple[str, list[tuple[int, int]]]:
    """The text after the encoder's own table `normal`, and for each of its characters the span of `text` behind it.

    Linear in the text. Accents stay (they are half of a Vietnamese name); a mark that follows its letter joins it, and
    an invisible character inside a name does not break it. SHOUTED text is read in small letters: in capitals every
    word falls into crumbs.
    """
    lower = _shouted(text)
    out: list[str] = []
    places: list[tuple[int, int]] = []
    for start, end in _letters(text):
        for char in unicodedata.normalize("NFC", text[start:end]):
            for plain_char in _one(char.lower() if lower and len(char.lower()) == 1 else char, normal):
                if plain_char != " " or (out and out[-1] != " "):
                    out.append(plain_char)
                    places.append((start, end))
    return "".join(out), places


def _shouted(text: str) -> bool:
    """Whether most letters that could be small are capitals."""
    large, small = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return large > 5 and large > 3 * small


def _letters(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not (unicodedata.combining(text[at]) and at - start < 8):
            yield start, at
            start = at


def _one(char: str, normal: Mapping[str, str]) -> str:
    if char.isascii() and char.isprintable():
        return char
    if char in _APOSTROPHES or char == "\u2019":
        return "'"
    if unicodedata.category(char) in ("Cf", "Cc", "Mn") and not char.isspace():
        return char if unicodedata.category(char) == "Mn" and ord(char) > 0x036F else ""
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    return " " if char.isspace() else normal.get(char, char)
