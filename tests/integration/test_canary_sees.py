"""The canary test can see: without redaction it finds what was planted, and every disguise is looked through."""

from __future__ import annotations

import base64
import io
import json
import logging
import warnings
from typing import Any, Iterator
from urllib.parse import quote

import pytest

from bot import log
from redaction.types import Redacted
from tests.integration.needles import CRISES, PLANTS, TYPES, Plant, files_under, found_in, needles
from tests.talking import Talk

SAID = (*PLANTS, *CRISES)


class NoRedaction:
    """What redaction would be if it were broken open."""

    level = "presidio"

    def redact(self, text: str, *_known: Any, **_more: Any) -> Redacted:
        return Redacted(text)

    def read(self, text: str) -> None:
        """Nothing is read ahead."""

    def languages(self, text: str) -> dict[str, float]:
        """No guess."""
        return {}


class RawRecords(logging.Handler):
    """Every log record as its writer meant it, before the rules of `bot/log.py`."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {record.msg!r} {record.args!r} {vars(record)!r}")


@pytest.fixture
def debug() -> Iterator[tuple[io.StringIO, RawRecords]]:
    """All logging of this process at DEBUG: as it is written out, and raw."""
    log.configure("DEBUG")
    root, written, raw = logging.getLogger(), io.StringIO(), RawRecords()
    handlers = root.handlers
    formatted = logging.StreamHandler(written)
    formatted.setFormatter(log._Formatter())
    root.handlers = [formatted, raw]
    try:
        yield written, raw
    finally:
        root.handlers = handlers
        log.configure("INFO")


def _say_all(house: Any, engine: Any, redactor: Any, plants: tuple[Plant, ...]) -> None:
    talks = {lang: Talk(house, engine, redactor, lang=lang) for lang in ("en", "es")}
    for plant in plants:
        talks[plant.lang].say(plant.text)


def test_every_type_of_the_vocabulary_is_planted_in_several_spellings() -> None:
    for type_ in TYPES:
        assert len([plant for plant in PLANTS if plant.type == type_]) >= 2, type_
    assert {plant.lang for plant in PLANTS} == {"en", "es"}
    assert all(plant.needles for plant in SAID)


def test_without_redaction_every_canary_is_found(house: Any, engine: Any) -> None:
    _say_all(house, engine, NoRedaction(), SAID)
    found = "\n".join(found_in(needles(SAID), files_under(house.settings.home)))
    unseen = [needle for needle in needles(SAID) if repr(needle) not in found]
    assert not unseen, "the search is blind to these"


def test_rasa_and_every_other_library_is_handed_no_canary(
    house: Any, engine: Any, redactor: Any, debug: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    """Stronger than the logs as written: no record of any library holds one, since nobody was given the text."""
    written, raw = debug
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        _say_all(house, engine, redactor, SAID)
    assert any(line.startswith("rasa.") for line in raw.lines), "Rasa was not listened to"
    out, err = capfd.readouterr()
    places = {
        "written": written.getvalue(),
        "raw": "\n".join(raw.lines),
        "out": out,
        "err": err,
        "warned": "\n".join(str(one.message) for one in warned),
    }
    assert not found_in(needles(SAID), {name: text.encode() for name, text in places.items()})
    assert not found_in(needles(SAID), files_under(house.settings.home))


def test_without_redaction_the_raw_records_show_what_rasa_was_handed(house: Any, engine: Any, debug: Any) -> None:
    written, raw = debug
    _say_all(house, engine, NoRedaction(), PLANTS[:4])
    assert not found_in(needles(PLANTS[:4]), {"written": written.getvalue().encode()}), "the second wall fell"


@pytest.mark.parametrize("needle", ["Peñalosa", "305-555-0177", "canary.quill@example.org", "4821 Heron Wharf Road"])
def test_a_disguise_is_looked_through(needle: str) -> None:
    plain = needle.encode()
    disguises = {
        "raw": b"\x00\xff" + plain + b"\xfe",
        "in capitals": needle.upper().encode(),
        "json": json.dumps({"a": needle}).encode(),
        "address": quote(needle).encode(),
        "utf-16": needle.encode("utf-16"),
        "hex": plain.hex().encode(),
        **{f"base64 after {n}": base64.b64encode(b"x" * n + plain + b"yyy") for n in range(3)},
        **{f"base64 of an address after {n}": base64.urlsafe_b64encode(b"x" * n + plain) for n in range(3)},
    }
    for name, blob in disguises.items():
        assert found_in([needle], {name: b"before " + blob + b" after"}), name


@pytest.mark.parametrize("written", ["3055550177", "305 555 0177", "+1 (305) 555-0177", "tel:305.555.0177"])
def test_a_phone_number_is_found_in_any_spelling(written: str) -> None:
    assert found_in(["305-555-0177"], {"log": f"to {written}, done".encode()})


def test_a_short_number_is_found_whole_and_not_inside_a_longer_one() -> None:
    assert found_in(["33186"], {"db": b"person33186en"})
    assert not found_in(["33186"], {"db": b"c_4331860aa33186ffd1e29b31 at 02:17:01.331862 0.33186 9331861"})
