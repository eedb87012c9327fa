"""What a typed word may mean among the words that services use: itself, one with a slip of typing, or a beginning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.sql.expression import bindparam

from bot.directory.searching.models import WordRow

_SHORTEST = 4  # letters from which a slip is forgiven
_LONGER = 7  # letters from which two are
_MOST = 4
_SAME = select(WordRow.word).where(
    WordRow.initial == bindparam("initial"), WordRow.size == bindparam("size"), WordRow.word == bindparam("word")
)
_LIKE = select(WordRow.word).where(
    WordRow.initial == bindparam("initial"), WordRow.size >= bindparam("least"), WordRow.size <= bindparam("most")
)


@dataclass(frozen=True)
class Meaning:
    """Any of ``words``; ``begins``: or one that begins like the only one of them."""

    words: tuple[str, ...]
    begins: bool = False


def meanings(session: Session, written: Sequence[str]) -> list[Meaning]:
    """One for each word. People seldom mistype the first letter, so only words with the same one are compared."""
    return [_meaning(session, word) for word in written]


def _meaning(session: Session, word: str) -> Meaning:
    asked = {"initial": word[0], "size": len(word), "word": word}
    if any(letter.isdigit() for letter in word) or session.execute(_SAME, asked).first():
        return Meaning((word,))
    slips = 2 if len(word) >= _LONGER else 1
    if len(word) >= _SHORTEST:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        sizes = {"initial": word[0], "least": len(word) - slips, "most": len(word) + slips}
        known = session.execute(_LIKE, sizes).scalars().all()
        near = process.extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=_MOST)
        if near:
            closest = min(distance for _, distance, _ in near)
            return Meaning(tuple(sorted(match for match, distance, _ in near if distance == closest)))
    return Meaning((word,), begins=True)
