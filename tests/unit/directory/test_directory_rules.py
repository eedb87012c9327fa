"""Who fits and in which order: radius and widening, language, open now, distance, and what is confidential."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, Optional

import pytest

from bot.directory.opening.schedule import Schedule
from bot.directory.places.find import Place
from bot.directory.searching.coverage import coverage_of, read_areas
from bot.directory.searching.query import Query, Widened
from bot.directory.searching.rules import Candidate, Ranking, Site, rank

HOME = Place(25.78, -80.2, "Miami, FL", "America/New_York", "city", None, "FL", "Miami-Dade County")
FLORIDA = Place(28.0, -82.0, "Florida", "America/New_York", "state", None, "FL", None)
NOON = datetime(2026, 11, 23, 12)
OPEN = Schedule(days=(0,), opens_at=time(9), closes_at=time(17))
CLOSED = Schedule(days=(0,), opens_at=time(18), closes_at=time(20))
MILES_A_DEGREE = 69.1


def site(miles: Optional[float], state: str = "FL", hidden: bool = False, name: str = "loc") -> Site:
    point = None if hidden or miles is None else (HOME.lat + miles / MILES_A_DEGREE, HOME.lon)
    return Site(name, f"sal-{name}", point, state, "America/New_York", confidential=hidden, hidden=hidden)


def one(key: str, *sites: Site, covers: str = "", langs: str = "en", hours: Any = OPEN, **more: Any) -> Candidate:
    schedules = (hours,) if hours else ()
    return Candidate(key, coverage_of(covers), frozenset(langs.split()), sites, schedules, **more)


def ranked(*candidates: Candidate, place: Optional[Place] = HOME, lang: Optional[str] = None) -> Ranking:
    return rank(Query("shelter", place, lang), NOON, candidates)


def ids(ranking: Ranking) -> list[str]:
    return [match.candidate.service_id for match in ranking.matches]


NATIONAL = one("national", covers="US", langs="en es", timezone="America/New_York")


def test_nearer_first_and_beyond_the_radius_not_at_all() -> None:
    ranking = ranked(one("b", site(20)), one("a", site(2)), one("far", site(30)), NATIONAL)
    assert ids(ranking) == ["a", "b", "national"]
    assert ranking.widened is None and ranking.radius_miles == 25
    assert ranking.matches[0].why == ("near", "open_now")
    assert ranking.matches[-1].why == ("national", "open_now")


@pytest.mark.parametrize(
    ("candidate", "widened", "radius", "why"),
    [
        (one("a", site(40)), Widened.FARTHER, 50, "widened"),
        (one("a", site(200)), Widened.STATE, None, "widened"),
        (one("a", covers="US-FL"), Widened.STATE, None, "state"),
        (one("a", site(200, state="GA")), Widened.NATIONAL, None, None),
        (one("a", covers="US-GA"), Widened.NATIONAL, None, None),
    ],
)
def test_widening(candidate: Candidate, widened: Widened, radius: Optional[int], why: Optional[str]) -> None:
    ranking = ranked(candidate, NATIONAL)
    assert (ranking.widened, ranking.radius_miles) == (widened, radius)
    assert ids(ranking) == (["a", "national"] if why else ["national"])
    if why:
        assert ranking.matches[0].why[0] == why


def test_language_then_open_then_distance() -> None:
    ranking = ranked(
        one("near-closed", site(1), langs="ht", hours=CLOSED),
        one("far-open", site(20), langs="ht"),
        one("nearest-english", site(0.5)),
        lang="ht",
    )
    assert ids(ranking) == ["far-open", "near-closed", "nearest-english"]
    assert "speaks_language" in ranking.matches[0].why
    assert "speaks_language" not in ranking.matches[2].why


def test_a_service_that_states_no_language_counts_as_english_but_does_not_claim_it() -> None:
    ranking = ranked(one("b", site(2), langs=""), one("a", site(3), langs="en"), lang="en")
    assert ids(ranking) == ["b", "a"]
    assert "speaks_language" not in ranking.matches[0].why


def test_state_services_come_between_local_and_national() -> None:
    ranking = ranked(NATIONAL, one("state", covers="US-FL"), one("local", site(20), hours=CLOSED))
    assert ids(ranking) == ["local", "state", "national"]


def test_a_county_counts_as_local() -> None:
    ranking = ranked(one("a", covers="US-FL:miami-dade"), NATIONAL)
    assert ranking.matches[0].why[0] == "area" and ranking.widened is None
    assert ids(ranked(one("b", covers="US-FL:broward"))) == []


def test_a_confidential_place_has_no_distance_and_its_order_does_not_tell_where_it_is() -> None:
    hidden = one("hidden", site(None, hidden=True), covers="US-FL:miami-dade")
    ranking = ranked(hidden, one("near", site(1)), one("far", site(24)))
    assert ids(ranking) == ["near", "hidden", "far"]
    match = ranking.matches[1]
    assert match.distance is None and match.site is not None and match.site.hidden


def test_no_place_lets_everything_fit_with_national_last() -> None:
    ranking = ranked(NATIONAL, one("a", site(9999)), one("b", covers="US-GA"), one("c"), place=None)
    assert ids(ranking) == ["a", "b", "national", "c"]
    assert all(match.distance is None for match in ranking.matches)
    assert ranking.widened is None


def test_a_state_alone_is_a_place_without_distances() -> None:
    ranking = ranked(one("a", site(9)), one("b", site(9, state="GA")), NATIONAL, place=FLORIDA)
    assert ids(ranking) == ["a", "national"]
    assert ranking.matches[0].why[0] == "state" and ranking.matches[0].distance is None


def test_the_nearest_of_several_places_is_taken() -> None:
    ranking = ranked(one("a", site(20, name="x"), site(3, name="y")))
    assert ranking.matches[0].site is not None and ranking.matches[0].site.location_id == "y"


def test_nowhere_known_is_never_in_front() -> None:
    assert ids(ranked(one("nowhere"), NATIONAL)) == ["national", "nowhere"]


def test_services_for_the_young_come_after_those_for_everybody() -> None:
    assert ids(ranked(one("young", site(1), youth_only=True), one("all", site(5)))) == ["all", "young"]


def test_what_is_more_to_the_point_goes_first() -> None:
    general = one("a", covers="US", needs=17)
    assert ids(ranked(general, one("b", covers="US", needs=1))) == ["b", "a"]


@pytest.mark.parametrize(
    ("area", "codes"),
    [
        ({"name": "Nationwide"}, ("US",)),
        ({"name": "United States (nationwide)"}, ("US",)),
        ({"name": "Florida"}, ("US-FL",)),
        ({"name": "Statewide: Florida"}, ("US-FL",)),
        ({"name": "Miami-Dade County, FL"}, ("US-FL:miami-dade",)),
        ({"name": "Bay", "extent": "Miami-Dade County, FL; Broward County, FL", "extent_type": "text"},
         ("US-FL:miami-dade", "US-FL:broward")),
        ({"name": "The service is available to all residents of the MyCity area."}, ()),
        ({"name": None}, ()),
    ],
)  # fmt: skip
def test_service_areas(area: dict[str, Any], codes: tuple[str, ...]) -> None:
    assert read_areas([area]) == codes
