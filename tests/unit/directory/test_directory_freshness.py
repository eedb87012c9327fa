"""How old a service is, how it sinks for it, and how its card says so."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Any, Optional

import pytest

from bot.content.cards import card
from bot.content.catalogue import read_files
from bot.directory.searching.query import Hit
from bot.directory.upkeep.freshness import Freshness, Months, freshness, looked_at, months_of_file
from tests.unit.directory.test_directory_rules import NATIONAL, ids, one, ranked, site

TODAY = date(2026, 11, 24)
HALF_AND_ONE = Months(due=6, stale=12)
CATALOGUE = read_files()


@pytest.mark.parametrize(
    ("looked", "means"),
    [
        (date(2026, 11, 24), Freshness.FRESH),
        (date(2026, 5, 24), Freshness.FRESH),
        (date(2026, 5, 23), Freshness.DUE),
        (date(2025, 11, 24), Freshness.DUE),
        (date(2025, 11, 23), Freshness.STALE),
        (date(2012, 1, 1), Freshness.STALE),
        (None, Freshness.UNKNOWN),
    ],
)
def test_age(looked: Optional[date], means: Freshness) -> None:
    assert freshness(looked, TODAY, HALF_AND_ONE) is means


def test_months_are_those_of_the_calendar() -> None:
    """A look on the last day of August is half a year old on the last day of February, however short that is."""
    assert freshness(date(2025, 8, 28), date(2026, 2, 28), HALF_AND_ONE) is Freshness.FRESH
    assert freshness(date(2025, 8, 27), date(2026, 2, 28), HALF_AND_ONE) is Freshness.DUE
    assert freshness(date(2024, 2, 29), date(2025, 2, 28), HALF_AND_ONE) is Freshness.DUE


@pytest.mark.parametrize(
    ("assured", "modified", "looked"),
    [
        (date(2024, 3, 5), None, date(2024, 3, 5)),
        (
            date(2024, 3, 5),
            datetime(2026, 11, 1, tzinfo=timezone.utc),
            date(2024, 3, 5),
        ),  # a rewritten file asked nobody
        (None, datetime(2026, 11, 1, tzinfo=timezone.utc), date(2026, 11, 1)),
        (date(2062, 3, 5), datetime(2025, 1, 2, tzinfo=timezone.utc), date(2025, 1, 2)),  # a slip keeps nothing fresh
        (date(2062, 3, 5), None, None),
        (None, None, None),
    ],
)
def test_who_looked_last(assured: Optional[date], modified: Optional[datetime], looked: Optional[date]) -> None:
    assert looked_at(assured, modified, TODAY) == looked


@pytest.mark.parametrize(("due", "stale"), [(0, 12), (12, 12), (13, 12)])
def test_months_in_the_wrong_order_are_refused(due: int, stale: int) -> None:
    with pytest.raises(ValueError):
        Months(due, stale)


def test_the_file_holds_months_and_the_documentation_says_them() -> None:
    from tests.conftest import ROOT

    months = months_of_file()
    said = (ROOT / "docs/directory.md").read_text("utf-8")
    assert f"{months.due} to {months.stale} months" in said and f"more than {months.stale} months" in said


def test_stale_ones_sink_among_those_of_the_same_reach_and_language() -> None:
    near = one("near", site(1), langs="es", stale=True)
    far = one("far", site(20), langs="es")
    other = one("other", site(1))
    assert ids(ranked(near, far, other, NATIONAL, lang="es")) == ["far", "near", "other", "national"]
    assert ids(ranked(near, NATIONAL)) == ["near", "national"], "it is still nearer than a line for the whole country"


def hit(**more: Any) -> Hit:
    words: dict[str, Any] = dict.fromkeys(
        [
            "organization",
            "description",
            "timezone",
            "open_now",
            "cost",
            "address",
            "distance_miles",
            "url",
            "eligibility",
            "minimum_age",
            "maximum_age",
        ]
    )
    return Hit(
        **{**words, "service_id": "s", "name": "Cypress Table", "hours": (), "phones": (), "languages": (), "why": ()},
        confidential=False,
        **more,
    )


@pytest.mark.parametrize("lang", list(CATALOGUE.languages))
def test_a_stale_card_is_marked_in_every_language_and_on_every_channel(lang: str) -> None:
    old = hit(verified_on=date(2024, 3, 5), stale=True)
    for channel in ("web", "sms"):
        mark, spoken = CATALOGUE.line("card_may_have_changed", lang, channel)
        assert spoken == lang
        assert mark in card(CATALOGUE, old, lang, channel)
        assert mark not in card(CATALOGUE, hit(verified_on=TODAY), lang, channel)


def test_a_card_says_when_it_was_last_checked() -> None:
    assert "Last checked: March 2024" in card(CATALOGUE, hit(verified_on=date(2024, 3, 5)), "en", "web")
    assert "Última revisión: marzo de 2024" in card(CATALOGUE, hit(verified_on=date(2024, 3, 5)), "es", "web")
    assert "checked" not in card(CATALOGUE, hit(), "en", "web")
    assert "hecked" not in card(CATALOGUE, hit(verified_on=date(2024, 3, 5)), "en", "sms")
