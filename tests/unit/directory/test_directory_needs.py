"""From names and descriptions to need codes, with the reason."""

from __future__ import annotations

import pytest

from bot.directory.needing.given import Given, Origin
from bot.directory.needing.taxonomy import Term, need_codes, needs_by_terms, needs_of, told_by
from bot.directory.needing.vectors import SENTENCES, all_needs, seconded
from bot.yaml_file import read_yaml

VOCABULARY = (
    "shelter food medical reproductive mental_health substance_use legal immigration documents work education "
    "transport interpreter money childcare peer_support safety_plan"
)


def test_the_codes_are_those_of_the_vocabulary() -> None:
    assert need_codes() == tuple(VOCABULARY.split())


@pytest.mark.parametrize(
    ("name", "description", "need", "reason"),
    [
        ("Corner Food Pantry", "", "food", "name: food pantry"),
        ("Despensa de alimentos", "", "food", "name: despensa de alimentos"),
        ("Sunrise", "An overnight shelter for men.", "shelter", "description: overnight shelter"),
        ("Women's center", "Ask for a restraining order", "legal", "description: restraining order"),
        ("Clínica de la salud", None, "medical", "name: clinica"),
        ("U Visa help", None, "immigration", "name: u visa"),
        ("Wage theft project", None, "work", "name: wage theft"),
        ("Grupo de apoyo", None, "peer_support", "name: grupo de apoyo"),
        ("Head Start", None, "childcare", "name: head start"),
        ("Bus passes", None, "transport", "name: bus pass"),
    ],
)
def test_words(name: str, description: str, need: str, reason: str) -> None:
    assert needs_of(name, description)[need].reason == reason


@pytest.mark.parametrize(
    ("name", "description", "need"),
    [
        ("Animal Shelter", "A pet shelter.", "shelter"),
        ("Physical therapy", "", "mental_health"),
        ("Tax counseling", "", "mental_health"),
        ("Substance abuse program", "", "safety_plan"),
        ("Library", "There is food in the area.", "food"),
        ("Legal clinic", "", "medical"),
    ],
)
def test_what_only_sounds_like_it(name: str, description: str, need: str) -> None:
    assert need not in needs_of(name, description)


@pytest.mark.parametrize(
    ("name", "description", "need"),
    [
        ("Sunrise", "Referrals to emergency shelters and food pantries.", "shelter"),
        ("Sunrise", "Referrals to emergency shelters and food pantries.", "food"),
        ("Sunrise", "Case managers collaborate with legal aid.", "legal"),
        ("Sunrise", "We know housing.", "shelter"),
        ("Mental Health Center", "", "medical"),
    ],
)
def test_what_others_offer_and_what_is_too_little(name: str, description: str, need: str) -> None:
    assert need not in needs_of(name, description)


def test_after_a_sentence_about_others_it_is_about_them_again() -> None:
    assert needs_of("Sunrise", "Referrals to doctors. Food pantry on Fridays.").keys() == {"food"}


def test_the_surer_the_plainer() -> None:
    by_name = needs_of("Food pantry", None)["food"]
    first = needs_of("Sunrise", "A food pantry.")["food"]
    later = needs_of("Sunrise", "Neighbors. Music. A food pantry.")["food"]
    assert 1 > by_name.confidence > first.confidence > later.confidence > 0
    assert (by_name.origin, later.origin) == (Origin.NAME, Origin.DESCRIPTION)


def test_a_term_of_any_taxonomy_counts_by_its_name_and_never_by_its_code() -> None:
    said = needs_by_terms([Term("Food Pantries", "Other", "BD-1800")])
    assert said == {"alone": False, "needs": [["food", "term", "food pantries", 0.95]]}
    assert needs_of("Sunrise", None, said)["food"].reason == "term: food pantries"
    assert needs_by_terms([Term("Unheard of", "Other", "shelter")]) is None


def test_stated_needs_decide_alone() -> None:
    said = needs_by_terms([Term("Shelter", "alder-needs", "shelter"), Term("Food", "Other")])
    found = needs_of("Corner Food Pantry", "food pantry", said)
    assert {need: (one.reason, one.confidence) for need, one in found.items()} == {"shelter": ("stated", 1.0)}


def test_vectors_confirm_a_hint_and_never_give_a_need_alone() -> None:
    given = {"food": Given(Origin.DESCRIPTION, "food pantry", 0.8), "legal": Given(Origin.DESCRIPTION, "lawyer", 0.8)}
    odds = {"food": 0.5, "shelter": 0.6, "money": 0.9, "legal": 0.0}
    found = seconded(given, frozenset({"food", "shelter", "work"}), odds)
    assert {need: one.origin.value for need, one in found.items()} == {
        "shelter": "vectors",
        "food": "description",
        "legal": "description",
    }
    assert found["food"].confidence > found["legal"].confidence > found["shelter"].confidence


def test_there_are_sentences_for_every_need_and_for_none() -> None:
    assert set(read_yaml(SENTENCES)) == set(all_needs())


def test_our_own_export_brings_back_why_and_how_surely() -> None:
    term = Term("Food", "alder-needs", "food")
    told = told_by(term, {"reason": "description: food bank", "confidence": 0.9})
    found = needs_of("Legal aid", None, needs_by_terms([term], told))
    assert found == {"food": Given(Origin.DESCRIPTION, "food bank", 0.9)}
    assert needs_of("Legal aid", None, needs_by_terms([], none=True)) == {}


@pytest.mark.parametrize(
    "extension", [{}, {"reason": 7}, {"reason": "no origin"}, {"reason": "name: x", "confidence": 9}]
)
def test_what_no_export_of_ours_says_is_only_stated(extension: dict[str, object]) -> None:
    term = Term("Food", "alder-needs", "food")
    assert needs_of("", None, needs_by_terms([term], told_by(term, extension)))["food"].reason == "stated"
