"""How many years of school a text asks for, in the languages that have a measure we can trust."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Optional

_FEWEST = 6  # words; of less a measure says nothing
_PLACEHOLDER = re.compile(r"\{\w+\}")
_NUMBERS = re.compile(r"[\d/:\-+.]*\d[\d/:\-+.]*")
_SENTENCES = re.compile(r"[.!?:;]+(?:\s|$)|\n+")
_WORDS = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")


def grade(text: str, lang: str) -> Optional[float]:
    """School years that ``text`` asks for; ``None`` for a language without a measure, or where there are too few words.

    English: Kincaid and others, Derivation of new readability formulas, 1975. Spanish: Crawford, Fórmula y gráfico
    para determinar la comprensibilidad, 1984.
    """
    measure = _MEASURES.get(lang)
    clean = _NUMBERS.sub(" ", _PLACEHOLDER.sub(" ", text))
    words = _WORDS.findall(clean)
    if measure is None or len(words) < _FEWEST:
        return None
    sentences = max(1, len([part for part in _SENTENCES.split(clean) if _WORDS.search(part)]))
    return measure(len(words), sentences, sum(_syllables(word, lang) for word in words))


def _english(words: int, sentences: int, syllables: int) -> float:
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def _spanish(words: int, sentences: int, syllables: int) -> float:
    return -0.205 * (100 * sentences / words) + 0.049 * (100 * syllables / words) - 3.407


_MEASURES: Mapping[str, Callable[[int, int, int], float]] = {"en": _english, "es": _spanish}


def _syllables(word: str, lang: str) -> int:
    return len(_hyphens(lang).positions(word)) + 1


@lru_cache(maxsize=4)
def _hyphens(lang: str) -> Any:
    import pyphen

    return pyphen.Pyphen(lang={"en": "en_US"}.get(lang, lang), left=1, right=1)
