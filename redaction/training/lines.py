"""Reads the training lines of a language and the marked messages of a test set; both mark identifiers the same way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex
import yaml

from redaction.types import IDENTIFIER_TYPES

FOLDER = Path(__file__).parent / "lines"
HARDER = Path(__file__).parent / "harder"
SAID = Path(__file__).parents[2] / "data" / "nlu"  # what people say to the assistant
_PLACEHOLDER = regex.compile(r"<([A-Z_]+)_\d+>")
_MARKED = regex.compile(r"\[([^\[\]]+)\]\(([A-Z_]+)\)")


class LinesWrong(Exception):
    """A file of lines does not hold what it should; the message says where."""


@dataclass(frozen=True)
class Marked:
    """A message and where its identifiers are: `(start, end, type)` in code points, in order, without overlap.

    `intent` is what it means, where that is known.
    """

    text: str
    spans: tuple[tuple[int, int, str], ...]
    intent: str | None = None


@dataclass(frozen=True)
class Said:
    """What a person says to the assistant, with slots, and what it means: an intent of `vocabulary.md`."""

    text: str
    intent: str


@dataclass(frozen=True)
class Lines:
    """The training lines of one language: messages with slots, messages without identifiers, and values for slots."""

    language: str
    templates: Sequence[str]
    plain: Sequence[str]
    fill: Mapping[str, Sequence[str]]
    said: Sequence[Said] = ()  # the examples for understanding


def available() -> list[str]:
    """The languages that have training lines."""
    return sorted(path.stem for path in FOLDER.glob("*.yml"))


def load(language: str) -> Lines:
    """The lines of a language: its own, the harder ones beside them, and the examples for understanding.

    Raises:
        LinesWrong: a list is missing.
    """
    content, harder = _read(FOLDER / f"{language}.yml"), _read(HARDER / f"{language}.yml")
    try:
        more = harder.get("fill", {})
        fill = {name: (*(values or ()), *more.get(name, ())) for name, values in content["fill"].items()}
        templates = (*content["templates"], *harder.get("templates", ()))
        plain = (*content["plain"], *harder.get("plain", ()))
    except KeyError as error:
        raise LinesWrong(f"{language}.yml has no {error}") from None
    return Lines(language, templates, plain, fill, tuple(_said(language)))


def _said(language: str) -> Iterator[Said]:
    """The examples for understanding, which have placeholders where values stood, as templates."""
    for block in _read(SAID / f"{language}.yml").get("nlu", ()):
        for line in block["examples"].splitlines():
            yield Said(_PLACEHOLDER.sub(r"{\1}", line.removeprefix("- ").strip()), block["intent"])


def _read(path: Path) -> dict[str, Any]:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) if path.exists() else {}


def marked(line: str) -> Marked:
    """A line with its marks taken out: "hi [Ana](PERSON)" is "hi Ana" with one span.

    Raises:
        LinesWrong: a mark of no known type.
    """
    text, at, spans = "", 0, []
    for match in _MARKED.finditer(line):
        if match[2] not in IDENTIFIER_TYPES:
            raise LinesWrong(f"{match[2]} is no identifier type")
        text += line[at : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        at = match.end()
    return Marked(text + line[at:], tuple(spans))
