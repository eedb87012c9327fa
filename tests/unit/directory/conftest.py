"""What the directory's tests share: an empty directory, one with the sample, and a way to import what a test writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable, Iterator

import pytest

from bot.db import Base, Database
from bot.directory import models  # noqa: F401  (its tables)
from bot.directory.importing.report import ImportReport
from bot.directory.service import import_path, load_sample

Import = Callable[[Any], ImportReport]


def made(path: Path) -> Database:
    db = Database(f"sqlite:///{path}")
    Base.metadata.create_all(db.engine)
    return db


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = made(tmp_path / "directory.db")
    yield database
    database.engine.dispose()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = made(tmp_path_factory.mktemp("sample") / "directory.db")
    load_sample(database)
    yield database
    database.engine.dispose()


@pytest.fixture
def bring(db: Database, tmp_path: Path) -> Import:
    """Import a document as a JSON file."""

    def bring_in(document: Any) -> ImportReport:
        path = tmp_path / "file.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return import_path(db, path)

    return bring_in
