"""Buttons and numbers: what a payload or a digit means, and that nobody can give orders through them."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any, Optional

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.content.catalogue import read_files
from bot.engine.engine import FALLBACK_INTENT, Engine
from channels.message import Inbound
from channels.steps.choices import choices, read_payload

CATALOGUE = read_files()
OFFERED = ["/need_shelter", "/need_food", '/change_language{"language": "es"}']


def way(text: Optional[str] = None, payload: Optional[str] = None, offered: Any = tuple(OFFERED)) -> Any:
    """A way as the step sees it."""
    return SimpleNamespace(
        inbound=Inbound("sms", "SM1", "c_1", text, payload),
        raw=text or "",
        conversation=SimpleNamespace(choices=list(offered) if offered is not None else None),
        edition=SimpleNamespace(catalogue=CATALOGUE),
        intent=None,
        entities={},
        chosen=False,
    )


@pytest.mark.parametrize(
    ("payload", "meaning"),
    [
        ("/skip", ("skip", {})),
        ("/need_mental_health", ("need_mental_health", {})),
        ('/change_language{"language": "es"}', ("change_language", {"language": "es"})),
        ('/delete_data{"sure": "yes"}', ("delete_data", {"sure": "yes"})),
        ("/greet{}", ("greet", {})),
    ],
)
def test_what_our_buttons_carry(payload: str, meaning: tuple[str, dict[str, str]]) -> None:
    assert read_payload(payload) == meaning


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "/",
        "skip",
        "//skip",
        "/Skip",
        "/skip ",
        "/skip me",
        "/need-shelter",
        "/сkip",
        '/skip{"may_ask": true}',
        '/skip{"place": "<LOCATION_1>"}',
        '/skip{"language": 1}',
        '/skip{"language": ["es"]}',
        '/skip{"language": "a very long language"}',
        '/skip{"language": "es"',
        '/skip{"language": NaN}',
        "/skip{broken}",
        "/skip{" * 30,
        '/skip{"a":' * 20 + "}" * 20,
        "/skip\n/restart",
    ],
)
def test_what_no_button_of_ours_carries_means_nothing(payload: str) -> None:
    assert read_payload(payload) == (None, {})


@given(some.text(max_size=200).map(lambda text: f"/{text}"))
def test_any_payload_is_read_without_an_error(payload: str) -> None:
    intent, entities = read_payload(payload)
    assert intent is None or (intent in payload and set(entities) <= {"language", "sure"})


def test_every_button_of_the_catalogue_is_understood() -> None:
    for line in CATALOGUE.shape["lines"].values():
        for name in line.get("buttons", ()):
            chosen = way(payload=CATALOGUE.shape["buttons"].get(name, f"/{name}"))
            choices(chosen)
            assert chosen.chosen and chosen.intent != FALLBACK_INTENT, name


@pytest.mark.parametrize(
    "payload", ["/restart", "/session_start", "/back", "/maria_lopez", "/need_maria_lopez", "/x" * 9]
)
def test_a_forged_payload_is_asked_about_and_kept_nowhere(payload: str) -> None:
    forged = way(payload=payload)
    assert choices(forged) is None
    assert (forged.intent, forged.entities, forged.chosen) == (FALLBACK_INTENT, {}, True)


@pytest.mark.parametrize("text", ["2", " 2 ", "2.", "(2)", "#2", "2)\n", "２"])
def test_a_number_chooses_what_stood_there(text: str) -> None:
    by_number = way(text)
    choices(by_number)
    assert by_number.intent == "need_food" and by_number.chosen


def test_a_number_chooses_entities_too() -> None:
    by_number = way("3")
    choices(by_number)
    assert (by_number.intent, by_number.entities) == ("change_language", {"language": "es"})


@pytest.mark.parametrize("text", ["02x", "2 beds", "two", "33101", "911", "1 2", "-", "", "²"])
def test_other_numbers_are_words(text: str) -> None:
    said = way(text)
    choices(said)
    assert said.intent is None and not said.chosen


@pytest.mark.parametrize(("text", "offered"), [("0", OFFERED), ("4", OFFERED), ("99", OFFERED), ("1", ()), ("1", None)])
def test_a_number_that_stands_nowhere_is_no_word_either(text: str, offered: Any) -> None:
    """ "4" under three choices must not become a place or an age: the question is said again."""
    said = way(text, offered=offered)
    choices(said)
    assert said.intent == "repeat" and not said.chosen


def test_an_age_is_not_taken_for_a_choice() -> None:
    said = way("17", offered=())
    choices(said)
    assert said.intent is None and not said.chosen


@pytest.mark.parametrize("text", ["/restart", "/delete_data", '/delete_data{"sure": "yes"}', "/need_shelter"])
def test_a_typed_slash_is_only_text(text: str) -> None:
    said = way(text)
    choices(said)
    assert said.intent is None and not said.chosen


@pytest.mark.parametrize("text", ["/restart", "/session_start", '/delete_data{"sure": "yes"}', "//skip", "/ /back"])
def test_the_engine_obeys_no_typed_slash(engine: Engine, text: str) -> None:
    parsed = engine.parse(text)
    assert not parsed.data["entities"]
    assert parsed.intent not in ("restart", "session_start", "back") and parsed.confidence < 1.0
    assert json.dumps(parsed.data["intent"]["name"])
