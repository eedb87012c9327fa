"""What no line may say: reasons asked for, blame, cheer, promises, legal conclusions; a list of phrases a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, Extra, ValidationError

from bot.errors import AlderError
from bot.safety.index import Index
from bot.safety.notation import Grammar, PhraseError
from bot.safety.text import normalise
from bot.yaml_file import read_yaml

FOLDER = Path(__file__).parents[1] / "voice"
RULES: Mapping[str, str] = {
    "why": "asks for a reason",
    "blame": "can be heard as blame",
    "cheer": "is cheerful where somebody may be in distress",
    "promise": "promises what nobody can keep",
    "legal": "says what something is in law",
    "label": "calls the person, or somebody near them, by a label",
    "dismiss": "makes little of what the person feels",
    "press": "presses the person",
}


class VoiceError(AlderError):
    """A list of phrases cannot be read; the message names the file."""

    code = "voice"


class _File(BaseModel, extra=Extra.forbid):
    language: str
    never: dict[str, list[str]]


def broken(text: str, lang: str) -> Iterator[str]:
    """The rules (keys of ``RULES``) that ``text`` breaks in ``lang``, each once.

    Raises:
        VoiceError: the list of that language cannot be read.
    """
    yield from dict.fromkeys(rule for rule, _ in _phrases(lang).find(f"{normalise(text)} "))


def languages() -> Sequence[str]:
    """The languages that have a list."""
    return sorted(path.stem for path in FOLDER.glob("*.yml"))


@lru_cache(maxsize=32)
def _phrases(lang: str) -> Index[str]:
    path = FOLDER / f"{lang}.yml"
    if not path.exists():
        return Index(())
    try:
        file = _File.parse_obj(read_yaml(path))
        unknown = set(file.never) - set(RULES)
        if unknown:
            raise VoiceError(f"voice/{path.name} has rules that nobody knows: {', '.join(sorted(unknown))}.")
        pairs = [(rule, phrase) for rule, phrases in file.never.items() for phrase in phrases]
        return Index((rule, Grammar({}, normalise).phrase(phrase)) for rule, phrase in pairs)
    except (ValidationError, yaml.YAMLError, PhraseError) as error:
        raise VoiceError(f"voice/{path.name} cannot be read: {type(error).__name__}.") from None
