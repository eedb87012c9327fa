"""Precision at three and recall of the needs we give, against the labels; what they mean stands in labels.yml."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Sequence

import yaml

from bot.directory.importing import cells
from bot.directory.needing.given import Given

HALVES = ("development", "test")
_TOP = 3
_LABELS = Path(__file__).with_name("labels.yml")
_MIAMI = Path(__file__).resolve().parents[3] / "shared" / "data" / "miami-211.zip"


@dataclass(frozen=True)
class Measured:
    """Shares from 0 to 1; ``given`` needs among the three surest of each service, ``silent`` services given none."""

    micro: float
    macro: float
    recall: float
    given: int
    silent: int


def labels(*halves: str) -> dict[str, list[str]]:
    """Service id to the needs that it truly answers."""
    read = yaml.safe_load(_LABELS.read_text(encoding="utf-8"))
    return {key: needs for half in halves for key, needs in read[half].items()}


def packages() -> list[Path]:
    """The package, where it lies beside the project: it is not ours to ship."""
    return [_MIAMI] if _MIAMI.exists() else []


def texts(path: Path, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Name and description of these services, as an import reads them."""
    csv.field_size_limit(10**7)
    with zipfile.ZipFile(path) as packed:
        table = next(name for name in packed.namelist() if name.endswith("services.csv"))
        with packed.open(table) as raw:
            rows = csv.DictReader(io.TextIOWrapper(raw, "utf-8-sig", "replace"))
            wanted = set(ids)
            return {
                row["id"]: (cells.text(row["name"]) or "", cells.text(row["description"]) or "")
                for row in rows
                if row["id"] in wanted
            }


def measured(given: Mapping[str, Mapping[str, Given]], wanted: Mapping[str, Sequence[str]]) -> Measured:
    """Of each service the three needs given most surely, against its labels."""
    right = told = labelled = silent = 0
    shares = []
    for key, want in wanted.items():
        surest = sorted(given[key], key=lambda need: -given[key][need].confidence)[:_TOP]
        hits = sum(need in want for need in surest)
        right, told, labelled = right + hits, told + len(surest), labelled + len(want)
        if surest:
            shares.append(hits / len(surest))
        else:
            silent += 1
    return Measured(right / told, sum(shares) / len(shares), right / labelled, told, silent)
