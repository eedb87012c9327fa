"""One pack: questions, answers, scores and words; `docs/packs.md` documents the file that it is."""

from __future__ import annotations

import hashlib
import json
from enum import Enum
from typing import Any, Mapping, Optional

from pydantic import BaseModel, Extra, Field, validator

from bot.safety.kind import Kind

YES_NO = ("yes", "no", "unsure")
_NAME = r"^[a-z][a-z0-9_]{0,31}$"


class PackKind(str, Enum):
    """What the questions are: our own, a published instrument, or one for a trained professional."""

    INTAKE = "intake"
    INSTRUMENT = "instrument"
    STAFF = "staff"


class ItemType(str, Enum):
    """How an item is answered."""

    YES_NO = "yes_no"
    SCALE = "scale"
    CHOICE = "choice"
    NUMBER = "number"


class _Shape(BaseModel):
    class Config:
        extra = Extra.forbid
        allow_mutation = False


Answers = Mapping[str, str]
_Values = Mapping[str, tuple[str, ...]]


class Item(_Shape):
    """One question. Its answers are short words: "yes", the place in a scale, an option's name, a whole number."""

    id: str = Field(regex=_NAME)
    type: ItemType
    scale: Optional[str] = None
    options: tuple[str, ...] = ()
    least: int = Field(default=0, alias="from")
    most: int = Field(default=0, alias="to")
    unsure: bool = True
    ask_if: _Values = {}
    offers: _Values = {}
    safety: Mapping[Kind, tuple[str, ...]] = {}

    @validator("ask_if", "safety", pre=True)
    def _as_words(cls, value: Any) -> Any:
        return {key: [_word(one) for one in ones] for key, ones in value.items()}

    @validator("offers", pre=True)
    def _as_answers(cls, value: Any) -> Any:
        return {_word(key): ones for key, ones in value.items()}


class Score(_Shape):
    """A sum over some items; ``bands``: from which sum on it is called what."""

    name: str = Field(regex=_NAME)
    items: tuple[str, ...]
    bands: Mapping[int, str]


class Words(_Shape):
    """The pack in one language. ``bands`` are for staff."""

    title: str
    about: str
    note: str = ""
    items: Mapping[str, str]
    scales: Mapping[str, tuple[str, ...]] = {}
    options: Mapping[str, Mapping[str, str]] = {}
    bands: Mapping[str, Mapping[str, str]] = {}


class Pack(_Shape):
    """A pack as the file has it."""

    pack: str = Field(regex=_NAME)
    kind: PackKind
    needs: tuple[str, ...]
    sensitive: bool
    licence: str = Field(min_length=1)
    source: str = Field(min_length=1)
    notice: str = ""
    validated: tuple[str, ...] = ()
    scales: Mapping[str, tuple[int, ...]] = {}
    items: tuple[Item, ...]
    scores: tuple[Score, ...] = ()
    words: Mapping[str, Words]

    def item(self, name: str) -> Item:
        """Raises :class:`KeyError` for a name that is not in this edition of the pack."""
        return {item.id: item for item in self.items}[name]

    def runs_in(self, lang: str) -> bool:
        """An instrument runs only where a translation of it was validated; our own questions wherever they are."""
        return lang in self.words and (self.kind is PackKind.INTAKE or lang in self.validated)

    def answers_to(self, item: Item) -> tuple[str, ...]:
        """Every answer an item knows, in the order in which they are offered."""
        if item.type is ItemType.YES_NO:
            return YES_NO if item.unsure else YES_NO[:2]
        if item.type is ItemType.SCALE:
            return tuple(str(place) for place in range(len(self.scales[str(item.scale)])))
        if item.type is ItemType.CHOICE:
            return item.options
        return tuple(str(number) for number in range(item.least, item.most + 1))

    def titles(self, item: Item, lang: str) -> tuple[str, ...]:
        """What the answers of a scale or a choice are called; empty for the others."""
        words = self.words[lang]
        if item.type is ItemType.SCALE:
            return words.scales[str(item.scale)]
        return tuple(words.options[item.id][option] for option in item.options)

    @property
    def digest(self) -> str:
        """Eight characters that change with any word of it: which edition was asked."""
        whole = json.dumps(json.loads(self.json(by_alias=True)), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(whole.encode()).hexdigest()[:8]


def _word(value: Any) -> str:
    """YAML takes a bare yes and no for true and false."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
