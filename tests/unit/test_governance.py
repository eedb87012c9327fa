"""The governance table is about the code as it is: nothing in it is forgotten, nothing is claimed that is not there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from bot.audit import by_hand
from bot.audit.events import Event
from bot.cli import main
from bot.consent.rules import Purpose, Scope
from bot.errors import AlderError
from bot.governance import page as pages
from bot.governance.log import LOG
from bot.governance.page import PAGE, page
from bot.governance.table import TABLE, Row
from bot.governance.words import REACHES, ROLES, Field, Reach, Role, Span, limits, spans
from bot.retention.rules import Policy
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
ROWS: list[Row] = [row for rows in TABLE.values() for row in rows]
STAFF = {Role.WORKER, Role.SUPERVISOR, Role.LEAD, Role.ADMIN}
# What names everything by its nature, and so uses nothing.
TABLES = {
    "bot/governance",
    "bot/consent/rules.py",
    "bot/consent/iso27560.py",
    "bot/audit/events.py",
    "bot/audit/by_hand.py",
}


def sources() -> Iterator[ast.Module]:
    for path in (path for part in ("bot", "actions", "channels") for path in (ROOT / part).rglob("*.py")):
        if not any(str(path.relative_to(ROOT)).startswith(one) for one in TABLES):
            yield ast.parse(path.read_text("utf-8"))


NODES = [node for tree in sources() for node in ast.walk(tree)]


def used(kind: type[Enum]) -> set[Any]:
    """The members of an enum that the code names."""
    found = (node for node in NODES if isinstance(node, ast.Attribute) and node.attr in kind.__members__)
    return {kind[node.attr] for node in found if ast.unparse(node.value).split(".")[-1] == kind.__name__}


def today(row: Row) -> bool:
    return row.reach is Reach.NOW


def test_every_field_role_span_and_reach_has_its_words_and_its_rows() -> None:
    assert list(TABLE) == list(Field) and all(TABLE.values())
    assert {row.role for row in ROWS} == set(ROLES) == set(Role)
    assert {row.span for row in ROWS} == set(spans(Policy())) == set(Span)
    assert list(REACHES) == list(Reach)
    for rows in TABLE.values():
        assert len(set(rows)) == len(rows)


def test_every_permission_has_a_row_and_those_in_use_one_of_today() -> None:
    assert {scope for row in ROWS for scope in row.under} == set(Scope)
    assert {scope for row in ROWS if today(row) for scope in row.under} == used(Scope)


def test_every_purpose_has_a_row_and_those_in_use_one_of_today() -> None:
    assert {row.purpose for row in ROWS if row.purpose} == set(Purpose)
    assert {row.purpose for row in ROWS if row.purpose and today(row)} == used(Purpose)


def test_what_is_read_from_the_vault_is_noted() -> None:
    assert all(Event.VAULT_READ in row.noted for row in ROWS if row.purpose)


def test_every_event_is_explained_and_those_never_written_are_marked() -> None:
    assert list(LOG) == list(Event)
    written = used(Event) | set(by_hand.EVENTS)
    assert {event for event, says in LOG.items() if says.reach is Reach.NOW} == written


def test_the_codes_of_an_event_are_those_that_are_written_with_it() -> None:
    found: dict[Event, set[str]] = {}
    for call in (node for node in NODES if isinstance(node, ast.Call) and len(node.args) > 1):
        names = ast.unparse(call.func).split(".")[-1], ast.unparse(call.args[1]).split(".")[-2:]
        if names[0] == "append" and names[1][0] == "Event":
            codes = {str(keyword.arg) for keyword in call.keywords}
            assert found.setdefault(Event[names[1][1]], codes) == codes, "the same event with other codes"
    assert len(found) > 12
    assert {event: set(LOG[event].codes) for event in found} == found
    assert all(LOG[event].codes == ("by", "to") for event in by_hand.EVENTS)


def test_nobody_signs_in_yet_so_staff_and_organizations_see_nothing_today() -> None:
    from channels.guard import GUARDS

    # Whoever reads the open directory (`reader`) reaches services alone: nothing a person said or is.
    known = {"anyone", "new_conversation", "bearer", "twilio", "operator", "reader"}
    assert {guard.__name__ for guard in GUARDS} == known, (
        "somebody else may come in now: say in bot/governance/table.py what they see"
    )
    assert {row.reach for row in ROWS if row.role in STAFF | {Role.ORGANIZATION}} == {Reach.LATER}


def test_scores_are_never_shown_to_the_person_and_nothing_identifying_leaves_without_a_release() -> None:
    assert Role.PERSON not in {row.role for row in TABLE[Field.SCORES]}
    assert all(row.under == (Scope.SHARE,) for row in ROWS if row.role is Role.ORGANIZATION)
    for field in (Field.TYPED, Field.VALUES, Field.ANSWERS, Field.SCORES, Field.PHONE, Field.REDACTED):
        assert not {Role.LEAD, Role.ADMIN} & {row.role for row in TABLE[field]}, field


def test_the_figures_are_those_of_the_rules() -> None:
    from bot.consent.rules import LONGEST_RELEASE, RELEASE_DAYS
    from bot.retention.rules import IDLE_HOURS, RECORD_DAYS

    said = " ".join(limits(Policy()))
    for figure in (*IDLE_HOURS, *RECORD_DAYS, RELEASE_DAYS.days, LONGEST_RELEASE.days, *Policy().told.values()):
        assert f" {figure}" in f" {said}"
    assert "`ALDER_IDLE_HOURS`" in said and "`ALDER_RECORD_DAYS`" in said
    assert {"idle_hours", "record_days"} <= set(Settings.__fields__)


def test_the_page_in_the_documentation_is_what_the_code_says() -> None:
    assert PAGE == ROOT / "docs/governance.md"
    assert PAGE.read_text("utf-8") == page(), "run `alder governance > docs/governance.md`"


def test_the_page_is_whole() -> None:
    lines = page().splitlines()
    tables = [line for line in lines if line.startswith("|")]
    assert all(line.count("|") == line.count("| ") + 1 and line.endswith(" |") for line in tables)
    assert sum(line.startswith("## ") for line in lines) == len(Field) + 6
    for one in (*(f"`{one.value}`" for kind in (Scope, Purpose, Event) for one in kind), *(f.value for f in Field)):
        assert one in page(), one


def test_the_command_prints_the_page_and_checks_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    command: Any = main.alder.get_command(click.Context(main.alder), "governance")
    assert CliRunner().invoke(command, []).stdout == page()
    assert CliRunner().invoke(command, ["--check"]).exit_code == 0
    monkeypatch.setattr(pages, "PAGE", tmp_path / "governance.md")
    for written in (None, page() + "x"):
        if written:
            pages.PAGE.write_text(written, "utf-8")
        refused = CliRunner().invoke(command, ["--check"])
        assert refused.exit_code != 0 and isinstance(refused.exception, AlderError)
        assert "alder governance >" in refused.exception.message
