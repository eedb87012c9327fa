"""Every way on which something of the directory leaves this house: a new one is added here, or a test fails.

Each outlet gives the bytes that left by it. `test_hiding_everywhere.py` searches them for hidden places.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable, Iterator

from sqlalchemy import inspect, text
from typer.testing import CliRunner

from bot.directory.needing.taxonomy import need_codes
from channels.hsds import parameters
from tests.integration.open_data import client
from tests.talking import Talk

Given = dict[str, Any]
# What is in the walk. `alder directory` commands and routes under /hsds that are not in these sets fail a test.
COMMANDS = {
    "search": "walked",
    "export": "walked",
    "import": "prints counts and our own reasons only",
}
LISTS = ("services", "organizations", "locations", "service_at_locations", "taxonomies", "taxonomy_terms")
ROUTES = {"/hsds", "/hsds/", *(f"/hsds/{name}" for name in LISTS), *(f"/hsds/{name}/{{id}}" for name in LISTS)}
FORMATS = ("json",)
_LINES = ("just me", "yes", "I need food", "Miami", "more", "more", "more")


def chat_on_the_web(given: Given) -> bytes:
    """A conversation, to the end of what is found; what went out, what is on record, and in Spanish too."""
    found = [_talk(given, "web", lang) for lang in ("en", "es")]
    return "\n".join(found).encode()


def chat_by_sms(given: Given) -> bytes:
    """The same by text messages."""
    return _talk(given, "sms", "en").encode()


def the_command_line(given: Given) -> bytes:
    """`alder directory search`, for each need, in text and in JSON, with and without a place."""
    from bot.directory.cli import app

    said = []
    for need in need_codes():
        for more in ([], ["--json"], ["--near", given["near"]], ["--near", given["near"], "--json", "--lang", "es"]):
            result = CliRunner(mix_stderr=True).invoke(app, ["search", "--need", need, "--limit", "50", *more])
            assert result.exit_code == 0, result.output
            said.append(result.output)
    return "\n".join(said).encode()


def the_read_api(given: Given) -> bytes:
    """Every route with every parameter that changes what comes back, headers and errors included."""
    return b"\n".join(_answers(given))


def exports(given: Given) -> bytes:
    """The package in each format."""
    from bot.directory.publishing.service import export

    written = []
    for form in FORMATS:
        path: Path = given["folder"] / f"export.{form}"
        export(given["house"].db, path, form)
        written.append(path.read_bytes())
    return b"\n".join(written)


def derived_tables(given: Given) -> bytes:
    """Indexes and what else is made of the directory for searching: whatever is no table of the directory itself."""
    engine = given["house"].db.engine
    with engine.connect() as connection:
        names = [name for name in inspect(engine).get_table_names() if name.startswith("search_")]
        rows = [list(map(str, row)) for name in names for row in connection.execute(text(f"SELECT * FROM {name}"))]
    return json.dumps(rows).encode()


OUTLETS: dict[str, Callable[[Given], bytes]] = {
    "web chat": chat_on_the_web,
    "SMS": chat_by_sms,
    "command line": the_command_line,
    "read API": the_read_api,
    "export": exports,
    "derived tables": derived_tables,
}


def _talk(given: Given, channel: str, lang: str) -> str:
    talk = Talk(given["house"], given["engine"], given["redactor"], channel, lang)
    said = [] if channel == "web" else talk.say("hello")
    for line in _LINES:
        talk.say(line)
        said += talk.went_out
        if "/more_results" in talk.buttons:
            talk.press("/more_results")
            said += talk.went_out
    return "\n".join([*said, *(str(row.text) for row in talk.record())])


def _answers(given: Given) -> Iterator[bytes]:
    server = client(given["house"].db)
    for path in ROUTES - {route for route in ROUTES if "{" in route}:
        for asked in _asked(path.rpartition("/")[2], given):
            answer = server.get(path, params=asked)
            assert answer.status_code in (200, 422), answer.text
            yield str(answer.headers).encode() + answer.content
    for name in LISTS:
        listed = server.get(f"/hsds/{name}", params={"per_page": 100}).json()["contents"]
        for one in [each["id"] for each in listed] + given["hidden ids"]:
            for more in ({}, {"full_service": True}):
                yield server.get(f"/hsds/{name}/{one}", params=more).content


def _asked(name: str, given: Given) -> Iterator[dict[str, Any]]:
    names = parameters.NAMES.get(name, ())
    values: dict[str, list[Any]] = {
        "search": ["food", "pantry", *given["needles"]], "full": [True], "minimal": [True], "per_page": [1, 100],
        "organization_id": given["organizations"], "need": list(need_codes()), "language": ["en", "es"],
        "modified_after": ["2020-01-01"],
    }  # fmt: skip
    yield {}
    for parameter in names:
        for value in values.get(parameter, []):
            yield {parameter: value, "per_page": 100} if parameter != "per_page" else {parameter: value}
            if "full" in names:
                yield {parameter: value, "full": True}
    if "near" in names:
        for more in ({}, {"open_now": True}, {"open_at": "2026-11-23T12:00"}):
            for place in given["places"]:
                yield {"need": "food", "near": place, "full": True, **more}
