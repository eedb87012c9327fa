"""Reads the cue phrases and word lists of `languages/`: adding a language is adding its three files, no code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import regex
import yaml

from redaction.view import fold

_FOLDER = Path(__file__).parent / "languages"
_LINES = Path(__file__).parent / "training" / "lines"
# BaseLoader: every entry is a string. Otherwise "no", "on" and "yes" would arrive as truth values.
_FAST = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_WORD = regex.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


@dataclass(frozen=True, repr=False)
class Cues:
    """The cues of every language loaded, together; all folded (lower case, no accents)."""

    phrases: Mapping[str, tuple[str, ...]]
    months: Mapping[str, int]
    number_words: Mapping[str, str]
    plain_words: frozenset[str]
    names: frozenset[str]
    doubtful_names: frozenset[str]
    answers: frozenset[str]

    def __getitem__(self, kind: str) -> tuple[str, ...]:
        """The phrases of one kind, longest first, so that an alternation tries the longest."""
        return self.phrases[kind]

    def plain(self, word: str) -> bool:
        """Whether a folded word is everyday vocabulary, as it stands or without an ending ("walked", "llorando")."""
        if word in self.plain_words:
            return True
        for ending in self["endings"]:
            stem = word[: -len(ending)]
            if len(stem) > 2 and word.endswith(ending) and any(s in self.plain_words for s in _stems(stem)):
                return True
        return False


def _stems(stem: str) -> Iterator[str]:
    yield stem
    for vowel in "eoay":
        yield stem + vowel
    if stem[-1] == "i":  # worried, happiness
        yield stem[:-1] + "y"
    if stem[-1] == stem[-2]:  # hitting
        yield stem[:-1]


def available() -> tuple[str, ...]:
    """The language codes that have a cue file."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yml")))


@lru_cache(maxsize=4)
def load(languages: Sequence[str]) -> Cues:
    """The cues of `languages` (a tuple of codes); a code without a file adds nothing. ValueError if none has one."""
    codes = [code for code in languages if code in available()]
    if not codes:
        raise ValueError("no cue file for any of the languages asked for")
    phrases: dict[str, set[str]] = {}
    months: dict[str, int] = {}
    number_words: dict[str, str] = {}
    for code in codes:
        content = yaml.load((_FOLDER / f"{code}.yml").read_text(encoding="utf-8"), Loader=_FAST)
        months.update({fold(word): int(number) for word, number in content.pop("months").items()})
        number_words.update({fold(word): digits for word, digits in content.pop("number_words").items()})
        for kind, entries in content.items():
            phrases.setdefault(kind, set()).update(fold(entry) for entry in entries)
    plain = phrases["titles"].union(word for code in codes for word in _everyday(code))
    names = [name for code in codes for name in _words(f"names_{code}.txt")]
    every = frozenset(name.rstrip("?") for name in names)
    return Cues(
        phrases={kind: tuple(sorted(entries, key=lambda e: (-len(e), e))) for kind, entries in phrases.items()},
        months=months,
        number_words=number_words,
        plain_words=frozenset(plain),
        names=every,
        doubtful_names=frozenset(name.rstrip("?") for name in names if name.endswith("?")) | (every & plain),
        answers=frozenset(phrases["answers"]),
    )


def _everyday(code: str) -> Iterator[str]:
    """The plain words of a language: its list, or the words of its training messages that identify nobody."""
    if (_FOLDER / f"words_{code}.txt").exists():
        yield from _words(f"words_{code}.txt")
    elif (_LINES / f"{code}.yml").exists():
        content = yaml.load((_LINES / f"{code}.yml").read_text(encoding="utf-8"), Loader=_FAST)
        yield from (fold(word).replace("'", "") for line in content["plain"] for word in _WORD.findall(line))


def _words(file: str) -> Iterator[str]:
    path = _FOLDER / file
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from (fold(word) for word in line.split())
