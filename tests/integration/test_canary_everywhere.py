"""A thousand conversations, every identifier type, twelve languages, by web, SMS, crisis and error: found nowhere."""

from __future__ import annotations

import logging
import random
import re
import sqlite3
from pathlib import Path
from typing import Any, Iterable, Iterator

import pytest

from bot import log
from channels import metrics
from redaction.engine import Redactor
from tests.integration.canaries import LANGUAGES, Canary, conversations
from tests.integration.needles import TYPES, files_under, found_in
from tests.integration.postgres import Postgres
from tests.integration.test_canary_sees import NoRedaction, RawRecords
from tests.talking import Talk

pytest_plugins = ["tests.integration.postgres"]
# Three thousand messages take longer on a busy machine than other tests may hang.
pytestmark = pytest.mark.timeout(900)
COUNT = 1000
WAYS = ("web", "sms", "crisis", "error")
_GAPS = re.compile(r"(?<=\d)[ ().-]{1,2}(?=\d)")


class Broken:
    """An engine that quotes what it was given while it breaks."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def take_turn(self, *given: Any, **more: Any) -> Any:
        raise RuntimeError(f"could not take {given!r} {more!r}")


@pytest.fixture(scope="module")
def whole() -> Any:
    """Redaction as it is served, without a clock: a busy machine must not withhold what should be masked."""
    return Redactor(limit_seconds=60)


@pytest.fixture
def raw() -> Iterator[RawRecords]:
    """Every log record of every library at DEBUG, before the rules of `bot/log.py`."""
    log.configure("DEBUG")
    root, records = logging.getLogger(), RawRecords()
    handlers, root.handlers = root.handlers, [records]
    try:
        yield records
    finally:
        root.handlers = handlers
        log.configure("INFO")


def _hold(house: Any, engine: Any, redactor: Any, talks: Iterable[list[Canary]]) -> list[Canary]:
    """Holds the conversations, a quarter of them by each way; what was said."""
    said = []
    for number, canaries in enumerate(talks):
        way = _way(number)
        talk = Talk(house, engine, redactor, "sms" if way == "sms" else "web", canaries[0].language)
        if way == "error":
            talk.gateway._engine = lambda: Broken(engine)  # type: ignore[assignment, return-value]
        for canary in canaries:
            talk.say(f"I want to kill myself. {canary.text}" if way == "crisis" else canary.text)
            said.append(canary)
    return said


def _way(number: int) -> str:
    return WAYS[number // len(LANGUAGES) % len(WAYS)]


def _left(said: Iterable[Canary], places: dict[str, bytes]) -> list[str]:
    """What is found, in the spellings a program would keep; all disguises for a sample, for they take long."""
    texts = {name: blob.decode("utf-8", "replace").casefold() for name, blob in places.items()}
    closed = {name: _GAPS.sub("", text) for name, text in texts.items()}
    found = []
    for canary in said:
        for needle in {needle.casefold() for needle in canary.needles}:
            digits = _GAPS.sub("", needle)
            for name in places:
                if needle in texts[name] or (digits != needle and digits in closed[name]):
                    found.append(f"{canary.language} {canary.type} {needle!r} of {canary.text!r} in {name}")
    sought = {needle for canary in said if canary.type not in ("AGE", "IP_ADDRESS") for needle in canary.needles}
    sample = random.Random(1).sample(sorted(sought), 40)
    return found + found_in(sample, places)


def test_every_type_is_planted_in_every_language_by_every_way() -> None:
    talks = list(conversations(COUNT))
    seen = {(c.language, c.type) for talk in talks for c in talk}
    assert seen == {(language, type_) for language in LANGUAGES for type_ in TYPES}
    numbers = [
        c.needles[0] for talk in talks for c in talk if c.type in ("PHONE", "EMAIL", "FINANCIAL", "GOVERNMENT_ID")
    ]
    assert len(numbers) == len(set(numbers))


def test_nothing_is_found_anywhere(
    house: Any, engine: Any, whole: Any, raw: RawRecords, capfd: pytest.CaptureFixture[str]
) -> None:
    said = _hold(house, engine, whole, conversations(COUNT))
    out, err = capfd.readouterr()
    places = {
        **files_under(house.settings.home),
        "records of every library": "\n".join(raw.lines).encode("utf-8", "replace"),
        "out": out.encode(),
        "err": err.encode(),
        "metrics": metrics.page(),
    }
    assert len(said) == 3 * COUNT and any("rasa" in line for line in raw.lines)
    assert not _left(said, places)
    _fold(house.settings.home / "alder.db")
    assert not _left(said, files_under(house.settings.home)), "in the file after a checkpoint, free pages included"


def test_nothing_is_in_a_dump_nor_in_the_files_of_postgresql(
    home: Path, postgres: Postgres, engine: Any, whole: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot import bootstrap

    url = postgres.new_database()
    monkeypatch.setenv("ALDER_DATABASE_URL", url)
    house = bootstrap.house()
    try:
        said = _hold(house, engine, whole, conversations(len(LANGUAGES) * 5))
        dump = postgres.dump(url.split("/")[3].split("?")[0])
        assert b"TURN_DONE" in dump or b"turn" in dump
        assert not _left(said, {"dump": dump, **postgres.files()})
    finally:
        house.db.engine.dispose()


def test_the_search_sees_when_redaction_is_off(house: Any, engine: Any) -> None:
    talks = list(conversations(len(LANGUAGES) * 5))
    said = _hold(house, engine, NoRedaction(), talks)
    found = "\n".join(_left(said, files_under(house.settings.home)))
    # A turn that broke keeps no text, redacted or not: there is nothing to see in it.
    kept = [c for number, talk in enumerate(talks) if _way(number) != "error" for c in talk]
    assert len(kept) * 2 > len(said)
    assert not [canary for canary in kept if repr(canary.text) not in found]


def _fold(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
