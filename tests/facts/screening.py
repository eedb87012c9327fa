"""Facts about screening: what is asked next, what an answer means and what answers add up to, on one small pack."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from bot.screening.pack import Pack
from tests.mutants import Fact

OFFERS = {"talk": ["work", "legal"], "another": ["money"]}
PACK = Pack.parse_obj(
    {
        "pack": "small",
        "kind": "intake",
        "needs": ["food"],
        "sensitive": False,
        "licence": "CC0-1.0",
        "source": "a test",
        "scales": {"often": [0, 2, 5]},
        "items": [
            {"id": "rest", "type": "yes_no", "offers": {"no": ["food", "work"]}},
            {"id": "nights", "type": "number", "from": 2, "to": 7, "ask_if": {"rest": ["no", "unsure"]}},
            {"id": "low", "type": "scale", "scale": "often", "safety": {"self_harm": ["2"], "danger": ["1"]}},
            {"id": "sure", "type": "yes_no", "unsure": False, "ask_if": {"rest": ["no"], "low": ["1", "2"]}},
            {"id": "help", "type": "choice", "options": ["talk", "another"], "offers": OFFERS},
        ],
        "scores": [
            {"name": "all", "items": ["rest", "nights", "low"], "bands": {10: "high", 0: "low", 4: "some"}},
            {"name": "some", "items": ["sure", "help"], "bands": {1: "yes"}},
        ],
        "words": {
            lang: {
                "title": "t",
                "about": "a",
                "items": {one: one for one in ("rest", "nights", "low", "sure", "help")},
                "scales": {"often": often},
                "options": {"help": dict(zip(("talk", "another"), options, strict=True))},
            }
            for lang, often, options in (
                ("en", ["Never", "At times", "Always"], ["Talk to me!", "Rest. Now"]),
                ("es", ["Nunca", "A veces", "Siempre"], ["¿Hablar?", "Descansar"]),
            )
        },
    }
)
REST, NIGHTS, LOW, SURE, HELP = PACK.items


def the_first_item_that_applies_and_has_no_answer_is_next(rules: Any) -> None:
    for answers, expected in (
        ({}, REST),
        ({"rest": "yes"}, LOW),
        ({"rest": "no"}, NIGHTS),
        ({"rest": rules.SKIPPED}, LOW),
        ({"low": "1"}, REST),
        ({"rest": "no", "nights": "2", "low": "2"}, SURE),
        ({"rest": "no", "nights": "2", "low": "0"}, HELP),
        ({"rest": "unsure", "nights": "2", "low": "2"}, HELP),
        ({"rest": "yes", "low": "0", "help": "talk"}, None),
    ):
        assert rules.next_item(PACK, answers) is expected, answers


def an_item_applies_only_when_all_that_it_hangs_on_was_answered_so(rules: Any) -> None:
    assert rules.applies(REST, {}) and rules.applies(NIGHTS, {"rest": "unsure"})
    assert not rules.applies(NIGHTS, {}) and not rules.applies(NIGHTS, {"rest": rules.SKIPPED})
    assert rules.applies(SURE, {"rest": "no", "low": "1"})
    assert not rules.applies(SURE, {"rest": "no"}) and not rules.applies(SURE, {"low": "1"})


def a_changed_answer_comes_last_and_takes_with_it_what_hung_on_it(rules: Any) -> None:
    said = {"rest": "no", "nights": "5", "low": "1", "sure": "yes"}
    assert list(rules.answered(PACK, said, "rest", "no").items())[-1] == ("rest", "no")
    assert rules.answered(PACK, said, "rest", "no") == said
    assert rules.answered(PACK, said, "rest", "yes") == {"low": "1", "rest": "yes"}
    assert rules.answered(PACK, {}, "rest", "yes") == {"rest": "yes"}
    assert said == {"rest": "no", "nights": "5", "low": "1", "sure": "yes"}, "what was given was changed"
    assert rules.last({"rest": "no", "nights": "5"}) == "nights" and rules.last({}) is None


def yes_no_and_not_sure_answer_only_an_item_that_knows_them(rules: Any) -> None:
    read = rules.read_intent
    found = [read(PACK, REST, intent) for intent in ("affirm", "deny", "not_sure", "greet")]
    assert found == ["yes", "no", "unsure", None]
    for item in (NIGHTS, LOW, HELP):
        assert [read(PACK, item, intent) for intent in ("affirm", "deny", "greet")] == [None] * 3, item.id
    assert {read(PACK, item, "skip") for item in PACK.items} == {rules.SKIPPED} == {"skipped"}
    assert [read(PACK, item, "not_sure") for item in (NIGHTS, LOW, SURE, HELP)] == ["skipped"] * 4
    named = PACK.copy(update={"items": (HELP.copy(update={"options": ("yes", "no")}),)})
    assert read(named, named.items[0], "affirm") is None, "an option's name was taken for a yes"


def a_number_is_read_in_any_digits_and_only_within_its_range(rules: Any) -> None:
    for text, expected in (("2", "2"), (" 7. ", "7"), ("٥!", "5"), ("007", "7"), ("1", None), ("8", None)):
        assert rules.read_text(PACK, NIGHTS, text) == expected, text
    for text in ("-3", "3.5", "three", "", "3 nights", "5 5", "00005"):
        assert rules.read_text(PACK, NIGHTS, text) is None, text


def the_words_of_an_answer_are_that_answer_in_any_language_of_the_pack(rules: Any) -> None:
    for item, words in ((LOW, ("never", "AT TIMES.", "  siempre ")), (HELP, ("talk to me", "¿hablar", "Rest. Now!"))):
        expected = ["0", "1", "2"] if item is LOW else ["talk", "talk", "another"]
        assert [rules.read_text(PACK, item, one) for one in words] == expected
    for text in ("sometimes", "", "0", "always never", "talk"):
        assert rules.read_text(PACK, LOW, text) is None and rules.read_text(PACK, HELP, text) is None, text
    assert rules.read_text(PACK, REST, "yes") is None, "a yes is understood, not spelt"
    with pytest.raises(ValueError):  # rather than words that stand for the answer beside theirs
        rules.read_text(PACK.copy(update={"scales": {"often": (0, 2)}}), LOW, "Nothing of it")


def some_answers_take_the_safety_path(rules: Any) -> None:
    assert [rules.danger(LOW, value) for value in ("0", "1", "2", rules.SKIPPED)] == [None, "danger", "self_harm", None]
    assert rules.danger(REST, "no") is None


def offers_come_once_in_the_order_of_the_items(rules: Any) -> None:
    assert rules.offers(PACK, {}) == rules.offers(PACK, {"rest": "yes"}) == []
    assert rules.offers(PACK, {"help": "talk"}) == ["work", "legal"]
    assert rules.offers(PACK, {"help": "talk", "rest": "no"}) == ["food", "work", "legal"]


def total(rules: Any, name: str = "all", **answers: str) -> Any:
    """The value and the band of one score."""
    (found,) = [one for one in rules.scores(PACK, answers) if one.name == name]
    return found.value, found.band


def answers_add_up_and_the_highest_band_reached_names_them(rules: Any) -> None:
    assert total(rules, rest="yes", low="0") == (1, "low"), "an item that does not apply counts nothing"
    assert total(rules, rest="no", nights="3", low="0") == (3, "low")
    assert total(rules, rest="no", nights="2", low="1") == (4, "some")
    assert total(rules, rest="unsure", nights="7", low="2") == (12, "high")
    assert total(rules, rest="no", nights="5", low="2") == (10, "high")
    assert total(rules, rest="yes", nights="3", low="0") == (4, "some"), "what was answered counts"
    assert [one.name for one in rules.scores(PACK, {})] == ["all", "some"]
    assert total(rules, "some", rest="no", low="1", sure="yes", help="talk") == (1, "yes"), "a choice counts nothing"
    assert total(rules, "some", rest="no", low="1", sure="no", help="talk") == (0, None), "it reached no band"
    assert total(rules, "some", rest="yes", low="2", help="talk") == (0, None)


def what_was_skipped_or_not_asked_leaves_no_score(rules: Any) -> None:
    assert total(rules, rest="yes") == (None, None) == total(rules, low="0")
    assert total(rules, rest="no", low="0") == (None, None), "the nights were not asked yet"
    assert total(rules, rest="no", nights="skipped", low="0") == (None, None)
    assert total(rules, rest="skipped", low="0") == (None, None)
    assert total(rules, "some", rest="yes", low="skipped", help="talk") == (None, None), "it hangs on what was skipped"
    assert total(rules, "some", rest="yes", help="talk") == (None, None), "it hangs on what was not asked"


def a_score_cannot_be_changed(rules: Any) -> None:
    found = rules.Sum("all", 1, None)
    with pytest.raises(FrozenInstanceError):
        found.value = 2


FACTS: tuple[Fact, ...] = (
    the_first_item_that_applies_and_has_no_answer_is_next,
    an_item_applies_only_when_all_that_it_hangs_on_was_answered_so,
    a_changed_answer_comes_last_and_takes_with_it_what_hung_on_it,
    yes_no_and_not_sure_answer_only_an_item_that_knows_them,
    a_number_is_read_in_any_digits_and_only_within_its_range,
    the_words_of_an_answer_are_that_answer_in_any_language_of_the_pack,
    some_answers_take_the_safety_path,
    offers_come_once_in_the_order_of_the_items,
    answers_add_up_and_the_highest_band_reached_names_them,
    what_was_skipped_or_not_asked_leaves_no_score,
    a_score_cannot_be_changed,
)
