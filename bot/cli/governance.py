"""`alder governance`: prints who can see what, or checks that the page in the documentation says the same."""

from __future__ import annotations

import typer


def governance(
    check: bool = typer.Option(False, "--check", help="Only say whether docs/governance.md is this."),
) -> None:
    """Print the page that docs/governance.md is."""
    from bot.errors import AlderError
    from bot.governance.page import PAGE, page

    if not check:
        typer.echo(page(), nl=False)
    elif not PAGE.exists() or PAGE.read_text("utf-8") != page():
        raise AlderError(
            "docs/governance.md says something else than the code: run `alder governance > docs/governance.md`."
        )
    else:
        typer.echo("docs/governance.md is what the code says.")
