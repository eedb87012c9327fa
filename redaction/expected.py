"""Masks the answer to the question in hand: after "what is your phone?", whatever looks like an answer is one."""

from __future__ import annotations

import regex

from redaction.cues import Cues
from redaction.places import Places
from redaction.types import (
    ADDRESS,
    AGE,
    DATE_OF_BIRTH,
    EMAIL,
    FINANCIAL,
    GOVERNMENT_ID,
    IP_ADDRESS,
    LOCATION,
    ORGANIZATION,
    PERSON,
    PHONE,
    SOCIAL_HANDLE,
    URL,
    VEHICLE,
    Finding,
)
from redaction.view import fold
from redaction.words import cut

_SURE = 0.8
_ZIP = regex.compile(r"(?<![\w$.,-])\d{5}(?:-\d{4})?(?![\w%]|[.,]\d)")
_TOKEN = regex.compile(r"[^\s,;]{1,200}")
_LONG_NUMBER = regex.compile(r"(?<!\w)[+(]?\d(?:[\d\s().-]*\d)?(?!\w)")
_LEAST_DIGITS = {PHONE: 5, GOVERNMENT_ID: 4, FINANCIAL: 3, VEHICLE: 2, IP_ADDRESS: 4, DATE_OF_BIRTH: 1, AGE: 1}


class Expected:
    """Finds in a view the value that a question of one identifier type asked for."""

    def __init__(self, cues: Cues, places: Places) -> None:
        self._cues = cues
        self._places = places
        self._whole = {PERSON: 4, ORGANIZATION: 6, SOCIAL_HANDLE: 2, EMAIL: 1, URL: 1}

    def find(self, text: str, expecting: str) -> list[Finding]:
        """Findings for `expecting`; none where the answer is an everyday one ("skip", "no", "anywhere")."""
        if self._is_answer(text):
            return []
        if expecting == LOCATION:
            zips = [Finding(LOCATION, m.start(), m.end(), _SURE) for m in _ZIP.finditer(text)]
            return zips + self._places.expected(text)
        if expecting == ADDRESS:
            return self._line(text)
        if expecting in self._whole:
            return self._short(text, expecting, self._whole[expecting])
        if expecting in _LEAST_DIGITS:
            return self._digits(text, expecting) or self._spelled(text, expecting)
        return []

    def _is_answer(self, text: str) -> bool:
        return fold(text).strip(" .,!?'\"") in self._cues.answers

    def _line(self, text: str) -> list[Finding]:
        """An address comes as one line with a number in it; masked from its number on."""
        match = regex.search(r"\d", text)
        return [Finding(ADDRESS, match.start(), len(text.rstrip()), _SURE)] if match else []

    def _short(self, text: str, type_: str, most: int) -> list[Finding]:
        """A short message of which the first word is not everyday speech is the name asked for."""
        words = cut(text, self._cues)
        bare = text.strip()
        if not bare or len(bare.split()) > most:
            return []
        named = any(not w.plain or w.key in self._cues.names for w in words[:most]) or not words
        first_is_name = not words or not words[0].plain or words[0].key in self._cues.names
        if not named or (type_ == PERSON and not first_is_name):
            return []
        start = text.index(bare)
        return [Finding(type_, start, start + len(bare), _SURE)]

    def _digits(self, text: str, type_: str) -> list[Finding]:
        least = _LEAST_DIGITS[type_]
        if type_ in (PHONE, AGE):
            spans = [match.span() for match in _LONG_NUMBER.finditer(text)]
        else:
            spans = _numbered(text)
        if type_ == DATE_OF_BIRTH and spans and len(text.split()) <= 5:
            spans = [(0, len(text.rstrip()))]  # the month in words goes with the number
        return [Finding(type_, start, end, _SURE) for start, end in spans if _count(text[start:end]) >= least]

    def _spelled(self, text: str, type_: str) -> list[Finding]:
        """ "fifteen", "quince": a number in words, when an age is asked."""
        if type_ != AGE:
            return []
        numbers = self._cues.number_words
        return [Finding(AGE, w.start, w.end, _SURE) for w in cut(text, self._cues) if numbers.get(w.key, "").strip("0")]


def _numbered(text: str) -> list[tuple[int, int]]:
    """The runs of neighbouring tokens that have a digit: "F255 921 506" is one."""
    runs: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(text):
        if _count(token.group()):
            joined = runs and text[runs[-1][1] : token.start()] == " "
            runs[-1:] = [(runs[-1][0], token.end())] if joined else [*runs[-1:], token.span()]
    return runs


def _count(text: str) -> int:
    return sum(char.isdigit() for char in text)
