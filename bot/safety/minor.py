"""Whether a person says that they are under 18: seen in the raw text, because redaction hides the number."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Iterator, Sequence

from bot.safety.text import normalise
from bot.yaml_file import read_yaml

_FILE = Path(__file__).with_name("ages.yml")
_YOUNGEST, _OF_AGE = 8, 18
_HERE = "777"  # stands for the age while a form is brought to plain spelling
_UNSPACED = re.compile("[\u1100-\u11ff\u4e00-\u9fff\uac00-\ud7af]")


def says_under_age(text: str) -> bool:
    """True for "I'm 15" or "tengo quince años", in any of our languages; false for "I'm 15 weeks along"."""
    return under_age(ages(text))


def under_age(said: Sequence[int]) -> bool:
    """Whether one of these ages is under 18."""
    return any(_YOUNGEST <= age < _OF_AGE for age in said)


def of_age(said: Sequence[int]) -> bool:
    """Whether an age is said, and none under 18 beside it ("I'm 22 and I'm 15" is a doubt)."""
    return any(age >= _OF_AGE for age in said) and not under_age(said)


def ages(text: str) -> list[int]:
    """Every age that a person gives as their own, in any of our languages."""
    return list(_ages(text))


def _ages(text: str) -> Iterator[int]:
    plain = normalise(text)
    for pattern, words in _patterns():
        for found in pattern.finditer(plain):
            said = found.group("age")
            yield int(said) if said.isdigit() else words[said]


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, int]], ...]:
    languages = read_yaml(_FILE).values()
    return tuple(pattern for one in languages for pattern in _of_language(one))


def _of_language(one: dict[str, Any]) -> Iterator[tuple[re.Pattern[str], dict[str, int]]]:
    """One pattern for each way of going on after the age: most languages have one, Tagalog has many."""
    words = {normalise(word): age for word, age in one["words"].items()}
    spoken = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    forms = [normalise(form.replace("{age}", _HERE)).split(_HERE) for form in one["said_as"]]
    counted = "|".join(re.escape(normalise(word)) for word in one["not_before"] if normalise(word))
    # In scripts without spaces what is counted is written on to the number: no edge after it.
    edge = "" if _UNSPACED.search(counted) else r"(?!\w)"
    for tail in sorted({tail for _, tail in forms}):
        heads = sorted({re.escape(head) for head, its in forms if its == tail}, key=len, reverse=True)
        age = rf"(?P<age>\d{{1,2}}|{spoken})"
        not_counted = rf"(?!\d)(?!\s*(?:{counted}){edge})(?!\s*%)" if not tail else ""
        yield re.compile(rf"(?<!\w)(?:{'|'.join(heads)}){age}{not_counted}{re.escape(tail)}"), words
