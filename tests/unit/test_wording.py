"""Answers in a question's own words, from the catalogue."""

from __future__ import annotations

import pytest

from bot.content.catalogue import read_files
from bot.conversation.wording import answer_to

LANGUAGES = read_files().languages


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("just me", "deny"),
        ("Just me.", "deny"),
        ("only me", "deny"),
        ("It’s just me!", "deny"),
        ("nadie más", "deny"),
        ("Solo yo", "deny"),
        ("estoy sola", "deny"),
        ("he can see it", "affirm"),
        ("es prestado", "affirm"),
        ("not safe", "affirm"),
        ("just me and the children need food", None),
        ("maybe", None),
        ("", None),
    ],
)
def test_who_can_see_this(text: str, intent: str | None) -> None:
    assert answer_to(LANGUAGES, "device", text) == intent


@pytest.mark.parametrize("question", [None, "need", "place", "after", "unknown"])
def test_the_same_words_answer_no_other_question(question: str | None) -> None:
    assert answer_to(LANGUAGES, question, "just me") is None


def test_no_words_are_listed_under_two_answers() -> None:
    for words in LANGUAGES.values():
        for answers in words.get("answers", {}).values():
            listed = [way for ways in answers.values() for way in ways]
            assert all(isinstance(way, str) for way in listed)
            assert len(listed) == len(set(listed))
