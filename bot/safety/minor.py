"""Whether a person says that they are under 18: seen in the raw text, because redaction hides the number."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from bot.safety.text import normalise

_FILE = Path(__file__).with_name("ages.yml")
_YOUNGEST, _OF_AGE = 8, 18


def says_under_age(text: str) -> bool:
    """True for "I'm 15" or "tengo quince años", in any of our languages; false for "I'm 15 weeks along"."""
    plain = normalise(text)
    for pattern, words in _patterns():
        for found in pattern.finditer(plain):
            said = found.group("age")
            age = int(said) if said.isdigit() else words[said]
            if _YOUNGEST <= age < _OF_AGE:
                return True
    return False


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, int]], ...]:
    languages = yaml.safe_load(_FILE.read_text("utf-8")).values()
    return tuple((_pattern(one), one["words"]) for one in languages)


def _pattern(one: dict) -> re.Pattern[str]:  # type: ignore[type-arg]
    age = rf"(?P<age>\d{{1,2}}|{'|'.join(one['words'])})"
    said = "|".join(re.escape(normalise(form.replace("{age}", "0"))).replace("0", "{age}") for form in one["said_as"])
    heads = "|".join(sorted({form.split("{age}")[0] for form in said.split("|")}, key=len, reverse=True))
    counted = "|".join(re.escape(word) for word in one["not_before"])
    return re.compile(rf"\b(?:{heads}){age}(?!\d)(?!\s*(?:{counted})\b)(?!\s*%)")
