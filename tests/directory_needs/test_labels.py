"""The needs given to 150 services of a real package are right nine times in ten, and not by saying little."""

from __future__ import annotations

from pathlib import Path

from bot.directory.needing.taxonomy import need_codes, needs_of
from bot.engine.encoder import encoder_of_understanding
from tests.directory_needs.measured import HALVES, labels, measured, packages, texts

PRECISION, RECALL = 0.9, 0.7
_MODELS = Path(__file__).resolve().parents[2] / "models"


def test_the_labels_are_150_services_in_two_halves_and_hold_no_text() -> None:
    development, test = (labels(half) for half in HALVES)
    assert len(development) == len(test) == 75 and not development.keys() & test.keys()
    both = {**development, **test}
    assert all(key.isdigit() for key in both)
    assert {need for needs in both.values() for need in needs} <= set(need_codes())


def test_precision_at_three_by_words_alone() -> None:
    for package in packages():
        wanted = labels(*HALVES)
        found = measured({key: needs_of(*text) for key, text in texts(package, list(wanted)).items()}, wanted)
        assert min(found.micro, found.macro) >= PRECISION and found.recall >= RECALL, found


def test_precision_at_three_with_the_vectors() -> None:
    from bot.directory.needing.vectors import ByVectors

    for package in packages():
        vectors = ByVectors(encoder_of_understanding(_MODELS))
        wanted = labels(*HALVES)
        given = {
            key: vectors.second(name, about, needs_of(name, about))
            for key, (name, about) in texts(package, list(wanted)).items()
        }
        found = measured(given, wanted)
        assert min(found.micro, found.macro) >= PRECISION and found.recall >= RECALL, found
