"""A line that a language lacks is said in English, and that is owned up to once in a conversation."""

from __future__ import annotations

import copy

from bot.content.catalogue import Catalogue
from tests.talking import Talk


def _lacking(catalogue: Catalogue, *keys: str) -> Catalogue:
    languages = copy.deepcopy(dict(catalogue.languages))
    for key in keys:
        del languages["es"]["lines"][key]
    return Catalogue(catalogue.shape, languages)


def test_it_is_said_once_that_a_line_is_in_english(talk_es: Talk) -> None:
    editions = talk_es.house.editions
    editions.publish(_lacking(editions.current().catalogue, "utter_privacy", "utter_bot"))
    talk_es.say("¿quién puede ver esto?")
    assert talk_es.keys[:2] == ["utter_in_english", "utter_privacy"]
    assert [reply.lang for reply in talk_es.replies[:2]] == ["es", "en"]
    talk_es.say("¿eres un robot?")
    assert "utter_bot" in talk_es.keys and "utter_in_english" not in talk_es.keys


def test_nothing_is_said_where_nothing_is_missing(talk_es: Talk) -> None:
    talk_es.say("¿quién puede ver esto?")
    assert "utter_in_english" not in talk_es.keys
