"""From names and descriptions to need codes, with the reason."""

from __future__ import annotations

import pytest

from bot.directory.needing.taxonomy import Term, need_codes, needs_of

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
    assert needs_of(name, description)[need] == reason


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


def test_a_term_of_any_taxonomy_counts_by_its_name_and_never_by_its_code() -> None:
    assert needs_of("Sunrise", None, [Term("Food Pantries", "Other", "BD-1800")]) == {"food": "term: food pantries"}
    assert needs_of("Sunrise", None, [Term("Unheard of", "Other", "shelter")]) == {}


def test_stated_needs_decide_alone() -> None:
    terms = [Term("Shelter", "alder-needs", "shelter")]
    assert needs_of("Corner Food Pantry", "food pantry", terms) == {"shelter": "stated"}
