"""Which language a message is in, when that is plain."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Any, Mapping, Optional

Languages = Mapping[str, Mapping[str, Any]]  # the catalogue's, by code
_PLACEHOLDER = re.compile(r"<[A-Z_]+_\d+>")
_SURE = 0.9
_BOTH = 1.0  # odds of the encoder and of lingua together, where the encoder alone is not sure: 92 % told, 0.8 % wrongly
_SURE_ALONE = 0.8  # for the detector that stands in, among twelve languages
_MARKS = (
    "\u00a1!\u00bf?.,;:\uff01\uff1f\u3002\uff0c\u3001\uff1b\uff1a\u061f\u060c\u061b\u0964\"'\u201c\u201d\u00ab\u00bb()"
)
_WORDS = 3  # fewer words than this say too little to the detector that stands in


def detect(text: str, languages: Languages, odds: Mapping[str, float]) -> Optional[str]:
    """Which of ``languages`` a text is in; ``None`` when it is too short or could be several.

    The script decides where it can. ``odds`` is what the encoder thinks of the rest, by code; without it (``{}``)
    lingua decides, which knows no Haitian Creole.
    """
    written, among = by_script(text, languages), tuple(languages)
    if written:
        return written
    if not odds:
        return _by_lingua(text, among)
    best = max(odds, key=odds.__getitem__)
    if odds[best] < _SURE:
        other = _lingua(text, among)
        both = {code: sure + other.get(code, 0.0) for code, sure in odds.items()}
        best = max(both, key=both.__getitem__)
        if both[best] < _BOTH:
            return None
    return best if best in among else None


def warm(languages: Languages) -> None:
    """Load lingua's models now: a first look holds up the whole process, webhooks included, for half a second."""
    _by_lingua("four plain English words", tuple(languages))


def by_script(text: str, languages: Languages) -> Optional[str]:
    """The language of a message most of whose letters are in a script that one language alone writes its name in."""
    scripts = [_script(char) for char in _PLACEHOLDER.sub("", text) if char.isalpha()]
    if not scripts:
        return None
    commonest, times = Counter(scripts).most_common(1)[0]
    written = [code for code, words in languages.items() if _script(str(words["name"])[0]) == commonest]
    return written[0] if len(written) == 1 and times * 5 >= len(scripts) * 3 else None


def _script(char: str) -> str:
    """The first word of a character's name in Unicode: LATIN, CYRILLIC, CJK, HANGUL."""
    return unicodedata.name(char, "").split(" ")[0]


def by_first_word(text: str, languages: Languages) -> Optional[str]:
    """The language whose ``first_words`` (the catalogue's) a message begins with: "hola" is too short for `detect`.

    Chinese is written without spaces: there the message need only begin with the word.
    """
    first, *_ = [*text.casefold().split(), ""]
    word = first.strip(_MARKS)
    for code, words in languages.items():
        known = words.get("first_words", ())
        if word in known or (word and is_han(word[0]) and word.startswith(tuple(known))):
            return code
    return None


def by_name(text: str, languages: Languages, now: str) -> Optional[str]:
    """The language that ``text`` names, in any language's words; of several rather not the one spoken ``now``."""
    words = [word.strip(_MARKS) for word in text.casefold().split()]
    found = []
    for code, content in languages.items():
        names = {str(name).casefold() for name in content["names"]}
        han = [name for name in names if is_han(name[0])]
        if names.intersection(words) or any(name in text for name in han):
            found.append(code)
    return next((code for code in found if code != now), found[0] if found else None)


def is_han(char: str) -> bool:
    """Whether a character is Chinese."""
    return "\u3400" <= char <= "\u9fff"


def _by_lingua(text: str, among: tuple[str, ...]) -> Optional[str]:
    odds = _lingua(text, among)
    return next((code for code, sure in odds.items() if sure >= _SURE_ALONE), None)


def _lingua(text: str, among: tuple[str, ...]) -> dict[str, float]:
    """What lingua thinks, by code; nothing of a message that is too short for it."""
    words = [word for word in text.split() if not word.startswith("<")]
    if len(words) < _WORDS or len(among) < 2:
        return {}
    found = _detector(among).compute_language_confidence_values(" ".join(words))
    return {str(one.language.iso_code_639_1.name.lower()): float(one.value) for one in found}


@lru_cache(maxsize=2)
def _detector(among: tuple[str, ...]) -> Any:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, code.upper()) for code in among if hasattr(IsoCode639_1, code.upper())]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()
