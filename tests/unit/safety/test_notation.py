"""The notation that language authors write phrases in."""

from __future__ import annotations

import pytest

from bot.safety.notation import Grammar, PhraseError
from bot.safety.text import normalise

GROUPS = {"he": ["he", "my (ex|boss)"], "loop": ["<loop> x"]}


def matches(phrase: str, text: str) -> bool:
    return Grammar(GROUPS, normalise).phrase(phrase).regex.search(f"{normalise(text)} ") is not None


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("want to die", "I want to die", True),
        ("want to die", "want to diet", False),
        ("(mom|dad) is here", "dad is here", True),
        ("(really)? want out", "want out", True),
        ("suicid~", "suicidal", True),
        ("he * gun", "he has got a gun", True),
        ("he * gun", "he has got a very big gun", False),
        ("he ** gun", "he has got a very big gun", True),
        ("he ** gun", "he left. i saw a gun", False),
        ("<he> left", "my boss left", True),
        ("<he>? left now", "left now", True),
        ("took <number> pills", "took 30 pills", True),
        ("took <number> pills", "took 2 pills", False),
        ("^ help", "please help", False),
        ("^ help", "ok, help", True),
        ("coming $", "he is coming, hurry", True),
        ("coming $", "he is coming over", False),
        ("no salír", "NO SALIR", True),
        ("want to die", "want, to die", True),
    ],
)
def test_phrase(phrase: str, text: str, found: bool) -> None:
    assert matches(phrase, text) is found


@pytest.mark.parametrize(
    "wrong", ["(a|b", "a) b", "<nobody> here", "<loop>", "kills? me", "(a|b)* c", "a(b|c)", "who, me", ""]
)
def test_a_phrase_that_cannot_be_read_is_refused(wrong: str) -> None:
    with pytest.raises(PhraseError):
        Grammar(GROUPS, normalise).phrase(wrong)
