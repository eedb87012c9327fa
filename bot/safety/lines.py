"""The help lines: which one to name for a crisis or for "a person", in the words of the language and the channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, Extra, Field, ValidationError, root_validator

from bot.errors import AlderError
from bot.safety.kind import Kind
from bot.yaml_file import read_yaml

FILE = Path(__file__).parent / "lines.yml"
FALLBACK = "en"
Channel = Literal["web", "sms"]
_SHORT = 6  # digits


class LinesError(AlderError):
    """The help lines cannot be read; the message names the line and the field."""

    code = "help_lines"


@dataclass(frozen=True)
class Line:
    """One help line as it is told to one person.

    ``reach`` is a whole sentence in ``lang`` (which is English when the language asked for has none yet, so that
    the caller can say so). ``voice`` and ``text`` are numbers to dial or to text, or None. ``verified_on``: the day
    somebody last checked it at its source.
    """

    id: str
    name: str
    voice: str | None
    text: str | None
    voice_languages: tuple[str, ...]
    text_languages: tuple[str, ...]
    hours: str
    reach: str
    lang: str
    verified_on: date

    def speaks(self, lang: str) -> bool:
        """Whether someone can talk or write to it in ``lang``, by interpreter too."""
        return bool({"any", lang} & {*self.voice_languages, *self.text_languages})


class _Reach(BaseModel, extra=Extra.forbid):
    web: str
    sms: str


class _Entry(BaseModel, extra=Extra.forbid):
    id: str
    name: dict[str, str]
    voice: str | None
    tty: str | None
    text: str | None
    voice_languages: tuple[str, ...] = ()
    text_languages: tuple[str, ...] = ()
    hours: str
    staffed: bool
    verified_on: date
    source: str
    reach: dict[str, _Reach]

    @root_validator(skip_on_failure=True)
    def _complete(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not (values["voice"] or values["text"]):
            raise ValueError(f"{values['id']}: a line needs a number to call or to text")
        if FALLBACK not in values["reach"] or FALLBACK not in values["name"]:
            raise ValueError(f"{values['id']}: a line needs its name and how to reach it in English")
        return values


class _File(BaseModel, extra=Extra.forbid):
    lines: list[_Entry]
    crisis: dict[Kind, list[str]]
    person: list[str] = Field(min_items=1)

    @root_validator(skip_on_failure=True)
    def _known(cls, values: dict[str, Any]) -> dict[str, Any]:
        known = {entry.id: entry for entry in values["lines"]}
        for kind in Kind:
            if not values["crisis"].get(kind):
                raise ValueError(f"{kind.value}: no line is named; a crisis would be left without one")
        for name in [*values["person"], *(name for names in values["crisis"].values() for name in names)]:
            if name not in known:
                raise ValueError(f"{name}: no such line")
        for name in values["person"]:
            if not known[name].staffed:
                raise ValueError(f"{name}: a line for talking to a person must be staffed")
        return values


def lines_for(kind: Kind, lang: str, channel: Channel) -> tuple[Line, ...]:
    """The lines to name in a crisis of ``kind``, best first, never empty. Lines nobody can use in ``lang`` are out.

    Raises:
        LinesError: when the configuration cannot be read.
    """
    return _told(_read().crisis[kind], lang, channel)


def staffed_lines(lang: str, channel: Channel) -> tuple[Line, ...]:
    """The lines where a human answers, best first: what "I want a person" gets while nobody here is on duty.

    Raises:
        LinesError: when the configuration cannot be read.
    """
    return _told(_read().person, lang, channel)


def short_numbers() -> tuple[str, ...]:
    """Numbers of at most six digits, such as 911 and 741741: a page may make them tappable without knowing them."""
    found = {number for entry in _read().lines for number in (entry.voice, entry.text) if number}
    return tuple(sorted(number for number in found if number.isdigit() and len(number) <= _SHORT))


def load(path: Path) -> _File:
    """Read and check a file of lines.

    Raises:
        LinesError: when a line lacks its numbers, its English words or the day it was verified.
    """
    try:
        return _File.parse_obj(read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        raise LinesError(f"{path.name}: {'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from None
    except (OSError, yaml.YAMLError):
        raise LinesError(f"{path.name} cannot be read") from None


@lru_cache(maxsize=1)
def _read() -> _File:
    return load(FILE)


def _told(ids: list[str], lang: str, channel: Channel) -> tuple[Line, ...]:
    entries = {entry.id: entry for entry in _read().lines}
    told = tuple(_line(entries[name], lang, channel) for name in ids)
    return tuple(line for line in told if line.speaks(lang)) or told


def _line(entry: _Entry, lang: str, channel: Channel) -> Line:
    spoken = lang if lang in entry.reach else FALLBACK
    return Line(
        id=entry.id,
        name=entry.name.get(lang, entry.name[FALLBACK]),
        voice=entry.voice,
        text=entry.text,
        voice_languages=entry.voice_languages,
        text_languages=entry.text_languages,
        hours=entry.hours,
        reach=getattr(entry.reach[spoken], channel),
        lang=spoken,
        verified_on=entry.verified_on,
    )
