"""Reads a pack from its YAML file, and says in one sentence what is wrong with one that does not fit together."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator

import yaml
from pydantic import ValidationError

from bot.errors import AlderError
from bot.screening.pack import Item, ItemType, Pack, PackKind, Words
from bot.yaml_file import read_yaml


class PackError(AlderError):
    """A pack file does not have the shape of one."""

    code = "pack"


def read(path: Path) -> Pack:
    """The pack in a file.

    Raises:
        PackError: in one sentence that names the file and the place.
    """
    try:
        pack = Pack.parse_obj(read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "__root__")
        raise PackError(f"packs/{path.name}: {where + ' ' if where else ''}{first['msg']}.") from None
    except (yaml.YAMLError, OSError, UnicodeDecodeError, TypeError, AttributeError):
        raise PackError(f"packs/{path.name} is not YAML in the shape of a pack.") from None
    if pack.pack != path.stem:
        raise PackError(f"packs/{path.name}: pack must be named as the file, {path.stem}.")
    wrong = next(_faults(pack), None)
    if wrong:
        raise PackError(f"packs/{path.name}: {wrong}.")
    return pack


def _faults(pack: Pack) -> Iterator[str]:
    """What does not fit together, in plain words."""
    ids = [item.id for item in pack.items]
    if not ids or len(set(ids)) != len(ids):
        yield "every item needs an id of its own"
    if pack.kind is not PackKind.INTAKE and not set(pack.validated) <= set(pack.words):
        yield "a validated language has no words"
    for at, item in enumerate(pack.items):
        yield from _faults_of(pack, item, set(ids[:at]))
    for score in pack.scores:
        if not set(score.items) <= set(ids):
            yield f"score {score.name} sums an item that is not there"
    for lang, words in pack.words.items():
        yield from (f"words.{lang}: {fault}" for fault in _missing(pack, words))


def _faults_of(pack: Pack, item: Item, before: set[str]) -> Iterator[str]:
    if item.type is ItemType.SCALE and item.scale not in pack.scales:
        yield f"item {item.id} has no scale"
        return
    known = set(pack.answers_to(item))
    if len(known) < 2:
        yield f"item {item.id} needs at least two answers"
    told = {answer for ones in item.safety.values() for answer in ones} | set(item.offers)
    if not told <= known:
        yield f"item {item.id} names an answer that it does not have: {min(told - known)}"
    for earlier, answers in item.ask_if.items():
        if earlier not in before:
            yield f"item {item.id} depends on {earlier}, which is not asked before it"
        elif not set(answers) <= set(pack.answers_to(pack.item(earlier))):
            yield f"item {item.id} depends on an answer that {earlier} does not have"


def _missing(pack: Pack, words: Words) -> Iterator[str]:
    if pack.sensitive and not words.note:
        yield "a sensitive pack needs a note"
    for item in pack.items:
        if not words.items.get(item.id, "").strip():
            yield f"item {item.id} has no words"
        if item.type is ItemType.CHOICE and set(words.options.get(item.id, {})) != set(item.options):
            yield f"the options of {item.id} do not have one title each"
    for name, counts in pack.scales.items():
        if len(words.scales.get(name, ())) != len(counts):
            yield f"scale {name} does not have one title for each answer"
    titles = [title for ones in words.scales.values() for title in ones]
    titles += [title for ones in words.options.values() for title in ones.values()]
    if any(title.strip().isdecimal() for title in titles):
        yield "an answer is called by a number, which by SMS picks an answer by its place"
