"""The redactor as a whole: closed when something breaks, on the floor without Presidio, silent in the logs, offline."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import time
from typing import Any

import pytest

from redaction import engine
from redaction.engine import Redactor, build
from redaction.tagger.pieces import Cut
from redaction.tagger.reading import Reading
from redaction.types import WITHHELD, WITHHELD_TEXT, Finding, Redacted

SECRET = "my name is Xochitl Quiroz, 305-555-0123, xq@example.org"


def _no_cities() -> frozenset[str]:
    return frozenset(("hialeah",))


@pytest.fixture
def without_presidio(monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "presidio_analyzer", None)
    monkeypatch.delitem(sys.modules, "redaction.frame", raising=False)


@pytest.fixture
def floor(without_presidio: Any) -> Redactor:
    return build(("en", "es"), _no_cities)


def test_a_message_with_many_identifiers(redactor: Any) -> None:
    redacted = redactor.redact("Mi nombre es Ana Paz, vivo en Hialeah 33010 y mi cel es 305 555 0188", lang="es")
    assert redacted.text == "Mi nombre es <PERSON_1>, vivo en <LOCATION_1> <LOCATION_2> y mi cel es <PHONE_1>"
    assert redacted.values == {
        "<PERSON_1>": "Ana Paz",
        "<LOCATION_1>": "Hialeah",
        "<LOCATION_2>": "33010",
        "<PHONE_1>": "305 555 0188",
    }


@pytest.mark.parametrize(
    "text",
    [
        "305-555-0123 305-555-0124",
        "305-555-0123 / 305-555-0124",
        "305 555 0123 305 555 0124",
        "3055550123, 3055550124",
        "305-555-0123 and 305-555-0124",
        "123-45-6789 305-555-0123",
    ],
)
def test_two_numbers_in_a_row_leave_no_digit(redactor: Any, floor: Any, text: Any) -> None:
    for one in (redactor, floor):
        redacted = one.redact(text)
        covered = {place for f in redacted.findings for place in range(f.start, f.end)}
        assert [char for place, char in enumerate(text) if char.isdigit() and place not in covered] == []


@pytest.mark.parametrize("lang", ["en", "es", "fr", "", "xx"])
def test_a_wrong_guess_of_the_language_leaks_nothing(redactor: Any, lang: Any) -> None:
    assert redactor.redact("me llamo yamileth", lang=lang).text == "me llamo <PERSON_1>"
    assert redactor.redact("my name is yamileth", lang=lang).text == "my name is <PERSON_1>"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("llama al \u0663\u0660\u0665\u0665\u0665\u0665\u0660\u0661\u0662\u0663", 9),
        ("tel \uff13\uff10\uff15-\uff15\uff15\uff15-\uff10\uff11\uff12\uff13 ok", 4),
        ("n 3\u200b05\u200b5550123", 2),
        ("me llamo Mari\u0301a Pe\u0301rez", 9),
        ("\U0001f600 call 305\u2011555\u20110123", 7),
    ],
)
def test_offsets_are_code_points_of_the_text_as_typed(redactor: Any, text: Any, value: Any) -> None:
    (finding,) = redactor.redact(text).findings
    assert finding.start == value
    assert finding.end == (len(text) if not text.endswith("ok") else len(text) - 3)


def test_an_exception_withholds_the_message(redactor: Any, monkeypatch: Any) -> None:
    def fail(*_: object) -> list[Finding]:
        raise RuntimeError("x")

    monkeypatch.setattr(redactor._analyser, "find", fail)
    redacted = redactor.redact(SECRET)
    assert redacted.text == WITHHELD_TEXT
    assert redacted.findings == (Finding(WITHHELD, 0, len(SECRET), 1.0),)
    assert redacted.values == {}


def _slow(redactor: Any, monkeypatch: Any, times: int) -> None:
    """By a clock of the test's own, the first ``times`` analyses take twice the limit and the others no time."""
    find, now, left = redactor._analyser.find, [0.0], [2 * redactor._limit] * times

    def dawdle(*given: object) -> list[Finding]:
        now[0] += left.pop() if left else 0.0
        return find(*given)

    monkeypatch.setattr(redactor._analyser, "find", dawdle)
    monkeypatch.setattr(engine.time, "thread_time", lambda: now[0])


def test_a_slow_analysis_withholds_the_message(redactor: Any, monkeypatch: Any) -> None:
    _slow(redactor, monkeypatch, times=2)
    assert redactor.redact(SECRET).text == WITHHELD_TEXT
    assert engine.LIMIT_SECONDS == 0.25


