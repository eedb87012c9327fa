"""The sample directory: complete, truthful about itself, in both languages, and found quickly."""

from __future__ import annotations

import json
import re
import statistics
import time
from datetime import datetime
from pathlib import Path
from typing import Any, Iterator

import pytest
from sqlalchemy import event, text

from bot.db import Database
from bot.directory.importing.report import ImportReport
from bot.directory.needing.taxonomy import need_codes
from bot.directory.places.find import find_place
from bot.directory.searching.query import Query
from bot.directory.service import NATIONAL, SAMPLE, load_national_lines, load_sample, search
from bot.errors import BadInput

LANGUAGES = {"en", "es", "fr", "pt", "ht", "zh", "vi", "ko", "tl", "ru", "ar", "hi"}
MIAMI = find_place("33101")
INVENTED = sorted(path for path in SAMPLE.rglob("*.json") if NATIONAL not in path.parents)


def services(paths: list[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        yield from json.loads(path.read_text(encoding="utf-8"))["services"]


def test_every_need_has_at_least_two_invented_services_nearby() -> None:
    counts = {need: 0 for need in need_codes()}
    for service in services(INVENTED):
        for attribute in service.get("attributes", ()):
            counts[attribute["taxonomy_term"]["code"]] += 1
    assert min(counts.values()) >= 2, counts
    assert 40 <= len(list(services(INVENTED))) <= 55


@pytest.mark.parametrize("need", need_codes())
def test_every_need_is_answered_near_33101_and_has_a_national_last_resort(sample: Database, need: str) -> None:
    results = search(sample, Query(need, MIAMI, "es", limit=50))
    assert results.widened is None and results.hits[0].why[0] in ("near", "area")
    assert "national" in results.hits[-1].why
    assert len(results.hits) == results.total >= 3


def test_all_languages_occur(sample: Database) -> None:
    with sample.read() as session:
        assert set(session.execute(text("select distinct code from hsds_language")).scalars()) == LANGUAGES


def test_texts_are_short_and_in_both_languages() -> None:
    for service in services(sorted(SAMPLE.rglob("*.json"))):
        spanish = service["x-alder"]["translations"]["es"]
        for said in (service["description"], spanish["description"]):
            assert 0 < len(said) <= 140 and "!" not in said
        assert spanish["name"] and spanish["cost"]


def test_invented_people_cannot_be_called_by_accident() -> None:
    numbers = [phone["number"] for service in services(INVENTED) for phone in service["phones"]]
    assert numbers and all(re.fullmatch(r"305-555-01\d\d", number) for number in numbers)


def test_places_lie_at_their_real_zip_codes(sample: Database) -> None:
    for service in services(INVENTED):
        for site in service.get("service_at_locations", ()):
            address = site["location"]["addresses"][0]
            if address["postal_code"]:
                place = find_place(address["postal_code"])
                assert place is not None
                assert place.point == (site["location"]["latitude"], site["location"]["longitude"])


def test_exactly_one_shelter_is_confidential_and_says_so_only_by_its_address(sample: Database) -> None:
    hits = [
        hit for need in need_codes() for hit in search(sample, Query(need, MIAMI, limit=99)).hits if hit.confidential
    ]
    assert {hit.name for hit in hits} == {"Casa Semilla safe stay"}
    assert all(hit.address is None and hit.distance_miles is None and hit.phones for hit in hits)


def test_national_lines_carry_the_day_they_were_checked() -> None:
    lines = list(services(sorted(NATIONAL.rglob("*.json"))))
    numbers = {phone["number"] for line in lines for phone in line["phones"]}
    assert {"1-888-373-7888", "233733", "988", "1-800-799-7233", "88788", "741741", "911"} <= numbers
    assert all(re.fullmatch(r"20\d\d-\d\d-\d\d", line["assured_date"]) for line in lines)


def test_loading_again_is_one_look_up(db: Database) -> None:
    first = load_sample(db)
    assert first.refused == 0 and first.stored > 400 and first.held_back == 1
    start = time.perf_counter()
    assert load_sample(db) == ImportReport({})
    assert time.perf_counter() - start < 0.2


def test_production_can_have_the_lines_alone(db: Database) -> None:
    load_national_lines(db)
    results = search(db, Query("shelter", MIAMI))
    assert results.widened is not None and all("national" in hit.why for hit in results.hits)


def test_text_in_the_language_asked_else_english(sample: Database) -> None:
    noon = datetime(2026, 11, 23, 12)
    spanish = search(sample, Query("transport", MIAMI, "es", noon)).hits[0]
    assert (spanish.name, spanish.cost) == ("Pases de autobús gratis", "Gratis.")
    assert search(sample, Query("transport", MIAMI, "ko")).hits[0].cost == "Free."


def test_the_number_that_answers_in_the_language_comes_first(sample: Database) -> None:
    lines = {hit.name: hit for hit in search(sample, Query("mental_health", None, "es", limit=50)).hits}
    texts = [phone for phone in lines["988 Línea de Prevención del Suicidio y Crisis"].phones if phone.type == "text"]
    assert texts[0].keyword == "AYUDA"


def test_at_two_at_night_what_is_open_goes_first(sample: Database) -> None:
    hits = search(sample, Query("medical", MIAMI, "en", datetime(2026, 11, 26, 1, 30))).hits
    assert (hits[0].name, hits[0].open_now) == ("Night walk-in clinic", True)


def test_more_goes_on_where_the_page_ended(sample: Database) -> None:
    everything = search(sample, Query("shelter", MIAMI, limit=50)).hits
    first, second = (search(sample, Query("shelter", MIAMI, limit=3, offset=offset)) for offset in (0, 3))
    assert first.more and [hit.service_id for hit in first.hits + second.hits] == [
        hit.service_id for hit in everything[:6]
    ]
    assert not search(sample, Query("shelter", MIAMI, limit=3, offset=99)).hits


def test_an_unknown_need_is_refused(sample: Database) -> None:
    with pytest.raises(BadInput):
        search(sample, Query("unicorns"))


def test_a_search_asks_five_questions_and_takes_milliseconds(sample: Database) -> None:
    asked: list[str] = []
    event.listen(sample.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    search(sample, Query("food", MIAMI, "es"))
    assert len(asked) <= 5
    times = []
    for _ in range(20):
        start = time.perf_counter()
        search(sample, Query("food", MIAMI, "es"))
        times.append(time.perf_counter() - start)
    assert statistics.median(times) < 0.05
