"""Makes a directory of as many services as asked: the 211 Miami package many times over, else our sample.

``python -m tests.bench.many_services 100000 FOLDER`` prints the path to import. The same number gives the same files.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import zipfile
from pathlib import Path
from typing import Any, Iterator, Optional

_ROOT = Path(__file__).resolve().parents[2]
MIAMI = _ROOT.parent / "shared" / "data" / "miami-211.zip"
_SAMPLE = _ROOT / "bot" / "directory" / "sample" / "palmera_bay"
_KEYS = ("id", "service_id", "location_id", "organization_id", "service_at_location_id")
_FLORIDA = ((25.2, 30.6), (-82.6, -80.2))
_STATES = ((31.0, 46.0), (-120.0, -76.0))
_QUARTERS = ("Heron", "Mangrove", "Harbor", "Palmetto", "Laguna", "Ibis", "Coral", "Cypress", "Seagrape", "Osprey")
Row = dict[str, Any]


def write(folder: Path, services: int, miami: Path = MIAMI) -> Path:
    """Write about ``services`` services (exactly so many from Miami) below ``folder``; returns what to import."""
    folder.mkdir(parents=True, exist_ok=True)
    if miami.exists():
        return _from_miami(folder / f"services-{services}.zip", services, miami)
    return _from_sample(folder / f"services-{services}", services)


def _from_miami(target: Path, services: int, miami: Path) -> Path:
    with zipfile.ZipFile(miami) as package, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        tables = {name: _read(package, name) for name in package.namelist() if name.endswith(".csv")}
        order = [row["id"] for row in next(rows for name, rows in tables.items() if name.endswith("/services.csv"))]
        copies, rest = divmod(services, len(order))
        last = frozenset(order[:rest])
        for name, rows in tables.items():
            with out.open(name, "w", force_zip64=True) as binary, io.TextIOWrapper(binary, "utf-8", newline="") as text:
                writer = csv.DictWriter(text, list(rows[0]))
                writer.writeheader()
                for copy in range(copies + bool(rest)):
                    writer.writerows(_varied(name, rows, copy, last if copy == copies else None))
    return target


def _read(package: zipfile.ZipFile, name: str) -> list[Row]:
    with package.open(name) as binary:
        return list(csv.DictReader(io.TextIOWrapper(binary, "utf-8-sig", errors="replace", newline="")))


def _varied(name: str, rows: list[Row], copy: int, only: Optional[frozenset[str]]) -> Iterator[Row]:
    """One copy of a table. The first is the file itself; ``only`` keeps the rows of some services."""
    chance = random.Random(f"{name} {copy}")
    organizations = name.endswith("organizations.csv")
    for row in rows:
        owner = row["id"] if name.endswith("/services.csv") else row.get("service_id") or row.get("location_id")
        if name.endswith("locations.csv"):
            owner = row["id"]
        if only is not None and not organizations and owner and owner not in only:
            continue
        yield row if copy == 0 else _moved(row, copy, chance)


def _moved(row: Row, copy: int, chance: random.Random) -> Row:
    changed = {**row, **{key: f"{copy}-{row[key]}" for key in _KEYS if row.get(key)}}
    if row.get("name"):
        changed["name"] = f"{row['name']} {chance.choice(_QUARTERS)} {copy}"
    if "latitude" in row:
        changed["latitude"], changed["longitude"] = _point(copy, chance)
    if row.get("number") and len(row["number"]) >= 12:
        changed["number"] = f"{row['number'][:8]}{chance.randrange(10_000):04}{row['number'][12:]}"
    return changed


def _point(copy: int, chance: random.Random) -> tuple[str, str]:
    """Somewhere in Florida, every third copy anywhere between the oceans: in degrees."""
    (south, north), (west, east) = _STATES if copy % 3 == 0 else _FLORIDA
    return f"{chance.uniform(south, north):.5f}", f"{chance.uniform(west, east):.5f}"


def _from_sample(target: Path, services: int) -> Path:
    """JSON files of a thousand organizations each, for a machine without the Miami package."""
    target.mkdir(parents=True, exist_ok=True)
    originals = [json.loads(path.read_text("utf-8")) for path in sorted(_SAMPLE.glob("*.json"))]
    made, copy, waiting = 0, 0, []
    while made < services:
        chance = random.Random(copy)
        for original in originals:
            waiting.append(_renamed(original, copy, chance))
            made += len(original.get("services", ()))
        copy += 1
        if len(waiting) >= 1000 or made >= services:
            (target / f"{copy:06}.json").write_text(json.dumps(waiting), "utf-8")
            waiting = []
    return target


def _renamed(value: Any, copy: int, chance: random.Random) -> Any:
    if isinstance(value, list):
        return [_renamed(one, copy, chance) for one in value]
    if not isinstance(value, dict) or copy == 0:
        return value
    changed = {key: _renamed(one, copy, chance) for key, one in value.items()}
    if "taxonomy" not in value:
        changed.update({key: f"{copy}-{value[key]}" for key in _KEYS if value.get(key)})
    if value.get("latitude"):
        changed["latitude"], changed["longitude"] = (float(degrees) for degrees in _point(copy, chance))
    return changed


def main() -> None:
    """Write the files and print where they are."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.many_services", description=__doc__)
    parser.add_argument("services", type=int)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    print(write(asked.folder, asked.services))


if __name__ == "__main__":
    main()
