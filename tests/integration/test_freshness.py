"""What is stale, through a real search over the tables and in a real conversation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from bot.directory.models import ServiceRow
from bot.directory.searching.query import Query
from bot.directory.service import get, search
from tests.talking import Talk, with_food


def make_old(house: Any, service_id: str) -> None:
    with house.db.own_transaction() as session:
        old = {"assured_date": date(2019, 3, 5)}
        session.execute(update(ServiceRow).where(ServiceRow.id == service_id).values(**old))


def test_a_service_that_nobody_looked_at_sinks_and_is_marked(house: Any) -> None:
    from bot.directory.places.find import find_place

    query = Query("food", find_place("33101"), "en", limit=50)
    before = [hit.service_id for hit in search(house.db, query).hits]
    make_old(house, before[0])
    after = search(house.db, query).hits
    assert [hit.service_id for hit in after].index(before[0]) > 0
    assert [hit.service_id for hit in after if hit.stale] == [before[0]]
    again = get(house.db, before[0])
    assert again and again.stale and again.verified_on == date(2019, 3, 5)


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_somebody_who_is_shown_an_old_service_is_told(
    house: Any, engine: Any, redactor: Any, places_known: None, channel: str
) -> None:
    with house.db.own_transaction() as session:
        session.execute(update(ServiceRow).values(assured_date=date(2019, 3, 5)))
    talk = with_food(Talk(house, engine, redactor, channel))
    shown = [reply.text for reply in talk.replies if reply.key == "utter_service"]
    assert shown and all("ave changed: call first." in text for text in shown)
