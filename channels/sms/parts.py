"""How many SMS parts a text costs, and how to soften or split it so that it costs and confuses less."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

# 3GPP TS 23.038 (GSM 03.38), 6.2.1: the default alphabet, without the escape itself.
GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# 6.2.1.1: the extension table. Each of these is sent as escape + septet, so it costs two.
GSM_EXTENSION = frozenset("\f^{}\\[~]|€")

GSM_SINGLE, GSM_LINKED = 160, 153  # septets; a linked part gives 7 to the header that joins the parts
UCS2_SINGLE, UCS2_LINKED = 70, 67  # UTF-16 code units
LIMIT = 1600  # characters Twilio takes in one request


@dataclass(frozen=True)
class Parts:
    """What a text costs: ``units`` are septets in GSM-7 and UTF-16 code units in UCS-2; an empty text has no part."""

    encoding: Literal["GSM-7", "UCS-2"]
    units: int
    parts: int


def count(text: str) -> Parts:
    """The encoding, length and number of parts of ``text`` as a carrier counts them.

    One character outside GSM-7 turns the whole text into UCS-2: a single ``í`` doubles what a Spanish text costs.
    """
    if all(char in GSM_BASIC or char in GSM_EXTENSION for char in text):
        sizes = [2 if char in GSM_EXTENSION else 1 for char in text]
        return Parts("GSM-7", sum(sizes), _pack(sizes, GSM_SINGLE, GSM_LINKED))
    sizes = [_code_units(char) for char in text]
    return Parts("UCS-2", sum(sizes), _pack(sizes, UCS2_SINGLE, UCS2_LINKED))


def _code_units(char: str) -> int:
    return 2 if ord(char) > 0xFFFF else 1


def _pack(sizes: list[int], single: int, linked: int) -> int:
    """Parts needed when no pair (escape + septet, or two surrogates) may be torn apart between two parts."""
    if sum(sizes) <= single:
        return 1 if sizes else 0
    parts, room = 1, linked
    for size in sizes:
        if size > room:
            parts, room = parts + 1, linked
        room -= size
    return parts


_SOFTER = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2035\u2039\u203a`\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022", "-"),
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\t", " "
    ),
    **dict.fromkeys("\u2028\u2029", "\n"),
    **dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""),
    "\u2026": "...",
}
_TABLE = str.maketrans(_SOFTER)


def soften(text: str) -> str:
    """``text`` with typographic quotes, dashes, ellipses, bullets and odd spaces written in GSM-7.

    No letter is replaced: ``esta`` and ``está`` mean different things, and a name is written as its owner writes it.
    Letters typed as base + combining accent are composed (canonically equal), so that ``é`` counts as the one it is.
    """
    return unicodedata.normalize("NFC", text).translate(_TABLE)


_PARAGRAPH, _LINE, _WORD = re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"\s|(?<=[。！？，；、।])")
_JOINERS = "\u200d\u200c"


def split(text: str, limit: int = LIMIT) -> list[str]:
    """``text`` in messages of at most ``limit`` UTF-16 code units, cut between paragraphs, lines or words.

    Only white space at the cuts and at both ends is dropped. Paragraph and line borders count when they leave a
    message at least half full; a word is broken only if it alone is longer than ``limit``, and then never inside a
    letter and its accents. Twilio does not say what it calls a character; code units are the strictest reading.
    """
    if limit < 2:
        raise ValueError("limit must be at least 2 code units")
    pieces, rest = [], text.strip()
    while rest:
        cut = _cut(rest, limit)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return pieces


def _cut(text: str, limit: int) -> int:
    fit = _fitting(text, limit)
    if fit == len(text):
        return fit
    for border, least in ((_PARAGRAPH, fit // 2), (_LINE, fit // 2), (_WORD, 1)):
        starts = [found.start() for found in border.finditer(text, 0, fit + 2) if least <= found.start() <= fit]
        if starts and starts[-1]:
            return starts[-1]
    whole = fit
    while whole > 1 and not _may_part(text[whole - 1], text[whole]):
        whole -= 1
    return whole if whole > 1 else fit


def _fitting(text: str, limit: int) -> int:
    """How many characters of ``text`` fit into ``limit`` code units."""
    used = 0
    for index, char in enumerate(text):
        used += _code_units(char)
        if used > limit:
            return index
    return len(text)


def _may_part(before: str, after: str) -> bool:
    """Whether a cut here leaves letters whole (accents, vowel signs and joined emoji stay with their base)."""
    return not unicodedata.category(after).startswith("M") and before not in _JOINERS and after not in _JOINERS
