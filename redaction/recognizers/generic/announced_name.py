"""Recognizes names by what announces them in scripts without spaces, and by what follows a name."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.shapes import any_of, whole
from redaction.types import PERSON

_HAN = r"\p{Han}"
_HANGUL = r"\p{Hangul}"
# After "my name is called" these begin something else: a question, a refusal, "the police".
_NO_NAME = "\u4e86|\u4ec0\u4e48|\u5565|\u4e0d|\u6ca1|\u4ed6|\u5979|\u4f60|\u8b66\u5bdf|\u6551"


class AnnouncedName(Shapes):
    """Two or three characters after a Chinese cue, a word after a Korean one, one or two words before "naam hai"."""

    entity = PERSON

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        strong, after = self.cues["name_strong"], self.cues["name_after"]
        here = r"[\s:,'\"]{0,3}"
        yield "han", rf"{_of(strong, _HAN)}{here}(?!{_NO_NAME})(?P<id>{_HAN}{{2,3}}(?:\u00b7{_HAN}{{1,6}})?)", 0.8
        yield "hangul", rf"{_of(strong, _HANGUL)}{here}(?P<id>{_HANGUL}{{2,6}})", 0.8
        word = r"[^\W\d_]{2,20}"
        yield "before", rf"(?<!\w)(?P<id>{word}(?: {word})?)\s?{any_of(after)}(?!\w)", 0.7
        yield (
            "latin",
            rf"{_of(strong, _HAN + _HANGUL)}{here}(?P<id>[A-Z][a-z'-]{{1,20}}(?: [A-Z][a-z'-]{{1,20}}){{0,2}})",
            0.8,
        )

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return 0.0 if all(self.cues.plain(word) for word in text[start:end].lower().split()) else base


def _of(phrases: Iterable[str], script: str) -> str:
    """The phrases that are written in a script."""
    import regex

    inside = regex.compile(f"[{script}]")
    return whole(phrase for phrase in phrases if inside.search(phrase))
