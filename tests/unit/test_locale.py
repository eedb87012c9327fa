"""Lists and numbers as each language writes them."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.content.catalogue import read_files
from bot.content.locale import day, listed, number


@pytest.mark.parametrize(
    ("lang", "together"),
    [
        ("en", "A, B, and C"), ("es", "A, B y C"), ("fr", "A, B et C"), ("pt", "A, B e C"), ("ht", "A, B, C"),
        ("zh", "A、B和C"), ("vi", "A, B và C"), ("ko", "A, B 및 C"), ("tl", "A, B, at C"), ("ru", "A, B и C"),
        ("ar", "A وB وC"), ("hi", "A, B, और C"), ("xx", "A, B, and C"),
    ],
)  # fmt: skip
def test_a_list(lang: str, together: str) -> None:
    assert listed(["A", "B", "C"], lang) == together and listed(["A"], lang) == "A"


@pytest.mark.parametrize(
    ("lang", "written"), [("en", "1,200"), ("es", "1.200"), ("pt", "1.200"), ("hi", "1,200"), ("zh", "1,200")]
)
def test_a_number(lang: str, written: str) -> None:
    assert number(1200, lang) == written


def test_every_language_of_the_catalogue_can_write_a_number() -> None:
    assert all(number(24, lang) == "24" for lang in read_files().languages)


@pytest.mark.parametrize(
    ("lang", "written"),
    [
        ("en", "December 3, 2026"),
        ("es", "3 de diciembre de 2026"),
        ("ko", "2026년 12월 3일"),
        ("tl", "Disyembre 3, 2026"),
        ("ht", "2026-12-03"),
        ("xx", "December 3, 2026"),
    ],
)
def test_days(lang: str, written: str) -> None:
    assert day(datetime(2026, 12, 3, 23, tzinfo=timezone.utc), lang) == written
