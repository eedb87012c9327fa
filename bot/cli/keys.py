"""`alder keys new`: makes a master key for `ALDER_MASTER_KEYS`."""

from __future__ import annotations

import typer

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def keys() -> None:
    """Make master keys."""


@app.command()
def new() -> None:
    """Print a new master key. To rotate, put it first in ALDER_MASTER_KEYS and keep the old ones behind it."""
    from bot.vault.keys import new_master_key

    typer.echo(new_master_key())
