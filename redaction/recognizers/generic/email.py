"""Recognizes e-mail addresses."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.types import EMAIL


class Email(Shapes):
    """Anything around an @, with spaces and without a known ending too; no list of endings, hence no network."""

    entity = EMAIL

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        local = r"(?<![\w.+'%-])[\w.+'%-]{1,64}"
        # A space before the @ and none behind it is a handle: "my ig @jane".
        at = r"(?:@\s{0,2}|\s{1,2}@\s{1,2})"
        yield "plain", local + r"@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}", 0.95
        yield "spaced", local + at + r"[\w-]{2,63}\s{0,2}\.\s{0,2}[A-Z]{2,10}(?!\w)", 0.85
        yield "no ending", local + at + r"[\w-]{2,63}", 0.6
