"""Which whole messages are STOP, START or HELP, and which only contain such a word."""

from __future__ import annotations

import pytest

from channels.sms.words import CarrierWord, carrier_word

STOP, START, HELP = CarrierWord.STOP, CarrierWord.START, CarrierWord.HELP


@pytest.mark.parametrize(
    "word",
    ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"]
    + ["ALTO", "PARAR", "PARE", "CANCELAR", "DESUSCRIBIR", "DESUSCRIBIRME"],
)
@pytest.mark.parametrize("opted_out", [True, False])
def test_stop_words(word: str, opted_out: bool) -> None:
    for text in (word, word.lower(), f"  {word.title()}.\n", f'"{word}"', f"“{word}!!”", f"{word} 🛑\ufe0f"):
        assert carrier_word(text, opted_out=opted_out) is STOP


@pytest.mark.parametrize("text", ["STOP ALL", "stop-all", "opt out", "OPT-OUT", "ｓｔｏｐ", "¡ALTO!"])
def test_other_spellings_of_stop(text: str) -> None:
    assert carrier_word(text) is STOP


@pytest.mark.parametrize("text", ["START", "unstop", " Start! "])
def test_start_words(text: str) -> None:
    assert carrier_word(text) is START
    assert carrier_word(text, opted_out=True) is START


@pytest.mark.parametrize("text", ["YES", "yes.", "Sí", "si", "¡SÍ!", "Si\u0301", "empezar", "comenzar"])
def test_yes_starts_only_who_is_opted_out(text: str) -> None:
    assert carrier_word(text, opted_out=True) is START
    assert carrier_word(text, opted_out=False) is None


@pytest.mark.parametrize("text", ["HELP", "info", "Info.", "help?"])
def test_help_words(text: str) -> None:
    assert carrier_word(text) is HELP


@pytest.mark.parametrize(
    "text",
    [
        "bus stop",
        "stop this topic",
        "I can't stop crying",
        "help me",
        "the end",
        "no quiero parar",
        "alto ahí",
        "salir",
        "end it",
        "stop2",
        "st op",
        "yes please",
        "",
        " ",
        "...",
        "🛑",
    ],
)
def test_other_messages_are_no_carrier_words(text: str) -> None:
    assert carrier_word(text) is None
    assert carrier_word(text, opted_out=True) is None
