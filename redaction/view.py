"""A text as the recognizers see it: ASCII digits, no accents, nothing invisible; each with its place in the text."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

# Dropped: they are invisible, and one between two digits would hide a phone number from every pattern.
_INVISIBLE = frozenset("\u00ad\u034f\u061c\u180e\u2060\u2061\u2062\u2063\u2064\ufeff")
_ODD = {
    "'": "\u2018\u2019\u201b\u02bc\u00b4\uff07",
    '"': "\u201c\u201d\u201e\u00ab\u00bb",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d",
    ".": "\u2024\u3002\uff0e\u00b7\u2022",
    "@": "\ufe6b\uff20",
    "+": "\uff0b",
    ",": "\u3001\uff0c",
    ":": "\uff1a",
    "/": "\u2044\uff0f",
    "#": "\uff03",
    "d": "\u0111",
    "D": "\u0110",
}
_PLAIN = {ord(odd): plain for plain, group in _ODD.items() for odd in group}


@dataclass(frozen=True, repr=False)
class View:
    """`text[i]` stands for the code points `starts[i]:ends[i]` of what was `typed`."""

    typed: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's code points behind `text[start:end]`, which must not be empty."""
        return self.starts[start], self.ends[end - 1]

    def seen(self, start: int, end: int) -> tuple[int, int]:
        """Where the view shows the original's code points `start:end`; the other way round from `span`."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def look(text: str) -> View:
    """The view of `text`, in time linear in its length; ASCII text is its own view."""
    if text.isascii():
        places = tuple(range(len(text) + 1))
        return View(text, text, places[:-1], places[1:])
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, char in enumerate(text):
        plain = _plain(char)
        if plain:
            out.append(plain)
            starts.append(place)
            ends.append(place + 1)
        elif ends and ends[-1] == place:
            # An accent or joiner belongs to the letter before it; leaving it out would keep a crumb of the identifier.
            ends[-1] = place + 1
    return View(text, "".join(out), tuple(starts), tuple(ends))


def fold(text: str) -> str:
    """`text` for comparing: lower case, without accents; the same length as its view."""
    if text.isascii():
        return text.lower()
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in look(text).text)


def _plain(char: str) -> str:
    """One character for `char`, or none when it is a mark or invisible."""
    if char.isascii():
        return char
    code = ord(char)
    if code in _PLAIN:
        return _PLAIN[code]
    if char in _INVISIBLE or 0x200B <= code <= 0x200F or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x206F:
        return ""
    if 0x0300 <= code <= 0x036F or 0xFE00 <= code <= 0xFE0F or 0x20D0 <= code <= 0x20FF:
        return ""
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if char.isspace():
        return "\n" if char in "\u2028\u2029\x85" else " "
    base = unicodedata.normalize("NFKD", char)
    # Only Latin accents are taken off: in other scripts the marks carry the sound and the word.
    return base[0] if base[0].isascii() and base[0].isalpha() else char
