"""`alder safety --jsonl`: lines of JSON in, the crisis in each out, in order, without stopping at a bad one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from bot.errors import BadInput
from bot.safety.crisis import Crisis, find, from_ranking

Model = Callable[[str], Iterable[tuple[str, float]]]


def run(lines: Iterable[str], model: Model | None = None) -> Iterator[str]:
    """Answer each ``{"text", "lang"?}`` with ``{"crisis", "why"}``, both null when there is none.

    ``model`` gives the likeliest intents of a raw text with their confidence (0 to 1); it is asked only when no
    phrase was found. ``lang`` is accepted and not needed: every language's phrases are tried. A line that is not such
    an object, or on which the model fails, is answered with ``{"error"}``, which never repeats the text.
    """
    for line in lines:
        try:
            yield _answer(_find(_text(line), model))
        except BadInput as error:
            yield json.dumps({"error": error.message})


def _text(line: str) -> str:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        raise BadInput("not a line of JSON") from None
    if not isinstance(asked, dict):
        raise BadInput("not an object")
    text = asked.get("text")
    if not isinstance(text, str):
        raise BadInput('"text" must be a string')
    if not isinstance(asked.get("lang"), (str, type(None))):
        raise BadInput('"lang" must be a string')
    return text


def _find(text: str, model: Model | None) -> Crisis | None:
    crisis = find(text)
    if crisis is not None or model is None:
        return crisis
    try:
        ranking = model(text)
    except Exception:
        # "No crisis" would be a lie when only half of the net was out, and the cause may quote the text.
        raise BadInput("no phrase was found and the model failed") from None
    return from_ranking(ranking)


def _answer(crisis: Crisis | None) -> str:
    return json.dumps({"crisis": crisis and crisis.kind.value, "why": crisis and crisis.why})
