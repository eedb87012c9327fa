"""One language's phrases, read from ``phrases/<lang>.yml`` and ready to be tried on a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, Extra, Field, ValidationError

from bot.safety.index import Index, Span
from bot.safety.kind import Kind
from bot.safety.notation import Grammar, PhraseError
from bot.safety.text import normalise
from bot.yaml_file import read_yaml

# The C loader reads the files in a tenth of the time; both are the safe kind.
FOLDER = Path(__file__).parent / "phrases"


class _File(BaseModel, extra=Extra.forbid):
    """The shape of a phrase file; ``README.md`` in the folder says what each part is for."""

    language: str
    spelling: dict[str, str] = Field(default_factory=dict)
    groups: dict[str, list[str]] = Field(default_factory=dict)
    crisis: dict[Kind, list[str]]
    crisis_unless_long_ago: dict[Kind, list[str]] = Field(default_factory=dict)
    not_crisis: list[str] = Field(default_factory=list)
    cancelled_right_after: dict[Kind, list[str]] = Field(default_factory=dict)
    long_ago: list[str] = Field(default_factory=list)
    still_now: list[str] = Field(default_factory=list)
    made_up: list[str] = Field(default_factory=list)


@dataclass(frozen=True)
class Phrasebook:
    """All that one language knows; compiled, read-only and shared by every message."""

    language: str
    spelling: Mapping[str, str]
    crisis: Index[tuple[Kind, bool]]
    not_crisis: Index[None]
    cancelling: Mapping[Kind, Index[None]]
    long_ago: Index[None]
    still_now: Index[None]
    made_up: Index[None]

    def warm(self) -> None:
        """Make every part ready now and not at the first message that needs it."""
        for index in (self.crisis, self.not_crisis, self.long_ago, self.still_now, self.made_up):
            index.warm()
        for index in self.cancelling.values():
            index.warm()

    def kinds(self, text: str) -> frozenset[Kind]:
        """Which crises ``text`` (already normalised) tells of in this language, after idioms and the past are out."""
        spelt = f"{spell(text, self.spelling)} "
        found = list(self.crisis.find(spelt))
        if not found:
            return frozenset()
        harmless = [span for _, span in self.not_crisis.find(spelt)]
        return frozenset(
            kind
            for (kind, past), span in found
            if not any(_explains(other, span) for other in harmless) and not self._called_off(spelt, kind, past, span)
        )

    def _called_off(self, text: str, kind: Kind, past: bool, span: Span) -> bool:
        before = text[: span[0]]
        # "no, I want to die" is not "no wish to die": a comma or a full stop between them keeps the crisis.
        joined = not before.endswith((", ", ". "))
        if joined and any(end == span[0] for _, (_, end) in self.cancelling[kind].find(before)):
            return True
        sentence = text[_sentence_start(text, span) : _sentence_end(text, span)]
        if _has(self.made_up, sentence):
            return True
        return past and _has(self.long_ago, sentence) and not _has(self.still_now, sentence)


def spell(text: str, spelling: Mapping[str, str]) -> str:
    """Replace the words that have a usual spelling (``dont`` → ``do not``); ``text`` is normalised."""
    return " ".join(spelling.get(word, word) for word in text.split())


@lru_cache(maxsize=1)
def phrasebooks() -> tuple[Phrasebook, ...]:
    """Every language's phrases, read once per process. People mix languages, so all are tried on every message."""
    return tuple(read(path) for path in sorted(FOLDER.glob("*.yml")))


def read(path: Path) -> Phrasebook:
    """Read one phrase file.

    Raises:
        PhraseError: naming the file and what is wrong in it; a start that stops beats a crisis that is not seen.
    """
    try:
        file = _File.parse_obj(read_yaml(path))
        return _compile(file)
    except ValidationError as error:
        first = error.errors()[0]
        raise PhraseError(f"{path.name}: {'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from None
    except (PhraseError, yaml.YAMLError) as error:
        raise PhraseError(f"{path.name}: {error}") from None


def _compile(file: _File) -> Phrasebook:
    spelling = {normalise(short): normalise(full) for short, full in file.spelling.items()}

    @cache
    def spelt(text: str) -> str:
        return spell(normalise(text), spelling)

    read = Grammar(file.groups, spelt).phrase

    def index(phrases: Sequence[str]) -> Index[None]:
        return Index((None, read(phrase)) for phrase in phrases)

    sections = ((file.crisis, False), (file.crisis_unless_long_ago, True))
    return Phrasebook(
        language=file.language,
        spelling=spelling,
        crisis=Index(
            ((kind, past), read(phrase))
            for section, past in sections
            for kind, phrases in section.items()
            for phrase in phrases
        ),
        not_crisis=index(file.not_crisis),
        cancelling={kind: index(file.cancelled_right_after.get(kind, [])) for kind in Kind},
        long_ago=index(file.long_ago),
        still_now=index(file.still_now),
        made_up=index(file.made_up),
    )


def _has(index: Index[None], text: str) -> bool:
    return next(index.find(text), None) is not None


def _explains(harmless: Span, crisis: Span) -> bool:
    """Whether a harmless phrase touches a crisis phrase and adds words to it; one that lies inside says nothing."""
    touches = harmless[0] < crisis[1] and crisis[0] < harmless[1]
    adds = harmless[0] < crisis[0] or harmless[1] > crisis[1] or harmless == crisis
    return touches and adds


def _sentence_start(text: str, span: Span) -> int:
    return text.rfind(". ", 0, span[0]) + 1


def _sentence_end(text: str, span: Span) -> int:
    end = text.find(". ", max(span[1] - 1, 0))
    return len(text) if end < 0 else end
