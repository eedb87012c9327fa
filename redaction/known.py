"""Finds again, in any case and without a cue, the values already masked in this conversation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from redaction.cues import Cues
from redaction.tokens import PLACEHOLDER
from redaction.types import ADDRESS, LOCATION, ORGANIZATION, PERSON, Finding
from redaction.view import fold

_AGAIN = 0.9


def again(text: str, known: Mapping[str, str], cues: Cues) -> list[Finding]:
    """Findings in view offsets: every known value, and every part of a known name, in `text` as whole words.

    "My name is Jessica Ramirez" makes "ramirez" a name for the rest of the conversation.
    """
    lower = fold(text)
    found: list[Finding] = []
    for placeholder, value in known.items():
        match = PLACEHOLDER.fullmatch(placeholder)
        if match:
            for phrase in _phrases(match[1], fold(value), cues):
                found += [Finding(match[1], start, end, _AGAIN) for start, end in _whole(lower, phrase)]
    return found


def _phrases(type_: str, value: str, cues: Cues) -> Iterator[str]:
    value = value.strip()
    if len(value) > 2 and not (type_ in (PERSON, LOCATION, ORGANIZATION) and value in cues.plain_words):
        yield value
    if type_ == PERSON:
        yield from (part for part in value.split() if len(part) > 2 and part.isalpha() and not cues.plain(part))
    if type_ == ADDRESS:
        yield from (part for part in value.split(",") if len(part) > 5)


def _whole(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    at = text.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not (at and text[at - 1].isalnum() and phrase[0].isalnum()) and not (
            end < len(text) and text[end].isalnum()
        ):
            yield at, end
        at = text.find(phrase, end)
