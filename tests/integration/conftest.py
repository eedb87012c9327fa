"""What integration tests share: a database filled once, the index of places, and one running server."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Callable, Iterator

import pytest

from tests.integration.serving import Server, serving

START = datetime(2026, 3, 7, 12, tzinfo=timezone.utc)  # the clocks change the night after


@pytest.fixture(scope="session")
def filled_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file with the sample directory, to be copied: making one takes longer than most tests."""
    from bot import bootstrap
    from bot.directory.service import load_sample

    folder = tmp_path_factory.mktemp("filled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALDER_HOME", str(folder))
        bootstrap.reset()
        built = bootstrap.house()
        load_sample(built.db)
        built.db.engine.dispose()  # folds the write-ahead log into the file
        bootstrap.reset()
    return folder / "alder.db"


@pytest.fixture
def house(home: Path, filled_database: Path) -> Any:
    """A house of its own on a copy of the filled file."""
    from bot import bootstrap

    home.mkdir(mode=0o700)
    for name in ("alder.db", "development.key"):  # the audit log of the file is chained under its key
        shutil.copy(filled_database.parent / name, home / name)
    return bootstrap.house()


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Sets the time since START."""
    from bot import clock

    def set_(since: timedelta) -> None:
        monkeypatch.setattr(clock, "now", lambda: START + since)

    set_(timedelta())
    return set_


@pytest.fixture(scope="session")
def places_known() -> None:
    """As `alder serve` does at its start: an action may take five seconds, and a busy machine needs longer for this."""
    from bot.directory.places import find as places

    places.warm()


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`alder serve` in a process of its own, for tests that only talk to it."""
    home = tmp_path_factory.mktemp("running") / "home"
    with serving(home, open_per_minute="0", twilio_from="+13055550100", twilio_api_url="http://127.0.0.1:9") as server:
        assert server.start(), server.log
        yield server
