"""From what a publisher calls a service to need codes of the vocabulary, each with the reason and how sure we are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Iterable, Iterator, Mapping, Optional, Sequence

from bot.directory.languages import plain
from bot.directory.needing.given import Given, Origin
from bot.directory.needing.words import Found, Kind, Phrase, Phrases, phrase
from bot.yaml_file import read_yaml

OWN_TAXONOMY = "alder-needs"
MAPPING = Path(__file__).with_name("needs.yml")
_IN_NAME = frozenset({Kind.WORD, Kind.NAME_WORD})
_IN_DESCRIPTION = frozenset({Kind.WORD, Kind.HINT, Kind.ELSEWHERE})
# The share that was right among the needs given so in the development half, rounded; docs/directory.md.
NAME, SAID_TWICE, SAID = 0.95, 0.9, 0.8
_SURE = {Origin.STATED: 1.0, Origin.TERM: 0.95}


@dataclass(frozen=True)
class Term:
    """A taxonomy term given to a service. Its code is used only to recognise our own: others are proprietary."""

    name: Optional[str]
    taxonomy: Optional[str] = None
    code: Optional[str] = None


@dataclass(frozen=True)
class _Mapping:
    needs: tuple[str, ...]
    terms: Mapping[str, tuple[str, ...]]  # name of a term to needs
    phrases: Phrases


def need_codes() -> tuple[str, ...]:
    """Every need code, in the order of the vocabulary."""
    return _mapping().needs


def needs_by_terms(
    terms: Iterable[Term], told: Optional[Mapping[str, Given]] = None, *, none: bool = False
) -> Optional[dict[str, Any]]:
    """What the terms say, to be kept beside the service, None if nothing: terms themselves are not kept.

    Why quotes our own mapping. Terms of our own taxonomy stand ``alone``: who states needs, or by ``none`` that there
    are none, means those and no others. ``told`` is what our own export says of them (see `told_by`).
    """
    given = tuple(terms)
    stated = sorted({code for term in given if (code := own_code(term))})
    if stated or none:
        found = {need: (told or {}).get(need) or Given(Origin.STATED, "", _SURE[Origin.STATED]) for need in stated}
    else:
        names = sorted({plain(term.name) for term in given if term.name}, reverse=True)
        by_term = {need: name for name in names for need in _mapping().terms.get(name, ())}
        found = {
            need: Given(Origin.TERM, by_term[need], _SURE[Origin.TERM]) for need in need_codes() if need in by_term
        }
    kept = [[need, one.origin.value, one.why, one.confidence] for need, one in found.items()]
    alone = bool(stated or none)
    return {"alone": alone, "needs": kept} if alone or kept else None


def without_reading(said: Mapping[str, Any]) -> Optional[dict[str, Any]]:
    """Of what stands alone only what terms said: what is left if the rest is no more than a reading of the text."""
    kept = [one for one in said["needs"] if one[1] == Origin.TERM.value]
    return {"alone": False, "needs": kept} if kept else None


def told_by(term: Term, extension: Mapping[str, Any]) -> dict[str, Given]:
    """What our own export says of a need beyond HSDS: why a directory like this one thought so, and how surely."""
    need, reason = own_code(term), extension.get("reason")
    if need is None or not isinstance(reason, str):
        return {}
    begins, _, why = reason.partition(": ")
    origin = next((one for one in Origin if one.value == begins), None)
    sure = extension.get("confidence", _SURE.get(origin, SAID) if origin else SAID)
    if origin is None or not isinstance(sure, (int, float)) or not 0 <= sure <= 1:
        return {}
    return {need: Given(origin, why, float(sure))}


def needs_of(
    name: Optional[str], description: Optional[str], said: Optional[Mapping[str, Any]] = None
) -> dict[str, Given]:
    """What terms (as `needs_by_terms` gives them) and words say: need code to what was given and why.

    A reason quotes our own mapping (``food pantry``), never the publisher's words.
    """
    by_terms = {need: Given(Origin(origin), why, sure) for need, origin, why, sure in (said or {}).get("needs", ())}
    if stands_alone(said):
        return by_terms
    found = {**_by_description(description), **dict(_by_name(name)), **by_terms}
    return {need: found[need] for need in need_codes() if need in found}


def stands_alone(said: Optional[Mapping[str, Any]]) -> bool:
    """Whether what was stated is all there is, so that nothing is read from words."""
    return bool((said or {}).get("alone"))


def hints_of(name: Optional[str], description: Optional[str]) -> frozenset[str]:
    """Needs for which there is any word at all, be it too little alone: what sentence vectors may then confirm."""
    found = (*_mapping().phrases.find(name, _IN_NAME), *_mapping().phrases.find(description, _IN_DESCRIPTION))
    return frozenset(one.phrase.need for one in found)


def own_code(term: Term) -> Optional[str]:
    """The need that a term of our own taxonomy states, if it is one."""
    if plain(term.taxonomy or "") != OWN_TAXONOMY:
        return None
    for written in (term.code, term.name):
        code = plain(written or "").replace(" ", "_").removeprefix("need_")
        if code in need_codes():
            return code
    return None


def _by_name(name: Optional[str]) -> Iterator[tuple[str, Given]]:
    for need, found in _by_need(_mapping().phrases.find(name, _IN_NAME)).items():
        yield need, Given(Origin.NAME, _longest(found), NAME)


def _by_description(description: Optional[str]) -> dict[str, Given]:
    given = {}
    for need, found in _by_need(_mapping().phrases.find(description, _IN_DESCRIPTION)).items():
        words = [one for one in found if one.phrase.kind is Kind.WORD]
        if words:
            twice = len({one.sentence for one in found}) > 1 or words[0].sentence == 0
            given[need] = Given(Origin.DESCRIPTION, _longest(words), SAID_TWICE if twice else SAID)
    return given


def _by_need(found: Sequence[Found]) -> dict[str, list[Found]]:
    by_need: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        by_need[one.phrase.need].append(one)
    return by_need


def _longest(found: Sequence[Found]) -> str:
    return max((one.phrase.written for one in found), key=len)


@lru_cache(maxsize=1)
def _mapping() -> _Mapping:
    loaded = read_yaml(MAPPING)
    elsewhere = loaded.pop("elsewhere")
    terms: dict[str, list[str]] = defaultdict(list)
    phrases = [phrase(written, "", Kind.ELSEWHERE) for words in elsewhere.values() for written in words]
    for need, rule in loaded.items():
        for term in rule["terms"]:
            terms[plain(term)].append(need)
        phrases.extend(_phrases(need, rule))
    return _Mapping(tuple(loaded), {term: tuple(needs) for term, needs in terms.items()}, Phrases(phrases))


def _phrases(need: str, rule: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[Phrase]:
    for kind in (Kind.WORD, Kind.NAME_WORD, Kind.HINT):
        for words in rule.get(kind.value, {}).values():
            yield from (phrase(written, need, kind) for written in words)
    yield from (phrase(written, need, Kind.NOT) for written in rule.get(Kind.NOT.value, ()))
