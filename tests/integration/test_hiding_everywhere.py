"""One directory with hidden places, every outlet of it: no street, ZIP, coordinates, name, directions or map leaves."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any, Iterator

import pytest
from fastapi.routing import APIRoute

from bot import bootstrap, log
from bot.directory.places.find import find_place
from bot.directory.searching.query import Query
from bot.directory.service import import_path, search
from channels import metrics
from tests.integration import outlets
from tests.integration.needles import found_in
from tests.integration.outlets import OUTLETS, Given
from tests.integration.test_canary_sees import RawRecords
from tests.unit.directory.hsds_files import address, location, service

OPEN = ("12 Heron Way", "33101")  # these must be found everywhere: or the search would see nothing
SECRET = {
    "street": "4417 Quillfeather Lane", "zip": "33139", "latitude": 25.79417, "longitude": -80.13528,
    "name": "Wrenhollow House", "way": "behind the pelican mural", "map": "https://maps.example.com/wrenhollow",
}  # fmt: skip
WAITING = {
    "street": "9052 Sandpiper Terrace", "zip": "33160", "latitude": 25.94382, "longitude": -80.14291,
    "name": "Kestrel Cottage", "way": "two doors past the lighthouse", "map": "https://maps.example.org/kestrel",
}  # fmt: skip
NEEDLES = [str(value) for kept in (SECRET, WAITING) for value in kept.values()]
_MORE = ["Quillfeather", "Sandpiper", "Wrenhollow", "Kestrel", "pelican mural", "past the lighthouse"]
HOURS = [{"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "00:00", "closes_at": "23:59"}]


def place(key: str, of: dict[str, Any], **more: Any) -> dict[str, Any]:
    there = address(id=f"a-{key}", address_1=of["street"], postal_code=of["zip"], city="Miami Beach")
    return location(
        id=key, name=of["name"], alternate_name=of["street"], description=f"{of['name']}, {of['way']}.",
        transportation=of["way"], url=of["map"], latitude=of["latitude"], longitude=of["longitude"], addresses=[there],
        phones=[{"id": f"p-{key}", "number": "305-555-0171", "description": f"The desk at {of['street']}"}],
        schedules=[{**HOURS[0], "id": f"h-{key}", "description": f"Open {of['way']}"}], **more,
    )  # fmt: skip


def telling(of: dict[str, Any]) -> dict[str, Any]:
    """Texts that repeat where the place is, in every field that a person may be shown."""
    said = f"Groceries for the week at {of['street']}, {of['name']}, {of['way']}, FL {of['zip']}."
    where = f"{of['latitude']}, {of['longitude']}"
    return {
        "description": said, "alternate_name": f"The pantry in {of['street']}", "url": of["map"],
        "application_process": f"Walk in {of['way']}.", "fees_description": f"Free at {of['street']}.",
        "eligibility_description": f"Whoever finds {where}.", "alert": f"See {of['map']}",
        "interpretation_services": said,
        "cost_options": [{"id": f"c-{of['name'][0]}", "amount": 0, "currency": "usd", "amount_description": said}],
        "service_areas": [{"id": f"z-{of['name'][0]}", "name": f"ZIP {of['zip']}", "description": said}],
        "languages": [{"id": f"l-{of['name'][0]}", "name": "English", "note": said}],
        "x-alder": {"translations": {"es": {"name": "Despensa", "description": f"Comida en {of['street']}"}}},
    }  # fmt: skip


def directory() -> list[dict[str, Any]]:
    """A pantry at a confidential place, a shelter that waits, a pantry in its house, and an open one."""

    def at(key: str, where: dict[str, Any]) -> list[dict[str, Any]]:
        return [{"id": f"sal-{key}", "description": where["description"], "location": where}]

    owner = {"id": "o-secret", "name": "Tern House", "description": f"At {SECRET['street']} since 1990."}
    return [
        service(id="s-secret", name="Pantry by the sea", organization=owner, phones=[], **telling(SECRET),
                service_at_locations=at("secret", place("l-secret", SECRET, confidential=True))),
        service(id="s-shelter", name="Emergency shelter", organization={"id": "o-wait", "name": "Egret House"},
                description=f"For women leaving domestic violence, at {WAITING['street']}.",
                service_at_locations=at("shelter", place("l-wait", WAITING))),
        service(id="s-beside", name="Pantry next door", organization={"id": "o-beside", "name": "Ibis House"},
                phones=[], **telling(WAITING), service_at_locations=at("beside", place("l-wait", WAITING))),
        service(id="s-open", schedules=HOURS, description="Groceries. Free, confidential test on Fridays.",
                organization={"id": "o-open", "name": "Heron House"},
                service_at_locations=at("open", location(id="l-open", description="All is confidential."))),
    ]  # fmt: skip


@pytest.fixture
def given(home: Path, engine: Any, redactor: Any, tmp_path: Path) -> Iterator[Given]:
    """A house whose directory is nothing but that."""
    house = bootstrap.house()
    file = tmp_path / "file.json"
    file.write_text(json.dumps(directory()), encoding="utf-8")
    import_path(house.db, file)
    yield {
        "house": house, "engine": engine, "redactor": redactor, "folder": tmp_path, "near": "33101",
        "hidden ids": ["l-secret", "l-wait", "s-shelter", "sal-shelter", "a-l-wait"], "needles": NEEDLES + _MORE,
        "organizations": ["o-secret", "o-wait", "o-beside", "o-open"], "places": ["33101", "33139", "33160", "Miami"],
    }  # fmt: skip
    house.db.engine.dispose()


@pytest.fixture
def raw() -> Iterator[RawRecords]:
    """Every log record of every library at DEBUG."""
    log.configure("DEBUG")
    root, records = logging.getLogger(), RawRecords()
    handlers, root.handlers = root.handlers, [records]
    try:
        yield records
    finally:
        root.handlers = handlers
        log.configure("INFO")


@pytest.mark.parametrize("outlet", OUTLETS)
def test_nothing_of_a_hidden_place_leaves(given: Given, raw: RawRecords, outlet: str) -> None:
    left = OUTLETS[outlet](given)
    places = {outlet: left, "logs": "\n".join(raw.lines).encode(), "metrics": metrics.page()}
    assert not found_in([*NEEDLES, *_MORE], places)
    if outlet != "derived tables":
        assert b"Pantry by the sea" in left or b"Despensa" in left, "the service itself is found"
        assert OPEN[0].encode() in left and OPEN[1].encode() in left, (
            "an open address is told: a description hides nothing"
        )


def test_the_search_sees_when_nothing_is_hidden(given: Given) -> None:
    """Against a walk that passes because it finds nothing at all."""
    from sqlalchemy import text

    with given["house"].db.transaction() as session:
        session.execute(text("UPDATE hsds_location SET confidential = false, held_back = false"))
        session.execute(text("UPDATE hsds_service SET held_back = false"))
    for outlet in ("web chat", "SMS", "command line", "read API", "export"):
        assert found_in([str(WAITING["street"])], {outlet: OUTLETS[outlet](given)}), outlet


def test_where_a_hidden_place_is_changes_no_order(given: Given, tmp_path: Path) -> None:
    db = given["house"].db

    def order() -> list[tuple[str, ...]]:
        found = []
        for near in given["places"]:
            hits = search(db, Query("food", find_place(near), limit=50)).hits
            assert all(hit.distance_miles is None for hit in hits if hit.service_id != "s-open")
            found.append(tuple(hit.service_id for hit in hits if hit.service_id != "s-open"))
        return found

    before = order()
    moved = directory()
    for one in moved[:3]:
        there = one["service_at_locations"][0]["location"]
        there.update(latitude=25.7791, longitude=-80.1978)
        there["addresses"][0].update(postal_code="33101", city="Miami")
    file = tmp_path / "moved.json"
    file.write_text(json.dumps(moved), encoding="utf-8")
    import_path(db, file)
    assert order() == before


def test_every_command_and_every_route_of_the_directory_is_in_the_walk() -> None:
    from typer.main import get_command

    from bot.directory.cli import app
    from bot.directory.publishing import service as publishing
    from channels.hsds.routes import router

    assert set(get_command(app).commands) == set(outlets.COMMANDS)  # type: ignore[attr-defined]
    assert {route.path for route in router.routes if isinstance(route, APIRoute)} == outlets.ROUTES
    assert set(publishing.FORMATS) == set(outlets.FORMATS)
