"""Editions: a changed sentence speaks within a second, the same words publish nothing, an old edition never changes."""

from __future__ import annotations

import copy
import time
from typing import Any

from sqlalchemy import func, select

from bot.audit.events import Event
from bot.audit.models import AuditRow
from bot.content.catalogue import Catalogue, read_files
from bot.content.editions import EditionRow, Editions

THANKS = "You are welcome, any time."


def changed(catalogue: Catalogue) -> Catalogue:
    """The same catalogue with another word of thanks."""
    languages = copy.deepcopy(dict(catalogue.languages))
    languages["en"]["lines"]["utter_thank"] = THANKS
    return Catalogue(catalogue.shape, languages)


def thanks(editions: Editions) -> str:
    return editions.current().catalogue.line("utter_thank", "en", "web")[0]


def rows(house: Any) -> list[tuple[int, str, str]]:
    with house.db.own_transaction() as session:
        query = select(EditionRow.id, EditionRow.digest, EditionRow.body).order_by(EditionRow.id)
        return [tuple(row) for row in session.execute(query)]


def test_the_files_of_the_repository_are_the_first_edition(house: Any) -> None:
    assert [digest for _, digest, _ in rows(house)] == [read_files().digest()]
    assert house.editions.current().catalogue.digest() == read_files().digest()


def test_the_same_words_publish_nothing(house: Any) -> None:
    before = rows(house)
    assert house.editions.publish_files().id == Editions(house.db).publish_files().id == before[0][0]
    assert rows(house) == before


def test_a_changed_sentence_speaks_at_once_here_and_within_a_second_elsewhere(house: Any, monkeypatch: Any) -> None:
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    elsewhere = Editions(house.db)  # another process over the same database
    before = thanks(elsewhere)
    edition = house.editions.publish(changed(house.editions.current().catalogue))
    assert thanks(house.editions) == THANKS and house.editions.current().id == edition.id
    assert thanks(elsewhere) == before, "it looked at the database for every line"
    now[0] += 1.01
    assert thanks(elsewhere) == THANKS and elsewhere.current().id == edition.id


def test_an_old_edition_stays_as_it_was(house: Any) -> None:
    first = house.editions.current()
    words = first.catalogue.to_json()
    before = rows(house)
    house.editions.publish(changed(first.catalogue))
    assert rows(house)[:-1] == before and len(rows(house)) == len(before) + 1
    assert first.catalogue.to_json() == words, "the edition that a turn holds changed under it"
    assert Catalogue.from_json(rows(house)[0][2]).digest() == rows(house)[0][1]


def test_an_old_edition_can_be_asked_what_it_said(house: Any) -> None:
    first = house.editions.current()
    newest = house.editions.publish(changed(first.catalogue))
    old = house.editions.by_number(first.id)
    assert (old.id, old.catalogue.digest()) == (first.id, first.catalogue.digest())
    assert house.editions.by_number(newest.id) is house.editions.current()
    assert house.editions.by_number(newest.id + 1) is None


def test_going_back_to_the_files_is_a_new_edition(house: Any) -> None:
    changed_id = house.editions.publish(changed(house.editions.current().catalogue)).id
    back = house.editions.publish_files()
    assert back.id > changed_id and thanks(house.editions) != THANKS


def test_each_publication_is_audited_without_a_word_of_it(house: Any) -> None:
    house.editions.publish(changed(house.editions.current().catalogue))
    with house.db.own_transaction() as session:
        query = select(func.count()).select_from(AuditRow).where(AuditRow.event == Event.EDITION_PUBLISHED.value)
        assert session.execute(query).scalar() == 2
        assert not any(row.codes for row in session.execute(select(AuditRow)).scalars() if row.event.startswith("ed"))


def test_the_next_message_speaks_the_new_edition(talk: Any) -> None:
    talk.house.editions.publish(changed(talk.house.editions.current().catalogue))
    assert THANKS in talk.press("/thank")
    assert talk.record()[-1].edition == talk.house.editions.current().id
