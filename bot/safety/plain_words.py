"""Whole messages that must work whatever the model thinks: a person, erase, never text me again, what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, Extra, ValidationError

from bot.safety.index import Index
from bot.safety.notation import Grammar, Phrase, PhraseError
from bot.safety.text import normalise
from bot.yaml_file import read_yaml

FOLDER = Path(__file__).parent / "words"
_COURTEOUS = "^ <polite>? <polite>? {phrase} <polite>? <polite>? $"
_ALONE = "^ {phrase} $"


class Word(str, Enum):
    """What the whole message asks for."""

    PERSON = "person"
    ERASE = "erase"
    OPT_OUT = "opt_out"
    DATA = "data"
    CONSENT = "consent"
    COPY = "copy"
    KEEP = "keep"
    TOPIC = "topic"
    RETURN = "return"
    CODE_WORD = "code_word"
    NO_CODE_WORD = "no_code_word"


class _File(BaseModel, extra=Extra.forbid):
    language: str
    polite: list[str]
    words: dict[Word, list[str]]


def match(text: str) -> Word | None:
    """The word that ``text`` as a whole is, in any language, or None.

    Courtesies around it do not count, except with erasing: that cannot be undone, so it is taken only when it stands
    quite alone. Opting out is taken in any reasonable wording (47 CFR 64.1200(a)(10)), but never because a sentence
    merely holds the word ("bus stop").

    Raises:
        PhraseError: on the first call, when a file of words cannot be read.
    """
    plain = "".join(f"{token} " for token in normalise(text).split() if token not in ".,")
    whole = (0, len(plain))
    return next((word for word, span in _phrases().find(plain) if span == whole), None)


def warm() -> None:
    """Read every word's phrases now."""
    _phrases().warm()


@lru_cache(maxsize=1)
def _phrases() -> Index[Word]:
    return Index(entry for path in sorted(FOLDER.glob("*.yml")) for entry in _read(path))


def _read(path: Path) -> Iterator[tuple[Word, Phrase]]:
    try:
        file = _File.parse_obj(read_yaml(path))
    except (ValidationError, yaml.YAMLError):
        raise PhraseError(f"words/{path.name} does not have the shape of a file of words") from None
    read = Grammar({"polite": file.polite}, normalise).phrase
    for word, phrases in file.words.items():
        frame = _ALONE if word is Word.ERASE else _COURTEOUS
        for phrase in phrases:
            yield word, read(frame.format(phrase=phrase))
