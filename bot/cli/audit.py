"""`alder audit`: shows that the log was not meddled with, and puts in what staff had to do outside of Alder."""

from __future__ import annotations

from typing import Optional

import typer

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def audit() -> None:
    """Check the audit log, and record what only staff can know."""


@app.command()
def verify() -> None:
    """Say that the chain holds, or where it breaks first (and exit 1)."""
    from bot.audit import service
    from bot.bootstrap import database
    from bot.errors import AlderError

    with database().own_transaction() as session:
        found = service.check(session)
    if found.broken:
        raise AlderError(f"The audit log does not hold. {found.broken}")
    older = f" {found.unchained} older ones stand before the chain began." if found.unchained else ""
    typer.echo(f"The chain holds: {found.events} events, ending in {found.ends[:16]}.{older}")


@app.command()
def record(
    event: str = typer.Argument(..., help="report.mandated or disclosure.compelled"),
    conversation_id: str = typer.Argument(..., help="The conversation's id, such as c_0123456789abcdef01234567."),
    by: str = typer.Option(..., "--by", help="The staff member's id, not their name."),
    to: Optional[str] = typer.Option(None, "--to", help="child_protection, police, court or other"),
    erased: bool = typer.Option(False, "--erased", help="The conversation is known to be erased."),
) -> None:
    """Record a report or a disclosure that staff made: codes only, never what it said. A row cannot be taken back."""
    from bot.audit import by_hand
    from bot.bootstrap import database

    with database().own_transaction() as session:
        by_hand.record(session, event, conversation_id, by, to, erased)
    typer.echo(f"Recorded {event}. Nothing about the person was written down.")
