"""Help lines as text: one line each, with the ways to reach it that fit the channel and the language."""

from __future__ import annotations

from typing import Iterable

from bot.content.catalogue import Catalogue
from bot.safety.lines import Line, lines_for, staffed_lines


def crisis(catalogue: Catalogue, kind: str, lang: str, channel: str) -> str:
    """The lines for a crisis of this kind (`self_harm`, `danger`, `medical`)."""
    return _spoken(catalogue, lines_for(kind, lang, channel), lang, channel)


def staffed(catalogue: Catalogue, lang: str, channel: str) -> str:
    """The lines where people answer."""
    return _spoken(catalogue, staffed_lines(lang, channel), lang, channel)


def _spoken(catalogue: Catalogue, lines: Iterable[Line], lang: str, channel: str) -> str:
    return "\n".join(_one(catalogue, line, lang, channel) for line in lines)


def _one(catalogue: Catalogue, line: Line, lang: str, channel: str) -> str:
    key = "line_both" if line.voice and line.text else "line_text" if line.text else "line_call"
    template, _ = catalogue.line(key, lang, channel)
    return template.format(name=line.name, voice=line.voice, text=line.text, number=line.text or line.voice)
