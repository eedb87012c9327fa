"""`alder audit verify`: shows that no row of the audit log was changed, removed or put elsewhere."""

from __future__ import annotations

import typer

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def audit() -> None:
    """Check the audit log."""


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
