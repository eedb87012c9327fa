"""How a message was typed must not decide whether it is seen."""

from __future__ import annotations

import pytest

from bot.safety.text import normalise


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("  No  me DEJAN salír ", "no me dejan salir"),
        ("don\u2019t", "dont"),
        ("d\u00b4ont", "dont"),
        ("plsss", "pls"),
        ("pleeease", "please"),
        ("bleed", "bleed"),
        ("off", "off"),
        ("k1ll", "kil"),
        ("k!ll", "kil"),
        ("su*cide", "suicide"),
        ("d i e", "die"),
        ("he\u200blp", "help"),
        ("so\u00adnar", "sonar"),
        ("ｄｉｅ", "die"),
        ("911", "911"),
        ("no, I want. now!", "no , i want . now ."),
        ("wait...what", "wait what"),
        ("i.want.out", "i want out"),
        ("我想死", "我 想 死"),
        ("हिंदी", "हिंदी"),
        ("", ""),
        ("\ud800", ""),
    ],
)
def test_one_plain_spelling(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


def test_korean_syllables_stay_whole() -> None:
    assert normalise("죽고 싶어") == "죽고 싶어"
