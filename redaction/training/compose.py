"""Composes training messages: a line, values in its slots, company before or after it, and noise."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace

import regex

from redaction.training.lines import Lines, Marked, Said, marked
from redaction.training.noise import Letters, noisy
from redaction.training.values import Values

_CONTEXT = 10  # characters beside its slots without which a line does not say that a word is a name
_SLOT = regex.compile(r"\{([A-Z_]+)\}")
# Shares: of lines that are no examples, those without an identifier, and two lines in one message.
_PLAIN, _COMPANY = 0.3, 0.26
_HELD_BACK = 0.5  # share of the examples whose values stay placeholders, as the classifier will meet them


def messages(lines: Mapping[str, Lines], language: str, count: int, seed: int, said: float = 0.5) -> Iterator[Marked]:
    """`count` messages of a language, the same for the same seed; a share `said` are examples for understanding."""
    chance = random.Random(f"{seed}-{language}")
    values = Values(lines, language, chance)
    mine = lines[language]
    for _ in range(count):
        if mine.said and chance.random() < said:
            one = chance.choice(mine.said)
            yield replace(_message(noisy(_example(one, values, chance), language, chance)), intent=one.intent)
            continue
        letters = _line(mine, values, chance)
        if chance.random() < _COMPANY:
            joint: Letters = [(c, None) for c in chance.choice((" ", ". ", "\n", ", ", " "))]
            letters = letters + joint + _line(mine, values, chance)
        yield _message(noisy(letters, language, chance))


def _example(one: Said, values: Values, chance: random.Random) -> Letters:
    if chance.random() >= _HELD_BACK:
        return _filled(one.text, values)
    return [(char, None) for char in _SLOT.sub(lambda slot: f"<{slot[1]}_{chance.choice('1112')}>", one.text)]


def _line(mine: Lines, values: Values, chance: random.Random) -> Letters:
    if chance.random() < _PLAIN:
        return [(char, None) for char in chance.choice(mine.plain)]
    return _filled(chance.choice(mine.templates), values)


def _filled(line: str, values: Values) -> Letters:
    alone = len(_SLOT.sub("", line)) < _CONTEXT
    line = _SLOT.sub(lambda slot: "[{}]({})".format(*_safe(values.of(slot[1], alone))), line)
    found = marked(line)
    types: list[str | None] = [None] * len(found.text)
    for start, end, type_ in found.spans:
        types[start:end] = [type_] * (end - start)
    return list(zip(found.text, types, strict=True))


def _safe(value: tuple[str, str]) -> tuple[str, str]:
    """The value without the signs that mark one."""
    return value[0].translate({ord("["): None, ord("]"): None}).strip(), value[1]


def _message(letters: Letters) -> Marked:
    spans: list[tuple[int, int, str]] = []
    for at, (_, type_) in enumerate(letters):
        if type_ and spans and spans[-1][1] == at and spans[-1][2] == type_:
            spans[-1] = (spans[-1][0], at + 1, type_)
        elif type_:
            spans.append((at, at + 1, type_))
    return Marked("".join(char for char, _ in letters), tuple(spans))
