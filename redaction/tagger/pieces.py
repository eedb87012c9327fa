"""Cuts a text into the encoder's pieces, each with its span in the text as it was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from redaction.tagger.plain import plain


@dataclass(frozen=True, repr=False)
class Cut:
    """Piece `i` has number `ids[i]` and stands for `text[starts[i]:ends[i]]`, white space not counted."""

    ids: list[int]
    starts: list[int]
    ends: list[int]


class Pieces:
    """The vocabulary: piece and log probability by number, the first ones being the encoder's own signs."""

    def __init__(self, vocabulary: Sequence[tuple[str, float]], unknown: int, normal: Mapping[str, str]) -> None:
        from tokenizers import Tokenizer
        from tokenizers.models import Unigram
        from tokenizers.pre_tokenizers import Metaspace

        self._normal = normal
        self._tokenizer: Any = Tokenizer(Unigram(list(vocabulary), unk_id=unknown, byte_fallback=False))
        self._tokenizer.pre_tokenizer = Metaspace(replacement="\u2581", prepend_scheme="always")

    def cut(self, text: str) -> Cut:
        """The pieces of `text`; none for white space alone."""
        clean, places = plain(text, self._normal)
        found = self._tokenizer.encode(clean, add_special_tokens=False)
        ids, starts, ends = [], [], []
        for number, (start, end) in zip(found.ids, found.offsets, strict=True):
            while start < end and clean[start] == " ":
                start += 1
            if start < end:
                ids.append(number)
                starts.append(places[start][0])
                ends.append(places[end - 1][1])
        return Cut(ids, starts, ends)
