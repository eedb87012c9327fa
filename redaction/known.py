"""What was already masked in this conversation, as keyed hashes: the same value gets the same placeholder again.

The values themselves need not be at hand for that. The key is the conversation's own, so a hash says nothing to
whoever has not that key, and erasing a conversation, which destroys it, makes its hashes noise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping

import regex

from redaction.types import ADDRESS, IDENTIFIER_TYPES, LOCATION, ORGANIZATION, PERSON, PHONE, Finding
from redaction.view import fold

PLACEHOLDER = regex.compile(r"<(" + "|".join(IDENTIFIER_TYPES) + r")_(\d+)>")
MARK_BYTES = 12
SEVERAL = ""  # instead of a placeholder: two people share this name
_AGAIN = 0.9
_TOKEN = regex.compile(r"[^\W_]+")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hangul}]+")
_MOST_WORDS, _MOST_SYLLABLES = 6, 5
_NAMES = (PERSON, LOCATION, ORGANIZATION)

Everyday = Callable[[str], bool]


class Known:
    """The marks of one conversation: hash to placeholder. `key` is secret and the conversation's own."""

    def __init__(self, key: bytes = b"", marks: Mapping[bytes, str] | None = None) -> None:
        secret = hashlib.blake2b(key, person=b"alder known").digest()
        self._keyed = hashlib.blake2b(key=secret, digest_size=MARK_BYTES)
        self._marks = dict(marks or {})
        self._highest: dict[str, int] = {}
        for placeholder in self._marks.values():
            match = PLACEHOLDER.fullmatch(placeholder)
            if match:
                self._highest[match[1]] = max(self._highest.get(match[1], 0), int(match[2]))

    def highest(self, type_: str) -> int:
        """The highest number given to a value of this type."""
        return self._highest.get(type_, 0)

    def placeholder(self, type_: str, value: str) -> str | None:
        """The placeholder this value has, if it has one and nobody else shares it."""
        return self._marks.get(self._mark(type_, normal(type_, value))) or None

    def find(self, text: str) -> list[Finding]:
        """Findings in view offsets: every known value, and every part of a known name, in any case and without a cue.

        "My name is Jessica Ramirez" makes "ramirez" a name for the rest of the conversation.
        """
        if not self._marks:
            return []
        found = []
        for start, end, core in _stretches(text):
            for form in {core, _national(core)}:
                type_ = self._marks.get(self._mark("", form))
                if type_:
                    found.append(Finding(type_, start, end, _AGAIN))
        return found

    def marks(self, values: Mapping[str, str], everyday: Everyday) -> dict[bytes, str]:
        """New marks for `placeholder -> value`; an entry may replace one that turned out to be shared.

        `everyday(word)` says that a word is everyday speech, and must not be masked wherever it stands from then on.
        """
        fresh: dict[bytes, str] = {}
        for placeholder, value in values.items():
            type_ = placeholder.strip("<>").rsplit("_", 1)[0]
            fresh[self._mark(type_, normal(type_, value))] = placeholder
            for part in _parts(type_, value, everyday):
                fresh[self._mark("", normal(type_, part))] = type_
                mine = self._mark(type_, normal(type_, part))
                if part != value and self._marks.get(mine, fresh.get(mine, placeholder)) != placeholder:
                    fresh[mine] = SEVERAL
                else:
                    fresh.setdefault(mine, placeholder)
        return {mark: name for mark, name in fresh.items() if self._marks.get(mark) != name}

    def _mark(self, kind: str, core: str) -> bytes:
        hashed = self._keyed.copy()
        hashed.update(f"{kind}|{core}".encode())
        return hashed.digest()


def normal(type_: str, value: str) -> str:
    """What makes two values of one type the same: letters and digits without case, accents, spacing and signs."""
    return _national(_core(value)) if type_ == PHONE else _core(value)


def _core(value: str) -> str:
    return "".join(char for char in fold(value) if char.isalnum())


def _national(core: str) -> str:
    """+1 305 555 0123 and 305 555 0123 are one number in North America."""
    return core[1:] if len(core) == 11 and core[0] == "1" and core.isdigit() else core


def _parts(type_: str, value: str, everyday: Everyday) -> Iterator[str]:
    """The stretches of a value that give it away by themselves wherever they stand again."""
    folded = fold(value).strip()
    if len(_core(value)) > 2 and not (type_ in _NAMES and everyday(folded)) or _UNSPACED.fullmatch(folded):
        yield value
    if type_ == PERSON:
        yield from (p for p in folded.split() if len(p) > 2 and p.isalpha() and not everyday(p) and p != folded)
    if type_ == ADDRESS:
        yield from (part for part in value.split(",") if len(part) > 5 and part != value)


def _stretches(text: str) -> Iterator[tuple[int, int, str]]:
    """One to six neighbouring words; in scripts without spaces, two to five neighbouring characters; and their core."""
    folded = fold(text)  # once: as long as the text, which is a view
    tokens = [(*match.span(), "".join(filter(str.isalnum, match.group()))) for match in _TOKEN.finditer(folded)]
    for at, (start, _, _) in enumerate(tokens):
        core, before = "", start
        for begin, end, word in tokens[at : at + _MOST_WORDS]:
            if begin - before > 3:
                break
            core, before = core + word, end
            yield start, end, core
    for run in _UNSPACED.finditer(folded):
        for start in range(run.start(), run.end() - 1):
            for end in range(start + 2, min(start + _MOST_SYLLABLES, run.end()) + 1):
                yield start, end, folded[start:end]
