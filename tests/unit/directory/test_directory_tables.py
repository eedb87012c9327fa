"""HSDS tables of older and newer versions, from a folder or a zip: what is read, counted and refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.db import Database
from bot.directory.importing.layouts import as_now, table_of, weekday
from bot.directory.importing.report import Outcome
from bot.directory.importing.tables import rows_of
from bot.directory.service import get, import_path
from bot.errors import BadInput

_OLD = {
    "organizations.csv": b"\xef\xbb\xbfid,name,url\n1,Corner House,https://corner.example\n",
    "services.csv": b"id,organization_id,name,description,status,fees\n"
    b'1,1,Food Pantry,"Groceries\\nfor a\nweek",,Free\n'
    b"1,1,Other Pantry,,,\n2,9,,,,\n3,1,A,B,C,D,E\n",
    "locations.csv": b"id,organization_id,name,latitude,longitude\n1,1,House,,\n2,1,House,25.7,-80.1\n",
    "physical_addresses.csv": b"id,location_id,address_1,city,state_province,postal_code\n"
    b"1,1,12 Heron W\xe1y,Miami,FL ,33101\n"
    b"2,2,Confidential,Miami,FL,33101\n",
    "services_at_location.csv": b"id,service_id,location_id\n1,1,1\n",
    "phones.csv": b"id,service_id,number,department\n1,1,305-555-0150 x57471,Front desk\n",
    "regular_schedules.csv": b"id,service_id,weekday,opens_at,closes_at,original_text\n,1,Monday,9:00am,5:00pm,Mon\n"
    b",1,2,9:00am,5:00pm,\n,1,Monday,9:00am,5:00pm,Mon\n,1,Friday,,,\n",
    "languages.csv": b"id,service_id,language\n1,1,English\n1,1,Creole & Spanish\n",
    "eligibility.csv": b"id,service_id,eligibility\n,1,Adults\n,,Nobody's\n",
    "accessibility_for_disabilities.csv": b"id,location_id,accessibility\n1,1,Ramp\n",
}


def packed(path: Path, files: dict[str, bytes], inside: str = "data/") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(inside + name, content)
    return path


def test_an_old_package_in_a_zip_goes_in_and_twice_changes_nothing(db: Database, tmp_path: Path) -> None:
    path = packed(tmp_path / "old.zip", _OLD)
    report = import_path(db, path)
    assert report.read == 20
    refused = {(kind, reason) for kind, reason, _ in report.reasons(Outcome.REFUSED)}
    assert refused == {
        ("service", "its id is another row's already"),
        ("service", "no name"),
        ("service", "more cells than columns"),
        ("schedule", "no hours"),
    }
    assert ("schedule", "the same row twice", 1) in list(report.reasons(Outcome.NOT_KEPT))
    assert ("address", "confidential address", 1) in list(report.reasons(Outcome.HELD_BACK))
    hit = get(db, "1")
    assert hit is not None and hit.address == "12 Heron W\u00e1y, Miami, FL 33101"
    assert hit.phones[0].extension == "57471" and hit.languages == ("en", "ht", "es")
    assert hit.eligibility == "Adults" and hit.cost == "Free" and hit.description == "Groceries\nfor a\nweek"
    assert sorted(rule.days for rule in hit.hours) == [(0,), (1,)]
    assert import_path(db, path).changed == 0


@pytest.mark.parametrize("name", ["../services.csv", "/services.csv", "a/../../services.csv"])
def test_a_zip_that_leads_out_of_itself_is_refused(db: Database, tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput):
        import_path(db, packed(tmp_path / "bad.zip", {name: b"id,name\n1,A\n"}, inside=""))


def test_a_zip_bomb_is_refused(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("services.csv", b" " * (20 * 1024**2))
    with pytest.raises(BadInput, match="too large"):
        import_path(db, path)


def test_utf_16_and_nul_bytes_are_read() -> None:
    assert list(rows_of(io.BytesIO("id,name\n1,Comida y más\n".encode("utf-16")))) == [
        {"id": "1", "name": "Comida y más"}
    ]
    assert list(rows_of(io.BytesIO(b"id;Name\n1;A\x00b\n"))) == [{"id": "1", "name": "Ab"}]


@given(st.binary(max_size=400))
def test_arbitrary_bytes_never_raise(content: bytes) -> None:
    for row in rows_of(io.BytesIO(b"id,weekday\n" + content)):
        if isinstance(row, dict):
            as_now("regular_schedule", row)


def test_names_and_days() -> None:
    assert table_of("Services_At_Location.csv") == "service_at_location" and table_of("notes.csv") is None
    assert [weekday(day) for day in ("Monday", "tue.", "7", "someday")] == ["MO", "TU", "SU", None]
