"""Every rule has a story in every language that the model is taught, and Rasa's own test runs them without a miss."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Iterator

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
LANGUAGES = sorted(path.stem for path in (ROOT / "data/nlu").glob("*.yml"))
LONGER = 12  # stories in which one thing interrupts another


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def _rules(taught: bool = True) -> dict[str, list[dict[str, str]]]:
    """The steps of each rule by its name: those of intents that the model is taught, or those only for buttons."""
    files = sorted((ROOT / "data/rules").glob("*.yml"))
    rules = [rule for path in files for rule in _read(path)["rules"]]
    return {rule["rule"]: rule["steps"] for rule in rules if (rule["steps"][0]["intent"] in _taught()) is taught}


@cache
def _taught() -> frozenset[str]:
    intents = {block["intent"] for block in _read(ROOT / "data/nlu/en.yml")["nlu"]}
    return frozenset(intents | {"nlu_fallback"})


def _stories(lang: str) -> list[dict[str, Any]]:
    return list(_read(HERE / f"test_{lang}.yml")["stories"])


def _texts(lang: str) -> Iterator[tuple[str, str]]:
    """Each text of the stories with its intent."""
    for story in _stories(lang):
        for step in story["steps"]:
            if "user" in step:
                yield step["user"].strip(), step["intent"]


def _plain(text: str) -> str:
    """Without case, accents and punctuation; placeholders such as ``<LOCATION_1>`` keep their name."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("’", ""))
    return " ".join(re.findall(r"\w+", "".join(char for char in folded if not unicodedata.combining(char))))


def _without_text(steps: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{name: value for name, value in step.items() if name != "user"} for step in steps]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_has_a_story(lang: str) -> None:
    stories = {story["story"]: _without_text(story["steps"]) for story in _stories(lang)}
    for name, steps in _rules().items():
        assert stories.get(f"{lang}: {name}") == steps, f"{lang}: the story of the rule '{name}' is missing or differs"


def test_every_rule_for_buttons_has_a_story() -> None:
    stories = {story["story"]: _without_text(story["steps"]) for story in _read(HERE / "test_buttons.yml")["stories"]}
    assert stories == {f"button: {name}": steps for name, steps in _rules(taught=False).items()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_story_twice_and_a_dozen_longer_ones(lang: str) -> None:
    names = [story["story"] for story in _stories(lang)]
    assert len(names) == len(set(names))
    of_rules = {f"{lang}: {name}" for name in _rules()}
    longer = [story for story in _stories(lang) if story["story"] not in of_rules]
    assert len(longer) >= LONGER
    assert all(sum("user" in step for step in story["steps"]) >= 5 for story in longer)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_was_learnt_by_heart(lang: str) -> None:
    """A text that the model was trained on would show nothing."""
    learnt = {
        _plain(line.strip()[2:])
        for path in (ROOT / "data/nlu").glob("*.yml")
        for block in _read(path)["nlu"]
        for line in block.get("examples", "").splitlines()
    }
    assert [text for text, _ in _texts(lang) if _plain(text) in learnt] == []


@pytest.mark.timeout(200)
def test_rasa_runs_every_story(tmp_path: Path) -> None:
    """`rasa test core` understands every text and takes the action of the rule.

    Without `--fail-on-prediction-errors`: that stops at the first miss and names no other; its report counts them all.
    """
    from bot.engine.load import newest_model

    model = newest_model(ROOT / "models")
    command = [sys.executable, "-m", "rasa", "test", "core", "--e2e", "--no-plot", "--model", str(model)]
    command += ["--stories", str(HERE), "--out", str(tmp_path)]
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}
    environment = {**os.environ, **quiet, "ALDER_HOME": str(tmp_path / "home")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=160)
    assert done.returncode == 0, f"rasa test core ended with {done.returncode}"
    failed = _read(tmp_path / "failed_test_stories.yml") or {"stories": []}
    missed = [story["story"].rsplit(" (", 1)[0] for story in failed["stories"]]
    assert not missed, f"missed: {'; '.join(missed)}"
    counted = json.loads((tmp_path / "story_report.json").read_text("utf-8"))["conversation_accuracy"]
    expected = sum(len(_stories(name)) for name in (*LANGUAGES, "buttons"))
    assert (counted["total"], counted["correct"]) == (expected, expected)
