"""Settles findings that overlap into one mask each, widened so that no tail of an identifier is left over."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.edges import is_tail
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

# Which type names a mask when length and score are equal: the more harmful one to lose first.
_PRIORITY = (
    EMAIL, URL, IP_ADDRESS, GOVERNMENT_ID, FINANCIAL, PHONE, SOCIAL_HANDLE, VEHICLE, DATE_OF_BIRTH, ADDRESS,
    ORGANIZATION, LOCATION, PERSON, AGE,
)  # fmt: skip
_NUMERIC = frozenset((PHONE, GOVERNMENT_ID, FINANCIAL, VEHICLE, IP_ADDRESS, EMAIL, URL, SOCIAL_HANDLE))


def settle(text: str, findings: Iterable[Finding]) -> list[Finding]:
    """Findings in order, without overlap, each covering everything the overlapping ones covered."""
    settled: list[Finding] = []
    for finding in sorted((_widen(text, f) for f in findings if f.end > f.start), key=lambda f: (f.start, -f.end)):
        if settled and finding.start < settled[-1].end:
            settled[-1] = _union(settled[-1], finding)
        elif settled and _continues(text, settled[-1], finding):
            settled[-1] = _union(settled[-1], finding, type_=ADDRESS)
        else:
            settled.append(finding)
    return settled


def _union(one: Finding, other: Finding, type_: str | None = None) -> Finding:
    winner = max(one, other, key=_rank)
    return Finding(
        type_ or winner.type, min(one.start, other.start), max(one.end, other.end), max(one.score, other.score)
    )


def _rank(finding: Finding) -> tuple[int, float, int]:
    place = _PRIORITY.index(finding.type) if finding.type in _PRIORITY else len(_PRIORITY)
    return finding.end - finding.start, finding.score, -place


def _continues(text: str, left: Finding, right: Finding) -> bool:
    """ "12 Oak St, Miami FL 33101": town and ZIP after a street belong to the address."""
    between = text[left.end : right.start]
    return (
        left.type == ADDRESS and right.type in (LOCATION, ADDRESS) and len(between) <= 3 and not between.strip(" ,.\n-")
    )


def _widen(text: str, finding: Finding) -> Finding:
    """The finding out to the ends of the words it touches, so that "Rodriguez" is never "<PERSON_1>iguez"."""
    start, end = finding.start, finding.end
    while start > 0 and _same_token(text, start - 1, start):
        start -= 1
    while end < len(text) and _same_token(text, end - 1, end):
        end += 1
    if finding.type not in _NUMERIC and is_tail(text[finding.end : end]):
        end = finding.end
    if finding.type in _NUMERIC:
        end = _tail(text, end)
    while end - 1 > start and text[end - 1] in " ,.;:!?\n":
        end -= 1
    return Finding(finding.type, start, end, finding.score)


def _tail(text: str, end: int) -> int:
    """The end after further groups joined without a space ("305-555-0123-99", "jane@example.com.mx")."""
    while end + 1 < len(text) and text[end] in "-_@/." and text[end + 1].isalnum() and text[end + 1].isascii():
        if text[end] in "./" and not (text[end + 1].isdigit() or text[end - 1].isalpha() and text[end + 1].islower()):
            break
        end += 1
        while end < len(text) and text[end].isalnum():
            end += 1
    return end


def _same_token(text: str, left: int, right: int) -> bool:
    return _letter(text[left]) and _letter(text[right])


def _letter(char: str) -> bool:
    # Scripts written without spaces have no token edges; widening there would swallow the sentence.
    return (char.isalnum() or char == "_") and not ("\u0e00" <= char <= "\u0fff" or "\u3040" <= char <= "\u9fff")
