"""The stock side of the benchmark learns what people type: no placeholder of our examples is left in its data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bench.stock_project import ROOT, filled

FILES = sorted((ROOT / "data").glob("*/*.yml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_placeholder_is_filled(file: Path) -> None:
    assert not re.search(r"<[A-Z_]+>|<[A-Z_]+_\d+>", filled(file.read_text("utf-8")))
