"""Placeholders such as <PHONE_1>: how they look, and how they stay the same for one value through a conversation."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

import regex

from redaction.known import Known, normal
from redaction.types import IDENTIFIER_TYPES, Finding, Redacted

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


def number(findings: Iterable[Finding], text: str, known: Known) -> Redacted:
    """Replaces each finding in `text` by its placeholder.

    `findings` must be in order and not overlap. A value that is `known` keeps its placeholder, a new one gets the next
    number of its type.
    """
    findings = tuple(findings)
    taken: dict[tuple[str, str], str] = {}
    highest: dict[str, int] = {}
    parts: list[str] = []
    values: dict[str, str] = {}
    at = 0
    for finding in findings:
        type_, value = finding.type, text[finding.start : finding.end]
        same = (type_, normal(type_, value))
        if same not in taken:
            before = known.placeholder(type_, value)
            if before is None:
                highest[type_] = highest.get(type_, known.highest(type_)) + 1
            taken[same] = before or f"<{type_}_{highest[type_]}>"
        values[taken[same]] = value
        parts += [text[at : finding.start], taken[same]]
        at = finding.end
    return Redacted("".join([*parts, text[at:]]), findings, MappingProxyType(values))
