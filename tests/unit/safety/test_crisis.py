"""Crisis is seen from raw text alone, and look-alikes are left in peace."""

from __future__ import annotations

import json
import time
from pathlib import Path
from types import ModuleType

import pytest

from bot.safety import crisis
from bot.safety.kind import Kind
from tests.unit.safety import benign_en, benign_es, crisis_en, crisis_es

FIXTURES = Path(__file__).parents[2] / "fixtures" / "nlu"
LANGUAGES = [(crisis_en, benign_en), (crisis_es, benign_es)]
CRISIS = [line for m, _ in LANGUAGES for line in (*m.FIRST, *m.SECOND, *m.THIRD)]
BENIGN = [line for _, m in LANGUAGES for line in (*m.FIRST, *m.SECOND, *m.THIRD)]
# Ratchets on lines that the lists were not improved on: raise them when the lists get better. The classifier is the
# second net; what both together must reach is checked elsewhere.
UNSEEN_RECALL = 0.70
UNSEEN_FALSE_ALARMS = 0.03


@pytest.mark.parametrize(("kind", "text"), CRISIS)
def test_crisis_is_raised(kind: str, text: str) -> None:
    found = crisis.find(text)
    assert found is not None
    assert (found.kind.value, found.why) == (kind, "phrase")


@pytest.mark.parametrize("text", BENIGN)
def test_look_alike_is_left_in_peace(text: str) -> None:
    assert crisis.find(text) is None


@pytest.mark.parametrize(("raised", "quiet"), LANGUAGES, ids=["en", "es"])
def test_rates_on_unseen_lines(raised: ModuleType, quiet: ModuleType) -> None:
    seen = [text for _, text in raised.UNSEEN if crisis.find(text)]
    false = [text for text in quiet.UNSEEN if crisis.find(text)]
    assert len(seen) / len(raised.UNSEEN) >= UNSEEN_RECALL
    assert len(false) / len(quiet.UNSEEN) <= UNSEEN_FALSE_ALARMS


@pytest.mark.parametrize("lang", sorted(path.stem for path in FIXTURES.glob("*.jsonl")))
def test_everyday_meanings_raise_nothing(lang: str) -> None:
    lines = (FIXTURES / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines()
    everyday = [row["text"] for row in map(json.loads, lines) if not row["intent"].startswith("crisis_")]
    assert len([text for text in everyday if crisis.find(text)]) <= len(everyday) / 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I took all my pills and I want to die", (Kind.MEDICAL, Kind.SELF_HARM)),
        ("he is outside with a gun and im bleeding a lot", (Kind.MEDICAL, Kind.DANGER)),
        ("he is at the door, i want to die", (Kind.DANGER, Kind.SELF_HARM)),
        ("I'm not suicidal but he has a gun", (Kind.DANGER,)),
        ("no, i want to die", (Kind.SELF_HARM,)),
        ("i dont want to die", ()),
        ("me quiero kill myself", (Kind.SELF_HARM,)),
        ("I was in danger, I'm safe now", ()),
        ("last year he locked me in", ()),
        ("like last year he locked me in again", (Kind.DANGER,)),
        ("my boyfriend hits me", ()),
        ("", ()),
    ],
)
def test_most_urgent_first(text: str, expected: tuple[Kind, ...]) -> None:
    assert crisis.kinds(text) == expected


@pytest.mark.parametrize(
    ("ranking", "kind"),
    [
        ([("crisis_danger", 0.9)], Kind.DANGER),
        ([("crisis_self_harm", crisis.CRISIS_THRESHOLD)], Kind.SELF_HARM),
        ([("crisis_medical", crisis.CRISIS_THRESHOLD - 0.01)], None),
        ([("need_medical", 0.5), ("crisis_medical", 0.26), ("crisis_self_harm", 0.24)], Kind.MEDICAL),
        ([("crisis_unknown", 0.9)], None),
        ([("need_shelter", 0.9)], None),
        ([], None),
    ],
)
def test_the_classifier_is_enough_to_raise_it(ranking: list[tuple[str, float]], kind: Kind | None) -> None:
    found = crisis.from_ranking(ranking)
    assert (found.kind if found else None) == kind
    assert found is None or found.why == "model"


def test_a_message_costs_under_half_a_millisecond() -> None:
    texts = [text for _, text in CRISIS] + BENIGN
    for text in texts:
        crisis.find(text)
    start = time.process_time()
    for text in texts:
        crisis.find(text)
    assert (time.process_time() - start) / len(texts) < 0.0005


@pytest.mark.parametrize("text", ["i " * 5000, "no he is " * 1500, "a" * 20000, "!." * 10000])
def test_a_long_message_cannot_stall_us(text: str) -> None:
    start = time.process_time()
    crisis.find(text)
    assert time.process_time() - start < 2
