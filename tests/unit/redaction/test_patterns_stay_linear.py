"""No pattern may run away: a message written to hang one would hang the assistant for everybody."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest

from redaction import cues as cue_files
from redaction import shapes
from redaction.cues import Cues
from redaction.floor import Floor
from redaction.frame import recognizers
from redaction.known import Known
from redaction.places import Places
from redaction.view import look

PIECES = (
    "a", "A", "1", " ", "-", ".", "@", "1 ", "A1-", "a@", "a.", "1-", ":1", "(", "$", "is ", "no ", "at ", "dot ",
    "x dot ",
    "my name is ", "in miami ", "calle ", "12 oak ", "five ", "card ", "ssn ", "insta is ", "born ", "tengo ", "Maria ",
    "\u0301", "\u6211\u53eb", "\u674e", "\uc81c \uc774\ub984\uc740 ",
    "\u0438\u043c\u044f ", "\u0646\u0627\u0645 ", "\u0928\u093e\u092e ",
)  # fmt: skip
SHORT, LONG = 1000, 4000


@pytest.fixture(scope="module")
def finders(cues: Cues, places: Places) -> dict[str, object]:
    floor = Floor(cues, places)
    languages = cue_files.available()
    every = {type(r).__name__: (lambda text, r=r: r.analyze(text, [])) for r in recognizers(cues, places, languages)}
    known = Known(b"key", Known(b"key").marks({"<PERSON_1>": "Maria Lopez"}, lambda word: False))
    return {**every, "Floor": lambda text: floor.find(look(text), "en"), "Known": known.find}


@pytest.fixture(autouse=True)
def measured_here(monkeypatch: Any) -> None:
    """The limit in use counts every thread of the process, these tests only their own: theirs decides."""
    monkeypatch.setattr(shapes, "PATTERN_SECONDS", 20.0)


@pytest.mark.parametrize("seed", range(12))
def test_time_grows_with_length_not_with_its_square(finders: Any, seed: Any) -> None:
    chosen = random.Random(seed).choices(PIECES, k=1 + seed % 3) if seed else ["a"]
    pattern = "".join(chosen)
    for name, find in finders.items():
        short, long = _best(find, _filled(pattern, SHORT)), _best(find, _filled(pattern, LONG))
        # Four times the length: four times the time, sixteen if it were quadratic; small times are noise.
        assert long < 0.04 or long < short * 12, (name, pattern)
        assert long < 0.2, (name, pattern)


@pytest.mark.parametrize("piece", PIECES)
def test_a_wall_of_one_piece_is_quick(finders: Any, piece: Any) -> None:
    for name, find in finders.items():
        assert _best(find, _filled(piece, LONG)) < 0.2, name


def _filled(piece: str, length: int) -> str:
    return piece * (length // len(piece))


def _best(find: Any, text: str) -> float:
    times = []
    for _ in range(2):
        # The time of this thread, not of the wall: other work on the machine proves nothing about a pattern.
        started = time.thread_time()
        find(text)
        times.append(time.thread_time() - started)
    return min(times)
