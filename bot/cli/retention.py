"""`alder retention run`: forgets what its time has run out for; the server does the same every hour."""

from __future__ import annotations

import typer

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def retention() -> None:
    """Forget on time."""


@app.command()
def run(dry_run: bool = typer.Option(False, "--dry-run", help="Only say what would be forgotten.")) -> None:
    """Erase what is due and say how much it was."""
    from bot.bootstrap import database
    from bot.retention import service
    from bot.settings import settings

    done = service.run(database(), settings().policy, dry_run)
    verb = "Would erase" if dry_run else "Erased"
    typer.echo(f"{verb} {done.conversations_erased} conversations; what {done.values_forgotten_in} told forgotten.")
