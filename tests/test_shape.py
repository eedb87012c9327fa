"""The shape of the project: who may import whom, that every route is guarded, and that the documents keep up."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("bot", "actions", "channels", "redaction")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "versions" not in path.parts)
HEAVY = ("tensorflow", "rasa", "sklearn", "spacy", "presidio_analyzer", "lingua", "twilio", "zipcodes")


def test_import_contracts_hold() -> None:
    done = subprocess.run([Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", ["actions", "bot.bootstrap", "bot.cli.main", "channels.app", "redaction.engine"])
def test_heavy_imports_are_lazy(module: str) -> None:
    code = f"import sys, {module}; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr[-300:]


def test_every_route_says_how_it_is_authorised() -> None:
    from fastapi.routing import APIRoute

    from channels import guard, health
    from channels.hsds import routes as hsds
    from channels.sms import routes as sms
    from channels.web import pages
    from channels.web import routes as web

    routers = (pages.router, web.router, sms.router, hsds.router, health.router)
    found: list[Any] = [route for router in routers for route in router.routes]
    assert len(found) > 10 and all(isinstance(route, APIRoute) for route in found)
    for route in found:
        guards = [needed.call for needed in route.dependant.dependencies if needed.call in guard.GUARDS]
        assert len(guards) == 1, f"{route.path} has {len(guards)} guards"


def test_the_application_serves_no_other_routes() -> None:
    text = (ROOT / "channels/app.py").read_text("utf-8")
    assert "@app." not in text and "app.mount" not in text


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_is_small_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 350
    if path.name == "__init__.py" and not text.strip():
        pytest.fail("an empty room without a name on the door")
    says = ast.get_docstring(ast.parse(text))
    assert says, "no opening sentence"
    first = says.split("\n\n")[0].strip()
    assert first.endswith((".", ")", "?")), first


def test_every_setting_is_documented() -> None:
    from bot.settings import Settings

    document = (ROOT / "docs/settings.md").read_text("utf-8")
    missing = [name for name in Settings.__fields__ if f"`ALDER_{name.upper()}`" not in document]
    assert not missing
    known = {f"ALDER_{name.upper()}" for name in Settings.__fields__} | {"ALDER_REQUIRE_ALL", "ALDER_PICTURES"}
    assert set(re.findall(r"`(ALDER_\w+)`", document)) <= known


def test_every_command_is_documented() -> None:
    from bot.cli.main import COMMANDS

    document = (ROOT / "docs/commands.md").read_text("utf-8")
    assert not [name for name in COMMANDS if f"`alder {name}" not in document]
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert not [name for name in targets if f"`make {name}`" not in document]


def test_every_document_is_reachable_and_no_link_is_dead() -> None:
    documents = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
    documents += sorted((ROOT / "docs").rglob("*.md"))
    linked = set()
    for document in documents:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text("utf-8")):
            if target.startswith(("http:", "https:", "mailto:")):
                continue
            assert (document.parent / target).exists(), f"{document.name} points to {target}"
            linked.add((document.parent / target).resolve())
    unlinked = [
        d.name for d in documents if d.name != "README.md" and d.resolve() not in linked and "adr" not in d.parts
    ]
    assert not unlinked


def test_only_rasa_data_lives_under_data() -> None:
    strange = [path for path in (ROOT / "data").rglob("*") if path.is_file() and path.suffix != ".yml"]
    assert not strange


def test_the_lock_has_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock and "--index-url" not in lock and "--find-links" not in lock
    pinned = re.findall(r"^[\w.\[\]-]+==", lock, re.M)
    assert len(pinned) > 100 and lock.count("--hash=sha256:") >= len(pinned)


def test_nothing_sensitive_or_generated_is_in_git() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    bad = [name for name in listed if name.endswith((".db", ".key", ".pem", ".tar.gz", ".env", ".onnx", ".joblib"))]
    assert not bad
