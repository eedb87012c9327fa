"""A need and a place in one sentence: the place is known by its placeholder, so the rest of the words tell the need."""

from __future__ import annotations

import re
from typing import Iterator

from bot.engine.engine import FALLBACK_INTENT, Engine, Parsed

_PLACE = r"<(?:LOCATION|ADDRESS)_\d+>"
_ONLY_WHERE = ("inform_place", "out_of_scope", FALLBACK_INTENT)
_NEED = "need_"
_TOLD = ("disclose_violence", "disclose_trafficking")
# Measured with a place put behind 848 examples of needs in two languages: 5 and 14 % were understood without this,
# all of them with it; of 106 examples that only say where, 3 are taken for a need.
_SURE = 0.6  # below it stand "I stay in …" and "I live by …"
_SURE_WHEN_ASKED_WHERE = 0.9  # below it stands "I work in …", which answers the question


def what_besides_where(engine: Engine, parsed: Parsed, asked_where: bool) -> Parsed:
    """``parsed``, or what the message means besides its place when that is plain ("a bed near <LOCATION_1>")."""
    if parsed.intent not in _ONLY_WHERE or not re.search(_PLACE, parsed.text):
        return parsed
    for words, wanted in _readings(parsed.text, asked_where):
        besides = engine.parse(words)
        sure = besides.confidence >= (_SURE_WHEN_ASKED_WHERE if asked_where else _SURE)
        if sure and besides.intent.startswith(wanted):
            return engine.told(parsed.text, besides.intent, {})
    return parsed


def _readings(text: str, asked_where: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words without the place; then without the one or two before it as well ("near", "cerca de")."""
    rest = re.sub(_PLACE, " ", text)
    if len(rest.split()) > 1:
        yield rest, (_NEED, *_TOLD)
    for leading in (1, 2) if not asked_where else ():
        rest = re.sub(rf"(?:\S+\s+){{0,{leading}}}{_PLACE}", " ", text)
        if rest.strip():
            yield rest, (_NEED,)
