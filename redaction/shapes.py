"""Pieces the patterns are made of; every repetition is bounded or separated, so that no pattern can run away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

FLAGS = regex.IGNORECASE | regex.MULTILINE
# A pattern that needs longer in one message is broken; the message is then withheld whole. What counts is the processor
# time of the whole process, other threads included, so this stands far above what any sound pattern takes.
PATTERN_SECONDS = 0.2
# Between a cue and its value: "is", "number", punctuation, a few of them at most.
_LINK_WORDS = (
    r"(?:is|was|are|es|era|on|el|en|ends?|in|with|con|number|numero|num|nr|no|est|c'est|eh|se|la|ang|po|ko|hai|ka|ki|"
    r"\u044d\u0442\u043e|\u043d\u043e\u043c\u0435\u0440|\u0647\u0648|\u0647\u064a|\u0631\u0642\u0645|\u0939\u0948|\u0928\u0902\u092c\u0930)\b"
    r"|\u662f|\u4e3a|\u53f7\u7801?|\u7684|\uc740|\ub294|\uc774|\uac00|\ubc88\ud638"
)
LINK = rf"(?:[\s:#=.,'*-]|{_LINK_WORDS}){{0,8}}"
# A document number as people write one: letters first or not, then groups of digits. Most of the time nobody checks it.
ID_VALUE = r"(?P<id>(?:[A-Z]{1,5}-?)?\d[\dA-Z./-]{1,24}(?: \d{2,6}){0,4})"
# The endings of the web addresses people say aloud; a list of all would have to be fetched.
TOP_LEVEL = (
    "(?:com|net|org|edu|gov|mil|info|biz|app|dev|io|co|us|me|tv|mx|es|gt|hn|sv|ni|pr|do|ve|pe|ec|ar|cl|br|ru|ca|uk"
    "|ht|cn|xyz|online|site)"
)
_NEVER_VALUE = r"(?!)"
# Han, kana, Hangul: particles and the next word follow without a space.
_UNSPACED = regex.compile(r"[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}]")


def any_of(phrases: Iterable[str]) -> str:
    """An alternation of phrases, the longest first, any white space between their words; empty matches nothing."""
    ordered = sorted({" ".join(phrase.split()) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return _branches(ordered, 3) if ordered else _NEVER_VALUE


def _branches(phrases: Sequence[str], depth: int) -> str:
    """The alternation, parted by its first letters: of hundreds of phrases only those are tried that begin alike."""
    if depth == 0 or len(phrases) < 3:
        return "(?:" + "|".join(_literal(phrase) for phrase in phrases) + ")"
    by_letter: dict[str, list[str]] = {}
    for phrase in phrases:
        by_letter.setdefault(phrase[:1], []).append(phrase[1:])
    parts = [_literal(letter) + _branches(rests, depth - 1) for letter, rests in by_letter.items() if letter]
    # The empty rest comes last: the longest is tried first.
    return "(?:" + "|".join([*parts, ""] if "" in by_letter else parts) + ")"


def _literal(text: str) -> str:
    return r"\s+".join(map(regex.escape, text.split(" ")))


def whole(phrases: Iterable[str]) -> str:
    """The alternation as whole words; a phrase in a script without spaces counts wherever it stands."""
    phrases = set(phrases)
    apart = {phrase for phrase in phrases if _UNSPACED.search(phrase[-1:])}
    spaced = rf"(?<!\w){any_of(phrases - apart)}(?!\w)"
    return f"(?:{spaced}|{any_of(apart)})" if apart else spaced


def cued(phrases: Iterable[str], value: str = ID_VALUE) -> str:
    """`value` (with a group `id`) after one of the phrases."""
    return whole(phrases) + LINK + value


def alone(value: str) -> str:
    """`value` where it is no part of a longer number, a code or a price."""
    return rf"(?<![A-Z\d$]|\d[.-])(?:{value})(?!\d)"


def compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, FLAGS)


def matches(pattern: regex.Pattern[str], text: str) -> Iterator[regex.Match[str]]:
    """The matches in order; `TimeoutError` where the pattern takes longer than `PATTERN_SECONDS`."""
    return pattern.finditer(text, timeout=PATTERN_SECONDS)


def digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