def test_what_was_slow_once_is_read_again(redactor: Any, monkeypatch: Any) -> None:
    """The first message after a start was withheld on a busy machine: the pages of the tagger counted as its cost."""
    whole = redactor.redact(SECRET)
    _slow(redactor, monkeypatch, times=1)
    assert redactor.redact(SECRET).text == whole.text != WITHHELD_TEXT


def test_redaction_is_warm_before_the_first_message(monkeypatch: Any) -> None:
    seen: list[Any] = []
    monkeypatch.setattr(engine, "_tagger", lambda folder: (_Seeing(seen), ""))
    Redactor(("en", "es"), _no_cities)
    assert seen


class _Seeing:
    """A tagger that notes that it was asked, and finds nothing."""

    labels = ("O",)

    def __init__(self, seen: list[str]) -> None:
        self._seen = seen

    def read(self, text: str) -> Reading:
        self._seen.append(text)
        return Reading(Cut([], [], []), None, None, {})


def test_a_runaway_pattern_is_stopped(redactor: Any, monkeypatch: Any) -> None:
    from redaction import shapes

    recognizer = redactor._analyser._engine.registry.recognizers[4]
    monkeypatch.setattr(shapes, "PATTERN_SECONDS", 0.05)
    monkeypatch.setattr(recognizer, "_compiled", [(shapes.compiled(r"(?:a|aa|a?b)+$"), 0.5)])
    started = time.monotonic()
    assert redactor.redact("a" * 60 + "c").text == WITHHELD_TEXT
    assert time.monotonic() - started < 5


def test_an_empty_message_stays_empty(redactor: Any) -> None:
    assert redactor.redact("").text == ""
    assert redactor.redact("\u200b").text == "\u200b"


def test_the_floor_redacts_and_says_why(floor: Any) -> None:
    assert floor.level == "floor"
    assert floor.reason == "ModuleNotFoundError" or floor.reason == "ImportError"
    for text in (
        SECRET,
        "me llamo yamileth funez",
        "estoy en hialeah",
        "33101",
        "123-45-6789",
        "my ssn is 123456789",
        "passport C01234567",
        "4111 1111 1111 1111",
        "jane at example dot com",
        "ana arroba gmail punto com",
        "tres cero cinco cinco cinco cinco cero uno dos tres",
        "123 Main Street apt 4",
        "calle 8 numero 345",
        "www.example.com/jane",
        "@jane_doe",
        "my insta is qjane",
        "03/05/1990",
        "I'm 15",
        "tengo 15 años",
        "A123456789",
        "EAC2190012345",
        "GARM850101MDFRRN09",
        "192.168.1.15",
        "his plate is ABC 1234",
        "account number 000123456789",
        "I work at Lucky Nails Spa",
    ):
        redacted = floor.redact(text)
        assert redacted.findings and redacted.text != text, text


def test_the_floor_leaves_everyday_talk(floor: Any) -> None:
    for text in (
        "I need a place tonight",
        "no tengo dónde dormir",
        "he has a gun",
        "my boyfriend hits me",
        "it costs $20",
    ):
        assert floor.redact(text).text == text


def test_without_its_word_lists_everything_is_withheld(monkeypatch: Any) -> None:
    monkeypatch.setattr(engine.cue_files, "load", lambda languages: (_ for _ in ()).throw(OSError("gone")))
    closed = build()
    assert (closed.level, closed.reason) == ("floor", "OSError")
    assert closed.redact("hello").text == WITHHELD_TEXT


def test_nothing_of_a_message_is_logged_or_shown(redactor: Any, caplog: Any) -> None:
    caplog.set_level(logging.DEBUG)
    redacted = redactor.redact("my passport, they kept it: C01234567 Xochitl Quiroz")
    shown = caplog.text + repr(redacted) + repr(Redacted("Xochitl", (), {"<PERSON_1>": "Xochitl"})) + repr(redactor)
    for word in ("Xochitl", "Quiroz", "C01234567", "kept"):
        assert word not in shown


def test_building_needs_no_network(monkeypatch: Any) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert Redactor(("en", "es"), _no_cities).level == "presidio"


def test_importing_is_light() -> None:
    heavy = "presidio_analyzer spacy tensorflow zipcodes phonenumbers"
    code = f"import sys, redaction.engine, redaction.cli; print([m for m in {heavy.split()!r} if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_short_messages_take_a_few_milliseconds(redactor: Any) -> None:
    text = "my name is Ana, I'm in Hialeah and I need a place tonight"
    best = min(_seconds(redactor, text) for _ in range(20))
    assert best < 0.005


def _seconds(redactor: Redactor, text: str) -> float:
    started = time.perf_counter()
    redactor.redact(text)
    return time.perf_counter() - started
