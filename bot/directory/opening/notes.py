"""What the free text of a schedule says about public holidays and about being closed; the words are in `notes.yml`."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Optional

from bot.yaml_file import read_yaml

_WORDS = Path(__file__).with_name("notes.yml")
_LONGEST = 2000


class OnHolidays(str, Enum):
    """What a text says of public holidays."""

    UNSAID = "unsaid"
    CLOSED = "closed"
    OPEN = "open"


@lru_cache(maxsize=4096)
def on_holidays(note: Optional[str]) -> OnHolidays:
    """Open or closed on public holidays. A text with both ("365 days except holidays") counts as saying neither."""
    closed, opened = _says("closed_on_holidays", note), _says("open_on_holidays", note)
    if closed == opened:
        return OnHolidays.UNSAID
    return OnHolidays.CLOSED if closed else OnHolidays.OPEN


@lru_cache(maxsize=4096)
def says_closed(note: Optional[str]) -> bool:
    """Whether a row without hours stands for being closed, for example ``Closed for Thanksgiving``."""
    return _says("closed", note)


def _says(what: str, note: Optional[str]) -> bool:
    return bool(note) and _pattern(what).search(_plain(note or "")) is not None


def _plain(note: str) -> str:
    letters = unicodedata.normalize("NFD", note[:_LONGEST].lower())
    return re.sub(r"[^\S\n]+", " ", "".join(one for one in letters if not unicodedata.combining(one)))


@lru_cache(maxsize=8)
def _pattern(what: str) -> re.Pattern[str]:
    words = read_yaml(_WORDS)
    return re.compile("|".join(words[what]).replace("HOLIDAYS", words["holidays"]))
