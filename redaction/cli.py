"""`alder redact --jsonl`: one JSON line in, one out, in order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from redaction.engine import Redactor, build


def run(lines: Iterable[str], redactor: Redactor | None = None) -> Iterator[str]:
    """Answers each line `{"text", "lang"?}` with `{"redacted", "findings"}`, a bad or empty one with `{"error"}`."""
    ready = redactor or build()
    for line in lines:
        yield json.dumps(_answer(line, ready))


def redact_jsonl(stdin: TextIO, stdout: TextIO) -> None:
    """Reads JSON Lines until the end of `stdin`; each answer is flushed, so that a caller may converse."""
    for answer in run(stdin):
        stdout.write(answer + "\n")
        stdout.flush()


def _answer(line: str, redactor: Redactor) -> dict[str, Any]:
    # No message of the parser is passed on: it quotes the line.
    try:
        asked = json.loads(line)
    except ValueError:
        return {"error": "not a JSON value"}
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return {"error": 'expected an object with "text"'}
    lang = asked.get("lang") or "en"
    if not isinstance(lang, str):
        return {"error": '"lang" must be a language code'}
    redacted = redactor.redact(asked["text"], lang=lang)
    findings = [{"type": f.type, "start": f.start, "end": f.end, "score": f.score} for f in redacted.findings]
    return {"redacted": redacted.text, "findings": findings}
