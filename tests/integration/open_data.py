"""What tests of the read API share: a server of its routes alone, and the official schemas where they are at hand."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Iterator, Optional

from fastapi import FastAPI
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator, RefResolver

from bot.db import Database
from bot.settings import Settings

# Not part of the project: where the specification lies beside it, every answer is held against it.
OFFICIAL = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "hsds-3.0"
SCHEMAS = OFFICIAL / "schema"


def client(db: Database, **settings: Any) -> TestClient:
    """The routes under /hsds over a database, with the errors and headers that the whole server has."""
    from channels import errors, headers
    from channels.hsds.routes import router
    from channels.limits import Limits

    app = FastAPI()
    app.state.house = SimpleNamespace(db=db, settings=Settings(**{"open_data_per_minute": 0, **settings}))
    app.state.limits = Limits()
    app.include_router(router)
    errors.install(app)
    headers.install(app)
    return TestClient(app, raise_server_exceptions=False)


def wrong(kind: str, found: Any) -> list[str]:
    """Where an object does not fit the official schema of its kind; nothing can be said without the schemas."""
    checker = _validator(kind)
    return [f"{list(error.path)}: {error.message[:200]}" for error in checker.iter_errors(found)] if checker else []


@cache
def _validator(kind: str) -> Optional[Draft202012Validator]:
    if not SCHEMAS.is_dir():
        return None
    store = {path.name: json.loads(path.read_text("utf-8")) for path in sorted(SCHEMAS.glob("*.json"))}
    compiled = SCHEMAS / "compiled" / f"{kind}.json"
    schema = json.loads(compiled.read_text("utf-8")) if compiled.exists() else store[f"{kind}.json"]
    return Draft202012Validator(schema, resolver=_Here("", schema, store))


class _Here(RefResolver):
    """Knows the files beside it and asks no network."""

    def resolve_remote(self, uri: str) -> Any:
        raise AssertionError(f"{uri} is not among the schemas")


def pages(server: TestClient, path: str, **parameters: Any) -> Iterator[Any]:
    """Every object of a list, page by page."""
    number, last = 1, False
    while not last:
        page = ok(server, path, page=number, **parameters)
        yield from page["contents"]
        number, last = number + 1, page["last_page"]


def ok(server: TestClient, path: str, **parameters: Any) -> Any:
    """What an address answers with 200."""
    answer = server.get(f"/hsds{path}", params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()
