"""How laughter and screams are evened out, and that neither hides a crisis."""

from __future__ import annotations

import pytest

from bot.safety.crisis import find
from bot.safety.kind import Kind
from bot.safety.notation import Grammar, PhraseError
from bot.safety.text import normalise


def test_a_word_that_begins_like_laughter_does_not_call_danger_off() -> None:
    # Laughter is evened out to one letter; as the beginning of a word it would be "now", "he", "here" as well.
    for text in ("رح يقتلني هلق", "راح يقتلني هو", "هيقتلني هنا"):
        crisis = find(text)
        assert crisis is not None and crisis.kind is Kind.DANGER, text


@pytest.mark.parametrize("text", ["امي هتقتلني ههههه", "راح يقتلني هههههههه", "بيموتني خخخخ"])
def test_laughter_still_calls_it_off(text: str) -> None:
    assert find(text) is None


def test_a_beginning_that_shrinks_to_one_letter_is_refused() -> None:
    with pytest.raises(PhraseError, match="one letter"):
        Grammar({}, normalise).phrase("kill me (ههه~|lol)")


def test_a_beginning_that_is_one_letter_is_the_authors_wish() -> None:
    assert Grammar({}, normalise).phrase("죽~").expression


@pytest.mark.parametrize(
    ("screamed", "plain"),
    [("قاادر", "قادر"), ("امووت", "اموت"), ("ووقع", "وقع"), ("умираюю", "умираю"), ("помаагите", "помагите")],
)
def test_a_letter_that_is_never_double_is_single(screamed: str, plain: str) -> None:
    assert normalise(screamed) == normalise(plain)


@pytest.mark.parametrize("text", ["الليلة", "ممكن", "ссора", "ввел"])
def test_a_letter_that_tells_words_apart_stays_double(text: str) -> None:
    assert normalise(text) == text
