"""Answers in words: as they were asked and answered, and nothing left out where a pack is no longer there."""

from __future__ import annotations

from typing import Any

import pytest

from bot.screening.pack import Pack
from bot.screening.told import in_words

TITLES = {"yes": "Yes", "no": "No", "unsure": "I'm not sure", "skipped": "Skipped"}
PACK = Pack.parse_obj(
    {
        "pack": "garden",
        "kind": "intake",
        "needs": ["food"],
        "sensitive": False,
        "licence": "CC0-1.0",
        "source": "written for a test",
        "scales": {"often": [0, 1, 2]},
        "items": [
            {"id": "plot", "type": "yes_no"},
            {"id": "beds", "type": "number", "from": 0, "to": 12},
            {"id": "hungry", "type": "scale", "scale": "often"},
            {"id": "grows", "type": "choice", "options": ["beans", "maize"]},
        ],
        "words": {
            "en": {
                "title": "A garden",
                "about": "growing food",
                "items": {"plot": "A plot?", "beds": "How many beds?", "hungry": "How often?", "grows": "What grows?"},
                "scales": {"often": ["Never", "Some days", "Every day"]},
                "options": {"grows": {"beans": "Beans", "maize": "Maize"}},
            }
        },
    }
)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"plot": "yes"}, [("A plot?", "Yes")]),
        ({"plot": "unsure"}, [("A plot?", "I'm not sure")]),
        ({"beds": "3"}, [("How many beds?", "3")]),
        ({"hungry": "2"}, [("How often?", "Every day")]),
        ({"grows": "maize", "plot": "no"}, [("What grows?", "Maize"), ("A plot?", "No")]),
        ({"hungry": "skipped", "grows": "skipped"}, [("How often?", "Skipped"), ("What grows?", "Skipped")]),
        ({"hungry": "9"}, [("How often?", "9")]),
        ({"tools": "yes"}, [("tools", "Yes")]),
        ({}, []),
    ],
)
def test_in_words(said: dict[str, str], told: list[Any]) -> None:
    assert in_words(PACK, said, "en", TITLES) == told


@pytest.mark.parametrize(("pack", "lang"), [(None, "en"), (PACK, "fr")])
def test_without_words_the_short_ones_stand_for_themselves(pack: Any, lang: str) -> None:
    assert in_words(pack, {"plot": "yes", "beds": "3"}, lang, TITLES) == [("plot", "Yes"), ("beds", "3")]
