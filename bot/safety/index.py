"""Thousands of phrases tried on a message at once: RE2 says in one pass which may stand there, `re` where they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, Generic, TypeVar

import re2

from bot.safety.notation import Phrase

Label = TypeVar("Label")
Span = tuple[int, int]
_MEMORY = 512 << 20  # bytes that one set may come to need; measured: all sets of twelve languages stay under 100 MB
_EVERYWHERE = ""  # matches every text, and so shows that RE2 came to an end


class Index(Generic[Label]):
    """Labelled phrases. Time is linear in the message, whatever stands in it (https://github.com/google/re2)."""

    def __init__(self, phrases: Iterable[tuple[Label, Phrase]]) -> None:
        self._phrases = list(phrases)

    def find(self, text: str) -> Iterator[tuple[Label, Span]]:
        """Every place in ``text`` (normalised and spelt) where a phrase stands."""
        found = self._set.Match(text) if self._phrases else []
        end = len(self._phrases)
        # Out of memory RE2 finds nothing and only logs it. A crisis must not be missed for that: then all are tried.
        for at in sorted(found) if end in found else range(end):
            if at < end:
                label, phrase = self._phrases[at]
                for place in phrase.regex.finditer(text):
                    yield label, place.span()

    def warm(self) -> None:
        """Build the set now and not at the first message."""
        if self._phrases:
            self._set.Match("")

    @cached_property
    def _set(self) -> Any:
        options = re2.Options()
        options.max_mem = _MEMORY
        made = re2.Set.SearchSet(options)
        for _, phrase in self._phrases:
            made.Add(phrase.rough)
        made.Add(_EVERYWHERE)
        made.Compile()
        return made
