"""No small wrong version of the rules of consent, retention or screening goes unnoticed by the facts about them."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from bot.consent import rules as consent
from bot.retention import rules as retention
from bot.screening import rules as screening
from tests import facts
from tests.facts import consent as about_consent
from tests.facts import retention as about_retention
from tests.facts import screening as about_screening
from tests.mutants import Fact, load, mutants, survivors

ABOUT = [(consent, about_consent.FACTS), (retention, about_retention.FACTS), (screening, about_screening.FACTS)]
HEAD = "def f(a, b):\n    "
QUIET = """
'''What it is for.'''
from enum import Enum

class Word(str, Enum):
    '''A word.'''
    ONE = "one"
    TWO = "two"
"""

# Changes that change nothing, and why.
EQUIVALENT: dict[ModuleType, dict[str, str]] = {
    consent: {
        "last.pop((entry.scope, entry.subject), None) → last.pop((entry.scope, entry.subject), 0)": (
            "what pop gives back is not used"
        ),
    },
    retention: {
        "return max([last + policy.record, *(end for end in ends if end)])"
        " → return max([last + policy.record, *(end for end in ends)])": (
            "no end is missing here; the check is for the type checker"
        ),
    },
    screening: {
        "return value if item.type is ItemType.YES_NO and value in pack.answers_to(item) else None"
        " → return value if item.type is ItemType.YES_NO else None": (
            "the one value that an item can lack, unsure, was a skip before"
        ),
        "return None → pass": "the last line of a function",
        "value = None if None in counts else sum((count or 0 for count in counts))"
        " → value = None if None in counts else sum((count for count in counts))": (
            "no count is missing here; the zero is for the type checker"
        ),
    },
}


@pytest.mark.parametrize(("real", "known"), ABOUT, ids=lambda one: getattr(one, "__name__", ""))
def test_no_mutant_survives(real: ModuleType, known: tuple[Fact, ...]) -> None:
    for fact in known:
        fact(real)
    assert sorted(survivors(real, known)) == sorted(EQUIVALENT[real])


@pytest.mark.parametrize("about", [about_consent, about_retention, about_screening], ids=lambda one: one.__name__)
def test_every_fact_is_asked(about: ModuleType) -> None:
    written = [one for one in vars(about).values() if getattr(one, "__annotations__", None) == facts.SHAPE]
    assert tuple(written) == about.FACTS


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("return a is b", ["return a is not b", "return None", "pass"]),
        ("return a not in b", ["return a in b", "return None", "pass"]),
        ("return a >= b", ["return a > b", "return a < b", "return None", "pass"]),
        ("return not a", ["return a", "return None", "pass"]),
        ("return a and b", ["return a or b", "return a", "return b", "return None", "pass"]),
        ("return a if b else 1", ["return 1 if b else a", "return a if b else 2", "return a if b else 0"]),
        ("return min(a, b) + 1", ["return max(a, b) + 1", "return min(a, b) - 1"]),
        ("a.pop(b)", ["pass"]),
        ("a = [one for one in b if one]", ["a = [one for one in b]", "pass"]),
        ("return timedelta(days=30)", ["return timedelta(days=31)", "return timedelta(days=29)"]),
    ],
)
def test_what_is_done_to_a_line(tmp_path: Path, line: str, expected: list[str]) -> None:
    found = [mutant.source.removeprefix(HEAD) for mutant in mutants(_module(tmp_path, f"{HEAD}{line}"))]
    assert set(expected) <= set(found)
    assert len(set(found)) == len(found), "the same one twice"


def test_words_of_enums_docstrings_and_types_are_left_alone(tmp_path: Path) -> None:
    assert not list(mutants(_module(tmp_path, f"{QUIET}\ndef f(a: 'int') -> 'str':\n    '''Says.'''\n    pass")))
    used = [mutant.what for mutant in mutants(_module(tmp_path, f"{QUIET}\nx = Word.ONE"))]
    assert used == ["x = Word.ONE → pass", "x = Word.ONE → x = Word.TWO"]


def test_a_fact_that_says_nothing_lets_every_mutant_live(tmp_path: Path) -> None:
    module = _module(tmp_path, f"{HEAD}return a is b")
    assert len(survivors(module, [lambda rules: None])) == len(list(mutants(module))) == 3
    assert survivors(module, [lambda rules: _hold(rules.f(1, 1) is True)]) == []


def _hold(found: bool) -> None:
    assert found


def _module(folder: Path, source: str) -> ModuleType:
    path = folder / "rules.py"
    path.write_text(source, "utf-8")
    module = load(source)
    module.__file__ = str(path)
    return module
