"""The project that stock Rasa runs: our training data and words, the default pipeline, and its own simple actions."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import shutil
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
_HERE = Path(__file__).parent
ACTIONS = "stock_actions"
_SLOTS = ("need", "place", "shown", "question")
# Stock Rasa sees what people type, so the placeholders of our examples are filled with the kind of thing typed.
_FILL = {
    "LOCATION": ("miami", "33101", "hialeah", "fort lauderdale", "33010", "orlando", "homestead", "tampa"),
    "ADDRESS": ("12 nw 3rd street",),
    "AGE": ("19", "24", "31"),
    "DATE_OF_BIRTH": ("march 3 1999",),
    "EMAIL": ("maria.rivera@example.org",),
    "FINANCIAL": ("4111 1111 1111 1111",),
    "GOVERNMENT_ID": ("A012345678",),
    "ORGANIZATION": ("harbor house", "sunrise motel"),
    "PERSON": ("maria", "john"),
    "PHONE": ("305-555-0142",),
    "SOCIAL_HANDLE": ("@maria_99",),
    "URL": ("www.example.org",),
    "VEHICLE": ("the plate abc 1234",),
}
_PLACEHOLDER = re.compile(r"<([A-Z_]+?)(?:_\d+)?>")


def default_config(epochs: int) -> dict[str, Any]:
    """Rasa's own default pipeline and policies, read from the installed package; only the epochs may be fewer."""
    spec = importlib.util.find_spec("rasa")  # importing it takes seconds
    assert spec and spec.origin
    path = Path(spec.origin).parent / "engine" / "recipes" / "config_files" / "default_config.yml"
    config: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    config["assistant_id"] = "stock"
    for part in [*config["pipeline"], *config["policies"]]:
        if "epochs" in part:
            part["epochs"] = epochs
    return config


def domain() -> dict[str, Any]:
    """Our intents and actions, a few slots, and our English lines as plain responses."""
    ours = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    return {
        "version": "3.1",
        "intents": ours["intents"],
        "slots": {name: _slot() for name in _SLOTS},
        "actions": [name for name in ours["actions"] if name.startswith("action_")],
        "responses": _responses(),
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }


def _slot() -> dict[str, Any]:
    return {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}


def _responses() -> dict[str, Any]:
    from bot.content.catalogue import FALLBACK, read_files
    from bot.content.speak import speak

    catalogue = read_files()
    found = {}
    for key in catalogue.languages[FALLBACK]["lines"]:
        if not key.startswith(("utter_", "ask_")):
            continue
        template, _ = catalogue.line(key, FALLBACK, "web")
        kept: dict[str, Any] = {
            name: f"{{{name}}}" for _, name, _, _ in Formatter().parse(template) if name and name != "days"
        }
        said = speak(catalogue, key, FALLBACK, "web", **kept)  # Rasa fills in what is kept
        name = key if key.startswith("utter_") else f"utter_{key}"
        response: dict[str, Any] = {"text": said.text}
        if said.buttons:
            response["buttons"] = [{"title": one.title, "payload": one.payload} for one in said.buttons]
        found[name] = [response]
    return found


def filled(text: str) -> str:
    """Training examples with every placeholder filled, by turns from a short list."""
    turns = {kind: 0 for kind in _FILL}

    def fill(found: re.Match[str]) -> str:
        kind = found.group(1)
        turns[kind] += 1
        return _FILL[kind][turns[kind] % len(_FILL[kind])]

    return _PLACEHOLDER.sub(fill, text)


def write(folder: Path, epochs: int) -> str:
    """Write everything but the model into ``folder``; returns the digest of what a model is made of."""
    shutil.rmtree(folder / "data", ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    for path in sorted((ROOT / "data").glob("*/*.yml")):
        (folder / "data" / f"{path.parent.name}-{path.name}").write_text(filled(path.read_text("utf-8")), "utf-8")
    for name, content in (("config.yml", default_config(epochs)), ("domain.yml", domain())):
        (folder / name).write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), "utf-8")
    (folder / "credentials.yml").write_text("rest:\n", "utf-8")
    shutil.copy(_HERE / f"{ACTIONS}.py", folder)
    _services(folder / "services.db")
    made_of = [folder / "config.yml", folder / "domain.yml", *sorted((folder / "data").iterdir())]
    return hashlib.sha256(json.dumps([path.read_text("utf-8") for path in made_of]).encode()).hexdigest()


def endpoints(database: Path, action_port: int) -> str:
    """``endpoints.yml``: the SQL tracker store on SQLite and the action server."""
    return yaml.safe_dump(
        {
            "tracker_store": {"type": "SQL", "dialect": "sqlite", "db": str(database)},
            "action_endpoint": {"url": f"http://127.0.0.1:{action_port}/webhook"},
        }
    )


def _services(path: Path) -> None:
    """Our sample directory as one flat table, so that the stock bot's look-up is as cheap as a look-up can be."""
    import sqlite3

    from sqlalchemy import select

    from bot.db import Base, Database
    from bot.directory.models import PhoneRow, ServiceNeedRow, ServiceRow
    from bot.directory.service import load_sample

    path.unlink(missing_ok=True)
    whole = path.with_name("whole.db")
    whole.unlink(missing_ok=True)
    db = Database(f"sqlite:///{whole}")
    Base.metadata.create_all(db.engine)
    load_sample(db)
    with db.read() as session:
        phones = {row.service_id: row.number for row in session.execute(select(PhoneRow)).scalars() if row.service_id}
        rows = session.execute(
            select(ServiceNeedRow.need, ServiceRow.id, ServiceRow.name, ServiceRow.description).join(
                ServiceRow, ServiceRow.id == ServiceNeedRow.service_id
            )
        ).all()
    db.engine.dispose()
    whole.unlink()
    with sqlite3.connect(path) as flat:
        flat.execute("CREATE TABLE service (need TEXT, name TEXT, description TEXT, phone TEXT)")
        flat.execute("CREATE INDEX service_need ON service (need, name)")
        values = [(need, name, description, phones.get(key, "us")) for need, key, name, description in rows]
        flat.executemany("INSERT INTO service VALUES (?, ?, ?, ?)", values)
    flat.close()
