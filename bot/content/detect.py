"""Which language a message is in, when that is plain."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Mapping, Optional

_SURE = 0.9
_WORDS = 3  # fewer words than this say too little


def detect(text: str, among: tuple[str, ...]) -> Optional[str]:
    """The language of ``text`` out of ``among``; ``None`` when it is too short or could be several."""
    words = [word for word in text.split() if not word.startswith("<")]
    if len(words) < _WORDS or len(among) < 2:
        return None
    best = _detector(among).compute_language_confidence_values(" ".join(words))[0]
    return str(best.language.iso_code_639_1.name.lower()) if best.value >= _SURE else None


def by_first_word(text: str, languages: Mapping[str, Mapping[str, Any]]) -> Optional[str]:
    """The language whose ``first_words`` (the catalogue's) a message begins with: "hola" is too short for `detect`."""
    first, *_ = [*text.casefold().split(), ""]
    word = first.strip("¡!¿?.,;:")
    return next((code for code, words in languages.items() if word in words.get("first_words", ())), None)


def warm(among: tuple[str, ...]) -> None:
    """Load the models now: a first detection holds up the whole process, webhooks included, for half a second."""
    detect("four plain English words", among)


@lru_cache(maxsize=2)
def _detector(among: tuple[str, ...]) -> Any:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, code.upper()) for code in among if hasattr(IsoCode639_1, code.upper())]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()
