"""The canary test for packs, permissions, receipts, copies, words, codes and backups: nothing typed rests anywhere."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot import bootstrap, log
from bot.conversation.models import Conversation
from bot.kept import copy as copies
from channels import metrics
from tests.integration.needles import PLANTS, Plant, files_under, found_in, needles
from tests.integration.test_canary_sees import NoRedaction
from tests.integration.test_screening import PACK
from tests.talking import Talk, with_food

_ENGLISH = tuple(plant for plant in PLANTS if plant.lang == "en" and plant.type != "AGE")
WORD = "thornapple"
_EACH = 3  # plants for each thing that is asked


@pytest.fixture(params=["web", "sms"])
def talk(
    request: pytest.FixtureRequest, house: Any, home: Path, engine: Any, redactor: Any, monkeypatch: pytest.MonkeyPatch
) -> Any:
    """Somebody who found food and is asked about a topic, while everything is logged."""
    (home / "packs").mkdir()
    (home / "packs" / "garden.yml").write_text(PACK)
    monkeypatch.setenv("ALDER_PACKS", "garden")
    bootstrap.reset()
    log.configure("DEBUG")
    yield with_food(Talk(bootstrap.house(), engine, redactor, request.param))
    log.configure("INFO")


def through_everything(talk: Talk) -> list[Plant]:
    """Identifiers in the place of every answer that is asked for; what was typed."""
    planted = iter(_ENGLISH)
    said: list[Plant] = []

    def plant() -> None:
        for _ in range(_EACH):
            said.append(next(planted))
            talk.say(said[-1].text)

    talk.press("/stop_topic")
    if talk.channel == "sms":  # nobody can be written to on the web
        talk.through("/talk_to_person", "/affirm")
        assert "ask_contact_when" in talk.keys
    plant()
    for asked, way_in in (
        ("ask_keep", "/keep_answers"),
        ("ask_place", "/correct_place"),
        ("ask_need", "/correct_need"),
    ):
        talk.press(way_in)
        assert asked in talk.keys
        plant()
    talk.through("/show_data", "/show_consent", "/give_copy", "/repeat")
    return said


def in_the_pack(talk: Talk) -> list[Plant]:
    """Identifiers in the place of answers to its items."""
    talk.press("/affirm")
    said = list(_ENGLISH[-4:])
    for plant in said:
        talk.say(plant.text)
    talk.through("/affirm", '/answer_item{"value": "3"}')
    return said


def given_out(talk: Talk) -> tuple[str, str]:
    """The copy and the receipts, as the person gets them."""
    with talk.house.db.own_transaction() as session:
        conversation = session.get(Conversation, talk.id)
        made = copies.of(session, talk.house, conversation, "page")
        return repr(made), json.dumps(copies.records(session, talk.house, conversation))


def backup(home: Path) -> dict[str, bytes]:
    """The database as a programme backs it up: SQLite's own copy, and its text."""
    to = home.parent / "backup.db"
    with closing(sqlite3.connect(home / "alder.db")) as live, closing(sqlite3.connect(to)) as copied:
        live.backup(copied)
        dump = "\n".join(copied.iterdump())
    return {"backup": to.read_bytes(), "dump": dump.encode()}


def everywhere(talk: Talk, capfd: pytest.CaptureFixture[str]) -> dict[str, bytes]:
    out, err = capfd.readouterr()
    home = talk.house.settings.home
    return {**files_under(home), **backup(home), "out": out.encode(), "err": err.encode(), "metrics": metrics.page()}


def test_answers_to_a_pack_rest_nowhere_readable(talk: Talk, capfd: pytest.CaptureFixture[str]) -> None:
    said = in_the_pack(talk)
    assert not found_in(needles(said), everywhere(talk, capfd))


def test_what_is_typed_at_every_question_rests_nowhere(talk: Talk, capfd: pytest.CaptureFixture[str]) -> None:
    said = through_everything(talk)
    _, receipts = given_out(talk)
    places = {**everywhere(talk, capfd), "receipts": receipts.encode()}
    assert len(said) == 4 * _EACH and not found_in(needles(said), places)


def test_a_word_and_a_code_rest_nowhere(talk: Talk, capfd: pytest.CaptureFixture[str]) -> None:
    if talk.channel == "sms":
        talk.press("/code_word")
        talk.say(WORD)
        assert talk.keys == ["utter_code_word_set"]
        secret = WORD
    else:
        talk.press("/return_code")
        secret = talk.went_out[0].split("is ")[1][:19]
    copy, receipts = given_out(talk)
    places = {**everywhere(talk, capfd), "copy": copy.encode(), "receipts": receipts.encode()}
    assert not found_in([secret, secret.replace(" ", "")], places)


def test_the_search_sees_when_redaction_is_off(talk: Talk, capfd: pytest.CaptureFixture[str]) -> None:
    talk.gateway._redactor = NoRedaction()
    said = in_the_pack(talk)
    found = " ".join(found_in(needles(said), everywhere(talk, capfd)))
    assert "backup" in found and "dump" in found and "alder.db" in found
