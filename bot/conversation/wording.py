"""Answers in a question's own words: "just me" means no when the question is whether somebody else can see this."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Mapping, Optional

from bot.safety.text import normalise


def answer_to(languages: Mapping[str, Mapping[str, Any]], question: Optional[str], text: str) -> Optional[str]:
    """The intent that the whole ``text`` has as an answer to ``question``, from the catalogues of all languages.

    People answer in any language and mix them; what is not in a list is left to the model.
    """
    if not question:
        return None
    said = _bare(text)
    for words in languages.values():
        for intent, ways in (words.get("answers", {}).get(question) or {}).items():
            if said in _bares(tuple(ways)):
                return str(intent)
    return None


def _bare(text: str) -> str:
    return normalise(text).strip(" .,;:!?¡¿\"'")


@lru_cache(maxsize=256)
def _bares(ways: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_bare(way) for way in ways)
