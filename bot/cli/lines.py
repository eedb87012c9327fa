"""JSON Lines in, JSON Lines out, in order; a bad line is answered with an error and the rest goes on."""

from __future__ import annotations

import json
import sys
from typing import Any, Callable, Iterable, Iterator, Mapping, Optional

Answer = Callable[[str, Optional[str]], Mapping[str, Any]]


def answer_lines(lines: Iterable[str], answer: Answer) -> Iterator[str]:
    """One JSON answer per non-empty line of ``{"text", "lang"?}``."""
    for line in lines:
        if line.strip():
            yield json.dumps(_one(line, answer), ensure_ascii=False)


def _one(line: str, answer: Answer) -> Mapping[str, Any]:
    try:
        asked = json.loads(line)
    except ValueError:
        return {"error": "This line is not JSON."}
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return {"error": "This line needs a text."}
    lang = asked.get("lang")
    if lang is not None and not isinstance(lang, str):
        return {"error": "lang must be a language code such as es."}
    return answer(asked["text"], lang)


def run(answer: Answer) -> None:
    """Answer standard input on standard output, a line at a time."""
    for line in answer_lines(sys.stdin, answer):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
