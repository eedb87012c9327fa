"""The many ways files write a language into one BCP-47 code: aliases of ours first, then the names of CLDR."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any, Optional

from bot.yaml_file import read_yaml

_ALIASES = Path(__file__).with_name("languages.yml")
_SPLIT = re.compile(r"\s*(?:[,;|/&]|\band\b|\by\b)\s*")
_OURS = {"fil": "tl", "cmn": "zh", "yue": "zh", "nb": "no"}


def plain(name: str) -> str:
    """Lower case, without accents, spaces single: the form in which names are compared."""
    if name.isascii():  # nearly all of a large file: seven times as fast, and the same
        return " ".join(name.split()).lower()
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"\s+", " ", bare).casefold().strip()


def language_codes(name: Any, code: Any = None) -> tuple[str, ...]:
    """The codes a language cell means; several for ``English, Spanish & Creole``; empty if none is understood."""
    for cell in (code, name):
        written = plain(str(cell)) if isinstance(cell, str) else ""
        whole = _code(written)
        if whole:
            return (whole,)
        parts = [_code(part) for part in _SPLIT.split(written) if part]
        found = tuple(dict.fromkeys(part for part in parts if part))
        if found:
            return found
    return ()


def _code(written: str) -> Optional[str]:
    return _names().get(written) or _names().get(written.replace("_", "-").split("-")[0] if "-" in written else "")


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every spelling we know. Built on first use: reading CLDR takes some tens of milliseconds."""
    from babel import Locale
    from babel.core import get_global

    names: dict[str, str] = {}
    for lang in ("es", "en"):
        for code, name in Locale.parse(lang).languages.items():
            if "_" not in code:
                names[plain(name)] = names[code] = _OURS.get(code, code)
    for code in ("en", "es", "fr", "pt", "zh", "vi", "ko", "tl", "ru", "ar", "hi"):
        own_name = Locale.parse(code).languages.get("fil" if code == "tl" else code)
        if own_name:
            names[plain(own_name)] = code
    for long, short in get_global("language_aliases").items():
        if len(long) == 3 and short and short in names:
            names.setdefault(long, names[short])
    aliases = read_yaml(_ALIASES)
    return {**names, **{plain(name): code for name, code in aliases.items()}}
