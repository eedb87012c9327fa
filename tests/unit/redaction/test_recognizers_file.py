"""`recognizers.yml` and the language files: complete, and read as they are meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import redaction
from redaction import cues as cue_files
from redaction.frame import recognizers
from redaction.types import IDENTIFIER_TYPES
from tests.unit.redaction import test_recognize_contact as contact
from tests.unit.redaction import test_recognize_documents as documents
from tests.unit.redaction import test_recognize_national_ids as national_ids
from tests.unit.redaction import test_recognize_people_and_places as people_and_places

ROOT = Path(redaction.__file__).parent
ENTRIES = yaml.safe_load((ROOT / "recognizers.yml").read_text(encoding="utf-8"))["recognizers"]


def test_every_recognizer_file_is_listed_once() -> None:
    files = {p.relative_to(ROOT / "recognizers") for p in (ROOT / "recognizers").glob("*/*.py") if p.stem != "__init__"}
    listed = [Path(*entry["class"].split(":")[0].split(".")).with_suffix(".py") for entry in ENTRIES]
    assert sorted(listed) == sorted(files)


def test_every_recognizer_has_a_table_of_what_it_finds_and_what_it_leaves() -> Any:
    tables = (documents, contact, people_and_places, national_ids)

    def named(*names: Any) -> Any:
        return {row[0].__name__ for table in tables for name in names for row in getattr(table, name, ())}

    found, left = named("MATCH", "WEAK"), named("NO_MATCH")
    listed = {entry["class"].split(":")[1] for entry in ENTRIES} - {"Tagged"}  # it hands on what the tagger marked
    assert listed <= found and listed <= left, (listed - found, listed - left)


def test_every_identifier_type_has_a_recognizer(cues: Any, places: Any) -> None:
    built = list(recognizers(cues, places, ("en", "es")))
    assert {entity for recognizer in built for entity in recognizer.supported_entities} == set(IDENTIFIER_TYPES)


def test_a_recognizer_of_one_language_comes_only_with_it(cues: Any, places: Any) -> None:
    assert len(list(recognizers(cues, places, ("en",)))) < len(list(recognizers(cues, places, ("en", "es"))))


def test_an_unknown_language_adds_nothing_and_breaks_nothing() -> None:
    assert cue_files.load(("en", "xx")) == cue_files.load(("en",))
    with pytest.raises(ValueError, match="no cue file"):
        cue_files.load(("xx",))


@pytest.mark.parametrize("code", cue_files.available())
def test_a_language_file_has_every_kind_of_cue(code: Any) -> None:
    kinds = {
        c: set(yaml.safe_load((ROOT / "languages" / f"{c}.yml").read_text(encoding="utf-8"))) for c in ("en", code)
    }
    shared = {"state_codes", "state_codes_doubtful"}
    assert kinds["en"] - shared <= kinds[code]


def test_small_words_of_yaml_stay_words(cues: Any) -> None:
    assert "no" in cues["street_not"] and "no" in cues.answers and "on" in cues["street_not"]
