"""What tests share: a house of their own, the trained model, and somebody who talks to it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Iterator

import pytest

from tests.talking import Talk

ROOT = Path(__file__).resolve().parents[1]


def pytest_configure(config: pytest.Config) -> None:
    """No test may see the settings, the data or the time zone of whoever runs it."""
    for name in [name for name in os.environ if name.startswith("ALDER_") and name != "ALDER_REQUIRE_ALL"]:
        del os.environ[name]
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser comes last: its driver keeps an event loop running, in which no turn can be taken."""
    items.sort(key=lambda item: "e2e" in item.path.parts)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Iterator[None]:
    """With ALDER_REQUIRE_ALL=1 a skipped test is a failure: nothing may pass by not having been run."""
    outcome: Any = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("ALDER_REQUIRE_ALL") == "1":
        report.outcome = "failed"
        report.longrepr = f"skipped, but every test is required: {report.longrepr}"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty ALDER_HOME, with everything wired anew for this test."""
    from bot import bootstrap

    monkeypatch.setenv("ALDER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ALDER_MODEL_DIR", str(ROOT / "models"))
    bootstrap.reset()
    yield tmp_path / "home"
    bootstrap.reset()


@pytest.fixture
def house(home: Path) -> Any:
    """A house on a SQLite file, with the sample directory."""
    from bot import bootstrap
    from bot.directory.service import load_sample

    built = bootstrap.house()
    load_sample(built.db)
    return built


@pytest.fixture(scope="session")
def engine() -> Any:
    """The trained model, loaded once."""
    from bot.engine.engine import Engine
    from bot.engine.load import newest_model

    return Engine(newest_model(ROOT / "models"))


@pytest.fixture(scope="session")
def redactor() -> Any:
    """Presidio with our recognizers, built once."""
    from redaction.engine import build

    return build()


@pytest.fixture
def talk(house: Any, engine: Any, redactor: Any) -> Talk:
    """A person on the web in English."""
    return Talk(house, engine, redactor)


@pytest.fixture
def talk_es(house: Any, engine: Any, redactor: Any) -> Talk:
    """A person on the web in Spanish."""
    return Talk(house, engine, redactor, lang="es")


@pytest.fixture
def sms(house: Any, engine: Any, redactor: Any) -> Talk:
    """A person who texts."""
    return Talk(house, engine, redactor, channel="sms")
