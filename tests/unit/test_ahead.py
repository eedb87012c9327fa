"""Reading ahead: what was read is handed over once, what could not be read is read in the turn, and little is kept."""

from __future__ import annotations

import threading
from typing import Any

from channels.ahead import _MOST, Ahead


class Reader:
    """Reads in capitals; waits for `go`, and breaks at "broken"."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def read(self, text: str) -> Any:
        assert self.go.wait(10)
        if text == "broken":
            raise ValueError(text)
        return text.upper()


def test_what_was_read_is_handed_over_once() -> None:
    reader = Reader()
    ahead = Ahead(reader)
    ahead.start(1, "hola")
    reader.go.set()
    ahead._reading[1].result()
    assert ahead.take(1) == "HOLA" and ahead.take(1) is None


def test_a_turn_waits_for_a_reading_under_way_and_not_for_one_that_has_not_begun() -> None:
    reader = Reader()
    ahead = Ahead(reader)
    ahead.start(1, "first")
    ahead.start(2, "second")
    assert ahead.take(2) is None, "it had not begun"
    threading.Timer(0.05, reader.go.set).start()
    assert ahead.take(1) == "FIRST"


def test_what_breaks_is_left_to_the_turn_which_closes() -> None:
    reader = Reader()
    reader.go.set()
    ahead = Ahead(reader)
    ahead.start(1, "broken")
    ahead._reading[1].exception()
    assert ahead.take(1) is None and ahead.take(7) is None


def test_messages_that_nobody_takes_are_dropped() -> None:
    reader = Reader()
    ahead = Ahead(reader)
    for number in range(_MOST + 5):
        ahead.start(number, "x")
    assert len(ahead._reading) == _MOST
    reader.go.set()
