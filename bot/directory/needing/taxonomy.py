"""From what a publisher calls a service to need codes of the vocabulary, each with the reason why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Iterable, Optional

from bot.directory.languages import plain
from bot.yaml_file import read_yaml

OWN_TAXONOMY = "alder-needs"
_RULES = Path(__file__).with_name("needs.yml")


@dataclass(frozen=True)
class Term:
    """A taxonomy term given to a service. Its code is used only to recognise our own: others are proprietary."""

    name: Optional[str]
    taxonomy: Optional[str] = None
    code: Optional[str] = None


@dataclass(frozen=True)
class _Rule:
    need: str
    terms: frozenset[str]
    words: re.Pattern[str]
    name_words: re.Pattern[str]
    unlike: Optional[re.Pattern[str]]


def need_codes() -> tuple[str, ...]:
    """Every need code, in the order of the vocabulary."""
    return tuple(rule.need for rule in _rules())


def needs_of(name: Optional[str], description: Optional[str], terms: Iterable[Term] = ()) -> dict[str, str]:
    """Need code to reason: ``stated``, ``term: food pantry``, ``name: pantry`` or ``description: food pantry``.

    The reason quotes our own rule, never the publisher's words. Terms of our own taxonomy decide alone: who states
    needs means those and no others.
    """
    given = tuple(terms)
    stated = {code: "stated" for term in given if (code := _own_code(term))}
    if stated:
        return stated
    called, told = plain(name or ""), plain(description or "")
    term_names = {plain(term.name) for term in given if term.name}
    found: dict[str, str] = {}
    for rule in _rules():
        reason = _reason(rule, called, told, term_names)
        if reason:
            found[rule.need] = reason
    return found


def _own_code(term: Term) -> Optional[str]:
    if plain(term.taxonomy or "") != OWN_TAXONOMY:
        return None
    for written in (term.code, term.name):
        code = plain(written or "").replace(" ", "_").removeprefix("need_")
        if code in need_codes():
            return code
    return None


def _reason(rule: _Rule, name: str, description: str, terms: set[str]) -> Optional[str]:
    shared = sorted(rule.terms & terms)
    if shared:
        return f"term: {shared[0]}"
    if rule.unlike:
        name, description = rule.unlike.sub(" ", name), rule.unlike.sub(" ", description)
    for pattern in (rule.words, rule.name_words):
        match = pattern.search(name)
        if match:
            return f"name: {match[1]}"
    match = rule.words.search(description)
    return f"description: {match[1]}" if match else None


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    loaded = read_yaml(_RULES)
    return tuple(
        _Rule(
            need,
            frozenset(plain(term) for term in rule["terms"]),
            _any_of(rule["words"]),
            _any_of(rule["name_words"]),
            re.compile(_alternatives(rule["not"])) if rule.get("not") else None,
        )
        for need, rule in loaded.items()
    )


def _any_of(by_language: dict[str, list[str]]) -> re.Pattern[str]:
    return re.compile(_alternatives([word for words in by_language.values() for word in words]))


def _alternatives(words: list[str]) -> str:
    longest_first = sorted({plain(word) for word in words}, key=lambda word: (-len(word), word))
    return r"\b(" + "|".join(re.escape(word) for word in longest_first) + r")(?:s|es)?\b"
