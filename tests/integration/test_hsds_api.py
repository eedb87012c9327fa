"""The read API: answers fit the official schemas, parameters do what they say, nothing makes it fall over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Iterator

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as some

from bot.db import Base, Database
from bot.directory.publishing.asked import MOST_PER_PAGE
from bot.directory.publishing.needs import term_id
from bot.directory.service import import_path, load_sample
from channels.hsds import parameters
from tests.integration.open_data import OFFICIAL, client, ok, pages, wrong

KINDS = {"services": "service", "organizations": "organization", "locations": "location",
         "service_at_locations": "service_at_location", "taxonomies": "taxonomy",
         "taxonomy_terms": "taxonomy_term"}  # fmt: skip
PAGE = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}


def made(path: Path) -> Database:
    db = Database(f"sqlite:///{path}")
    Base.metadata.create_all(db.engine)
    return db


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    db = made(tmp_path_factory.mktemp("sample") / "directory.db")
    load_sample(db)
    yield client(db)
    db.engine.dispose()


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """With the examples of the specification where they are at hand; empty otherwise."""
    folder = tmp_path_factory.mktemp("official")
    db = made(folder / "directory.db")
    for path in sorted((OFFICIAL / "examples").glob("*_full.json")):
        import_path(db, path)
    yield client(db)
    db.engine.dispose()


@pytest.mark.parametrize("directory", ["sample", "official"])
@pytest.mark.parametrize("name", KINDS)
def test_every_answer_fits_the_schemas(request: Any, directory: str, name: str) -> None:
    server, kind = request.getfixturevalue(directory), KINDS[name]
    for more in ({}, {"full": True}) if "full" in parameters.NAMES.get(name, ()) else ({},):
        for one in pages(server, f"/{name}", per_page=7, **more):
            assert not wrong(kind, one), one["id"]
    for one in pages(server, f"/{name}", per_page=100):
        assert not wrong(kind, ok(server, f"/{name}/{one['id']}")), one["id"]


@pytest.mark.parametrize("name", KINDS)
def test_pages_are_complete_and_say_where_they_are(sample: Any, name: str) -> None:
    whole = ok(sample, f"/{name}", per_page=MOST_PER_PAGE)
    assert whole.keys() == PAGE and whole["first_page"] and whole["last_page"]
    assert whole["size"] == whole["total_items"] == len(whole["contents"])
    assert [one["id"] for one in pages(sample, f"/{name}", per_page=3)] == [one["id"] for one in whole["contents"]]
    beyond = ok(sample, f"/{name}", page=999)
    assert beyond["empty"] and not beyond["contents"] and beyond["total_items"] == whole["total_items"]
    assert ok(sample, f"/{name}", per_page=10**9)["size"] <= MOST_PER_PAGE


def test_what_it_is(sample: Any) -> None:
    for path in ("", "/"):
        about = ok(sample, path)
        assert about.keys() == {"version", "profile", "openapi_url"} and about["version"] == "3.0"


def test_a_service_in_full_has_its_organization_and_its_places(sample: Any) -> None:
    (found,) = ok(sample, "/services", search="night walk-in clinic")["contents"]
    one = ok(sample, f"/services/{found['id']}")
    assert one["organization"]["id"] == found["organization_id"]
    (site,) = one["service_at_locations"]
    assert site["location"]["addresses"][0]["postal_code"] and site["location"]["latitude"]
    assert {each["taxonomy_term"]["code"] for each in one["attributes"]} == {"medical"}
    assert not {"phones", "attributes", "organization"} & found.keys()
    assert ok(sample, f"/service_at_locations/{site['id']}")["service"]["id"] == one["id"]
    owner = ok(sample, f"/organizations/{one['organization']['id']}")
    assert one["id"] in [each["id"] for each in owner["services"]]
    whole = ok(sample, f"/organizations/{one['organization']['id']}", full_service=True)
    assert all("service_at_locations" in each for each in whole["services"])


def test_each_parameter_chooses(sample: Any) -> None:
    everything = ok(sample, "/services")["total_items"]
    food = ok(sample, "/services", taxonomy_term_id=term_id("food"), full=True)
    assert 0 < food["total_items"] < everything
    assert all("food" in [each["taxonomy_term"]["code"] for each in one["attributes"]] for one in food["contents"])
    assert ok(sample, "/services", need="food")["total_items"] == food["total_items"]
    assert ok(sample, "/services", taxonomy_term_id="of others")["empty"]
    assert ok(sample, "/services", taxonomy_id="of others")["empty"]
    owner = food["contents"][0]["organization_id"]
    mine = ok(sample, "/services", organization_id=owner)
    assert {one["organization_id"] for one in mine["contents"]} == {owner}
    sites = ok(sample, "/service_at_locations", taxonomy_term_id=term_id("food"), full=True)
    assert 0 < sites["total_items"] < ok(sample, "/service_at_locations")["total_items"]
    assert {site["service"]["id"] for site in sites["contents"]} <= {one["id"] for one in food["contents"]}
    assert ok(sample, "/services", search="FOOD bank zzz")["empty"] and ok(sample, "/services", search="100%_")["empty"]
    assert all(one.keys() <= {"id", "last_modified"} for one in ok(sample, "/services", minimal=True)["contents"])
    creole = ok(sample, "/services", language="ht", full=True)["contents"]
    assert 0 < len(creole) < everything and all("ht" in json.dumps(one["languages"] + one["service_at_locations"])
                                                for one in creole)  # fmt: skip


def test_near_is_the_order_that_a_person_is_told(sample: Any) -> None:
    near = ok(sample, "/services", need="shelter", near="33101", language="ht")
    assert near["contents"][0]["name"] == "Beds tonight"
    night = ok(sample, "/services", need="medical", near="33101", open_at="2026-11-26T01:30")
    assert night["contents"][0]["name"] == "Night walk-in clinic"
    assert night["total_items"] < ok(sample, "/services", need="medical")["total_items"]


BAD = [
    ("/services", {"page": 0}), ("/services", {"page": "x"}), ("/services", {"per_page": 0}),
    ("/services", {"need": "unicorns"}), ("/services", {"near": "33101"}), ("/services", {"open_now": True}),
    ("/services", {"need": "food", "near": "qqqqzz"}), ("/services", {"modified_after": "yesterday"}),
    ("/services", {"taxonomy": "food"}), ("/services", {"format": "xml"}), ("/organizations", {"need": "food"}),
    ("/services", {"search": "x" * 201}), ("/services", {"need": "food", "open_at": "soon"}),
]  # fmt: skip


@pytest.mark.parametrize(("path", "asked"), BAD)
def test_a_bad_parameter_is_told_in_a_sentence(sample: Any, path: str, asked: dict[str, Any]) -> None:
    answer = sample.get(f"/hsds{path}", params=asked)
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert error["code"] == "bad_input" and error["message"].endswith(".") and "qqqqzz" not in error["message"]


@pytest.mark.parametrize("name", KINDS)
def test_what_is_not_there_is_not_found(sample: Any, name: str) -> None:
    answer = sample.get(f"/hsds/{name}/nothing")
    assert answer.status_code == 404 and answer.json()["error"]["code"] == "not_found"


def test_whoever_has_it_already_is_told_so_and_every_page_may_read_it(sample: Any) -> None:
    first = sample.get("/hsds/services")
    assert first.headers["access-control-allow-origin"] == "*" and first.headers["cache-control"] == "no-cache"
    again = sample.get("/hsds/services", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content
    other = sample.get("/hsds/services?page=2", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


def test_a_date_that_is_known_is_told_and_chosen_by(tmp_path: Path) -> None:
    from tests.unit.directory.hsds_files import service

    db, file = made(tmp_path / "directory.db"), tmp_path / "file.json"
    dated = service(id="s-2", last_modified="2026-03-15T10:30:45Z")
    file.write_text(json.dumps([dated, service(id="s-3", last_modified="2020-01-01T00:00:00Z")]))
    import_path(db, file)
    server = client(db)
    found = server.get("/hsds/services/s-2")
    assert found.headers["last-modified"] == "Sun, 15 Mar 2026 10:30:45 GMT"
    for since in ("2026-03-15T10:30:45Z", "2026-01-01", "2026-01-01T00:00:00"):
        assert [one["id"] for one in ok(server, "/services", modified_after=since)["contents"]] == ["s-2"]
    assert ok(server, "/services", modified_after="2026-03-15T10:30:46+00:00")["empty"]
    db.engine.dispose()


def test_it_can_be_switched_off_and_has_a_pace(tmp_path: Path) -> None:
    db = made(tmp_path / "directory.db")
    off = client(db, open_data=False)
    assert {off.get(f"/hsds{path}").status_code for path in ("/", "/services", "/services/x")} == {404}
    slow = client(db, open_data_per_minute=2)
    assert [slow.get("/hsds/services").status_code for _ in range(3)] == [200, 200, 429]
    db.engine.dispose()


_WILD = some.one_of(some.text(max_size=30), some.integers().map(str), some.sampled_from(
    ["true", "food", "33101", "2026-01-01T00:00", "%", "_", "\\", "\0", "' or 1=1 --", "9" * 40, "-1", term_id("food")]
))  # fmt: skip


@examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=some.data())
def test_no_parameters_make_it_fall_over(sample: Any, data: Any) -> None:
    name = data.draw(some.sampled_from(sorted(KINDS)))
    names = parameters.NAMES.get(name, parameters.NAMES["taxonomy_terms"])
    asked = data.draw(some.dictionaries(some.sampled_from(names), _WILD, max_size=5))
    answer = sample.get(f"/hsds/{name}", params=asked)
    assert answer.status_code in (200, 422), (asked, answer.text)
    body = answer.json()
    assert body.keys() == (PAGE if answer.status_code == 200 else {"error"})
    wanted = data.draw(some.text(min_size=1, max_size=20))
    from urllib.parse import quote

    assert sample.get(f"/hsds/{name}/{quote(wanted, safe='')}").status_code in (200, 404)
