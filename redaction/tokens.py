"""Placeholders such as <PHONE_1>: how they look, and how they stay the same for one value through a conversation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import regex

from redaction.types import EMAIL, FINANCIAL, GOVERNMENT_ID, IDENTIFIER_TYPES, PHONE, VEHICLE, Finding, Redacted
from redaction.view import fold

PLACEHOLDER = regex.compile(r"<(" + "|".join(IDENTIFIER_TYPES) + r")_(\d+)>")
# Wider than our own form, so that nothing a later reader might take for ours gets through.
_LOOKALIKE = regex.compile(
    r"[<\uff1c](\s*(?:" + "|".join(IDENTIFIER_TYPES) + r")[\s_]*\d+\s*)[>\uff1e]", regex.IGNORECASE
)


def neutralise(text: str) -> str:
    """`text` with the brackets of typed look-alikes turned into single quotes of the same length.

    Without it a person (or someone holding their phone) could type <PHONE_1> and have the assistant act on a
    value given earlier.
    """
    return _LOOKALIKE.sub("\u2039\\1\u203a", text)


def number(findings: Iterable[Finding], text: str, known: Mapping[str, str]) -> Redacted:
    """Replaces each finding in `text` by its placeholder.

    `findings` must be in order and not overlap. `known` maps placeholder to value for the conversation so far; a value
    already in it (see `normal`) keeps its placeholder, a new one gets the next number of its type.
    """
    findings = tuple(findings)
    taken: dict[tuple[str, str], str] = {}
    highest: dict[str, int] = {}
    for placeholder, value in known.items():
        match = PLACEHOLDER.fullmatch(placeholder)
        if match:
            taken.setdefault((match[1], normal(match[1], value)), placeholder)
            highest[match[1]] = max(highest.get(match[1], 0), int(match[2]))
    parts: list[str] = []
    values: dict[str, str] = {}
    at = 0
    for finding in findings:
        value = text[finding.start : finding.end]
        same = (finding.type, normal(finding.type, value))
        if same not in taken:
            highest[finding.type] = highest.get(finding.type, 0) + 1
            taken[same] = f"<{finding.type}_{highest[finding.type]}>"
        values[taken[same]] = value
        parts += [text[at : finding.start], taken[same]]
        at = finding.end
    return Redacted("".join([*parts, text[at:]]), findings, MappingProxyType(values))


def normal(type_: str, value: str) -> str:
    """What makes two values of one type the same: the digits of a phone, letters without case, accents and spacing."""
    folded = fold(value)
    if type_ == PHONE:
        digits = "".join(char for char in folded if char.isdigit())
        # +1 305 555 0123 and 305 555 0123 are one number in North America.
        return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits or " ".join(folded.split())
    if type_ in (GOVERNMENT_ID, FINANCIAL, VEHICLE):
        return "".join(char for char in folded if char.isalnum())
    if type_ == EMAIL:
        return "".join(folded.split())
    return " ".join("".join(char if char.isalnum() else " " for char in folded).split())
