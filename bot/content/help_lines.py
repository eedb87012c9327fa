"""Help lines as text: one line each, with the ways to reach it that fit the channel and the language."""

from __future__ import annotations

from typing import Iterable

from bot.content.catalogue import Catalogue
from bot.safety.kind import Kind
from bot.safety.lines import Channel, Line, lines_for, staffed_lines


def crisis(catalogue: Catalogue, kind: str, lang: str, channel: str) -> str:
    """The lines for a crisis of this kind (`self_harm`, `danger`, `medical`)."""
    return _spoken(catalogue, lines_for(Kind(kind), lang, _reach(channel)), lang, channel)


def staffed(catalogue: Catalogue, lang: str, channel: str) -> str:
    """The lines where people answer."""
    return _spoken(catalogue, staffed_lines(lang, _reach(channel)), lang, channel)


def _reach(channel: str) -> Channel:
    return "sms" if channel == "sms" else "web"


def _spoken(catalogue: Catalogue, lines: Iterable[Line], lang: str, channel: str) -> str:
    template, _ = catalogue.line("help_line", lang, channel)
    return "\n".join(template.format(name=line.name, reach=line.reach) for line in lines)
