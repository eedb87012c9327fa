"""The governance page, written from the tables, so that it cannot say anything else than the code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.consent.rules import Purpose, Scope
from bot.governance.log import LOG
from bot.governance.table import TABLE, Row
from bot.governance.words import REACHES, ROLES, Field, Reach, Role, limits, spans
from bot.retention.rules import Policy

PAGE = Path(__file__).resolve().parents[2] / "docs" / "governance.md"
_SPANS = spans(Policy())
_ROWS = [(field, row) for field, rows in TABLE.items() for row in rows]
_HEAD = """\
# Who can see what

Which role sees which field, for what, under which permission, for how long, and what the audit log then holds.
`alder governance` writes this page from the tables in `bot/governance/`; do not edit it here. What has no row is not
permitted.

Staff do not sign in yet, and nothing is sent to an organization yet: their rows say what is planned.
"""
_BEYOND = """\
## Beyond this page

The phone company, the text message provider, the phone and the browser keep their own copies, which no table of ours
governs ([limits](limits.md)). What the law may ask of staff: [minors](minors.md),
[mandated reports](mandated-reports.md), [compelled disclosure](compelled-disclosure.md). What each permission means in
the chat: [consent](consent.md).
"""


def page() -> str:
    """The whole page, Markdown."""
    parts = (_roles, _at_a_glance, _fields, _how_long, _permissions, _purposes, _log)
    return "\n".join((_HEAD, *(line for part in parts for line in part()), _BEYOND))


def _roles() -> Iterator[str]:
    yield _table(("role", "is"), ([role.value, about] for role, about in ROLES.items()))


def _at_a_glance() -> Iterator[str]:
    yield "## At a glance\n"
    yield _table(
        ("", *(role.value for role in Role)),
        ([field.value, *(_reach(rows, role) for role in Role)] for field, rows in TABLE.items()),
    )
    yield "".join(f"- **{reach.value}**: {about}.\n" for reach, about in REACHES.items()) + "- empty: never.\n"


def _reach(rows: Iterable[Row], role: Role) -> str:
    found = {row.reach for row in rows if row.role is role}
    return next((reach.value for reach in Reach if reach in found), "")


def _fields() -> Iterator[str]:
    for field, rows in TABLE.items():
        yield f"## {field.value.capitalize()}\n"
        yield _table(("who", "today", "sees", "for", "under", "for how long", "in the log"), map(_cells, rows))


def _cells(row: Row) -> list[str]:
    why = f"{row.why} (vault: `{row.purpose.value}`)" if row.purpose else row.why
    under, noted = (", ".join(f"`{one.value}`" for one in ones) for ones in (row.under, row.noted))
    return [row.role.value, row.reach.value, row.sees, why, under, _SPANS[row.span], noted]


def _how_long() -> Iterator[str]:
    yield "## For how long\n"
    yield "".join(f"- {limit}\n" for limit in limits(Policy()))


def _permissions() -> Iterator[str]:
    yield "## Permissions\n"
    found = ((f"`{scope.value}`", *_opens([one for one in _ROWS if scope in one[1].under])) for scope in Scope)
    yield _table(("permission", "opens today", "opens later"), found)


def _purposes() -> Iterator[str]:
    yield "## What the vault is read for\n"
    found = (
        (f"`{purpose.value}`", *_opens([one for one in _ROWS if one[1].purpose is purpose])) for purpose in Purpose
    )
    yield _table(("purpose", "opens today", "opens later"), found)


def _opens(some: Iterable[tuple[Field, Row]]) -> tuple[str, str]:
    """The fields that these rows open, and to whom: today, and later."""
    told: dict[Reach, dict[Field, list[str]]] = {reach: {} for reach in Reach}
    for field, row in some:
        told[row.reach].setdefault(field, []).append(row.role.value)
    today, later = (
        "; ".join(f"{field.value} ({', '.join(roles)})" for field, roles in told[reach].items())
        for reach in (Reach.NOW, Reach.LATER)
    )
    return today, later


def _log() -> Iterator[str]:
    yield "## What the audit log holds\n"
    yield "Each event holds when, in which conversation, and these codes; never a word that anybody wrote.\n"
    rows = (
        [f"`{event.value}`", says.what, ", ".join(f"`{code}`" for code in says.codes), says.reach.value]
        for event, says in LOG.items()
    )
    yield _table(("event", "says", "codes", "today"), rows)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    titles = list(head)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (titles, ["---"] * len(titles), *rows))
