"""A person's copy as what is downloaded: one page that loads and runs nothing, or JSON. Every value is escaped."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from bot.consent.iso27560 import Holder
from bot.content.catalogue import Catalogue
from bot.content.locale import day
from bot.content.speak import speak
from bot.kept.copy import Copy

_TEMPLATES = Path(__file__).parent / "templates"
_STYLE = """
body{max-width:42em;margin:1em auto;padding:0 1em;font:16px/1.5 system-ui,sans-serif}
blockquote{margin:1em 0 0;padding-inline-start:.75em;border-inline-start:3px solid}
p{margin:.5em 0}dd{margin:0 0 .5em;padding-inline-start:1em}
.who{margin:1em 0 0;font-weight:600}.said{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
"""
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'"


def page(copy: Copy, catalogue: Catalogue, holder: Holder) -> str:
    """The copy as HTML, in its language and direction."""
    days = [(date, list(said)) for date, said in groupby(copy.messages, lambda one: day(one.at, copy.lang))]
    return _template().render(
        copy=copy,
        days=days,
        lang=copy.lang,
        dir=catalogue.direction(copy.lang),
        direction=catalogue.direction,
        words=_words(copy, catalogue, holder),
        style=Markup(_STYLE),
        policy=POLICY,
    )


def data(copy: Copy) -> dict[str, Any]:
    """The same for programs: JSON types only."""
    return {
        "made": copy.made.isoformat(),
        "language": copy.lang,
        "kept": list(copy.kept),
        "names_numbers_places": list(copy.values),
        "answers": [
            {"about": topic.about, "answers": [{"question": asked, "answer": said} for asked, said in topic.pairs]}
            for topic in copy.answers
        ],
        "messages": [{**vars(one), "at": one.at.isoformat()} for one in copy.messages],
        "receipts": list(copy.records),
    }


def _words(copy: Copy, catalogue: Catalogue, holder: Holder) -> dict[str, Any]:
    def line(key: str, **values: Any) -> str:
        return speak(catalogue, key, copy.lang, "web", **values).text

    return {
        "title": line("copy_title"),
        "made": line("copy_made", date=day(copy.made, copy.lang)),
        "holder": line("copy_holder", programme=holder.name, contact=holder.contact),
        "kept": line("copy_kept"),
        "told": line("copy_values"),
        "agreed": line("copy_agreed"),
        "agreed_nothing": line("utter_agreed_nothing"),
        "answers": line("copy_answers"),
        "messages": line("copy_messages"),
        "dots": line("copy_dots"),
        "by_button": line("copy_by_button"),
        "who": {who: catalogue.title("widget", who, copy.lang) for who in ("assistant", "person", "staff", "system")},
    }


@cache
def _template() -> Template:
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("copy.html")
