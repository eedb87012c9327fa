"""An engine whose encoder is missing understands by letters alone, and says so where `/readyz` and the doctor look."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.engine.engine import Engine
from bot.engine.load import newest_model
from tests.conftest import ROOT


def _broken(_models: Path) -> None:
    raise FileNotFoundError


def test_a_missing_encoder_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redaction.tagger.run.encoder", _broken)
    engine = Engine(newest_model(ROOT / "models"))
    assert engine.parse("i need food").intent == "need_food"
    assert "no encoder" in engine.lost


def test_nothing_is_missing_where_the_model_fits_its_encoder(engine: Engine) -> None:
    assert engine.parse("i need food").intent == "need_food"
    assert engine.lost == ""
