"""Lists and numbers as a language writes them, from CLDR through Babel."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any, Sequence

_CLDR = {"tl": "fil"}  # where CLDR has another code for a language
_BORROWED = ("ht",)  # for Haitian Creole it has the patterns of French, with a French "and"


def listed(names: Sequence[str], lang: str) -> str:
    """``English, Spanish, and Korean``; ``inglés, español y coreano``; with commas alone where CLDR has no pattern."""
    from babel.lists import format_list

    return ", ".join(names) if lang in _BORROWED else format_list(list(names), locale=_locale(lang))


def number(value: float, lang: str) -> str:
    """``1,200``, ``1.200`` or ``1 200``, in the digits that phone numbers and hours have too."""
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=_locale(lang)))


def day(at: datetime, lang: str) -> str:
    """``December 3, 2026``; ``3 de diciembre de 2026``; for Haitian Creole ``2026-12-03``: CLDR lacks its months."""
    from babel.dates import format_date

    return at.date().isoformat() if lang in _BORROWED else str(format_date(at.date(), "long", locale=_locale(lang)))


def month(on: date, lang: str) -> str:
    """``March 2024``; ``marzo de 2024``; for Haitian Creole ``2024-03``, as with days."""
    from babel.dates import format_skeleton

    written = f"{on:%Y-%m}" if lang in _BORROWED else format_skeleton("yMMMM", on, locale=_locale(lang))
    return str(written)


@lru_cache(maxsize=64)
def _locale(lang: str) -> Any:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(_CLDR.get(lang, lang))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
