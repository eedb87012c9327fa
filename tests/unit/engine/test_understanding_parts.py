"""The parts of understanding: letters and vectors weighed together, vectors remembered, and going on without them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Sequence

import numpy
import pytest
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message

from bot.engine.meaning import Meaning
from bot.engine.nlu import MeaningClassifier
from bot.engine.remembered import Remembered
from bot.engine.vectors import SentenceVectors, find, vector_of

LINES = [
    "where can i sleep", "a bed for tonight", "somewhere to sleep", "is there food", "i am hungry", "food please",
    "thanks", "thank you", "thx a lot",
] * 3  # fmt: skip
INTENTS = (["need_shelter"] * 3 + ["need_food"] * 3 + ["thank"] * 3) * 3
MADE_OF = "an encoder"


class Counting:
    """Stands in for the encoder: shelter points one way and food the other."""

    def __init__(self, made_of: str = MADE_OF) -> None:
        self.made_of = made_of
        self.asked: list[str] = []

    def vector(self, text: str) -> Any:
        place, food = "sleep" in text or "bed" in text, "food" in text or "hungry" in text
        return numpy.array([place, food], numpy.float32)

    def vectors(self, texts: Sequence[str]) -> Any:
        self.asked += texts
        return numpy.array([self.vector(text) for text in texts])


def message(text: str, vector: Sequence[float] | None = None, made_of: str = MADE_OF) -> Message:
    made = Message({TEXT: text})
    if vector is not None:
        made.add_features(Features(numpy.array([vector], numpy.float32), FEATURE_TYPE_SENTENCE, TEXT, made_of))
    return made


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    return Meaning.fit(LINES, Counting().vectors(LINES), INTENTS, MADE_OF)


def test_letters_and_vector_together_give_one_distribution(meaning: Meaning) -> None:
    guesses = meaning.guess("a bed", numpy.array([1.0, 0.0]), 10)
    assert guesses[0][0] == "need_shelter" and sum(sure for _, sure in guesses) == pytest.approx(1)


def test_the_vector_decides_where_the_letters_say_nothing(meaning: Meaning) -> None:
    place, food = (dict(meaning.guess("zzzz", numpy.array(one), 10)) for one in ([1.0, 0.0], [0.0, 1.0]))
    assert place["need_shelter"] > food["need_shelter"] and food["need_food"] > place["need_food"]


def test_without_vectors_the_letters_decide_alone_and_it_is_said(meaning: Meaning) -> None:
    classifier = MeaningClassifier(MeaningClassifier.get_default_config(), None, None, meaning)  # type: ignore[arg-type]
    classifier.process([message("food please", [0.0, 1.0])])
    assert classifier.lost == ""
    (read,) = classifier.process([message("food please")])
    assert read.get("intent")["name"] == "need_food" and "no encoder" in classifier.lost


def test_vectors_of_another_encoder_count_for_nothing(meaning: Meaning) -> None:
    classifier = MeaningClassifier(MeaningClassifier.get_default_config(), None, None, meaning)  # type: ignore[arg-type]
    (read,) = classifier.process([message("food please", [9.0, 0.0], made_of="another")])
    assert read.get("intent")["name"] == "need_food" and "train it again" in classifier.lost


def test_only_new_lines_are_encoded(tmp_path: Path) -> None:
    first, second = Counting(), Counting()
    before = Remembered(tmp_path / "vectors.npz", first).vectors(LINES)
    after = Remembered(tmp_path / "vectors.npz", second).vectors([*LINES, "a tent"])
    assert first.asked == list(dict.fromkeys(LINES)) and second.asked == ["a tent"]
    assert (after[:-1] == before).all()


@pytest.mark.parametrize("spoil", ["another encoder", "a broken file"])
def test_vectors_that_cannot_be_trusted_are_made_anew(tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "vectors.npz"
    Remembered(path, Counting()).vectors(LINES)
    if spoil == "a broken file":
        path.write_bytes(b"PK\x03\x04 and then nothing")
    fresh = Counting(spoil)
    assert Remembered(path, fresh).vectors(LINES).shape == (len(LINES), 2)
    assert set(fresh.asked) == set(LINES)


@pytest.mark.parametrize("name", ["", "no.such.module.encoder", "bot.engine.vectors.nothing"])
def test_an_encoder_that_cannot_load_is_none_and_messages_pass(name: str, tmp_path: Path) -> None:
    assert find(name, tmp_path) is None
    (passed,) = SentenceVectors({"encoder": name}).process([message("hello")])
    assert vector_of(passed) == (None, "")
