"""`alder directory`: import files into the directory and search it from a terminal."""

from __future__ import annotations

from pathlib import Path

import typer

from bot.directory.importing.report import ImportReport, Outcome
from bot.directory.searching.command import one_sentence as _one_sentence
from bot.directory.searching.command import search_command

app = typer.Typer(help="The directory of services: import and search.", no_args_is_help=True)

_TITLES = {
    Outcome.HELD_BACK: "Held back",
    Outcome.REFUSED: "Refused",
    Outcome.NOT_KEPT: "Not kept",
}


@app.command("import")
def import_command(path: Path = typer.Argument(..., help="A HSDS 3.x JSON file, or a folder of them.")) -> None:
    """Import HSDS; importing the same again changes nothing."""
    from rich.progress import Progress

    from bot.bootstrap import database
    from bot.directory.service import import_path

    with _one_sentence(), Progress(transient=True) as bar:
        task = bar.add_task("Importing", total=None)
        report = import_path(database(), path, lambda done, of: bar.update(task, completed=done, total=of))
    _print_report(report)


app.command("search")(search_command)


@app.command("export")
def export_command(
    path: Path = typer.Argument(..., help="The file to write."),
    form: str = typer.Option("json", "--format", help="json"),
) -> None:
    """Write everything that may be published as a HSDS 3.x package that `import` reads back."""
    from rich.progress import Progress

    from bot.bootstrap import database
    from bot.directory.publishing.service import export

    with _one_sentence(), Progress(transient=True) as bar:
        task = bar.add_task("Exporting", total=None)
        counts = export(database(), path, form, lambda done: bar.advance(task, done))
    typer.echo(", ".join(f"{count} {name}" for name, count in counts.items()) + f" written to {path.name}.")


def _print_report(report: ImportReport) -> None:
    unchanged = report.stored - report.changed
    typer.echo(f"Read {report.read} rows.")
    typer.echo(f"Stored: {report.stored} ({unchanged} of them were there already, unchanged)")
    for kind, reason, count in report.reasons(Outcome.STORED):
        if reason:
            typer.echo(f"  {count} {kind}: {reason}")
    for outcome, title in _TITLES.items():
        typer.echo(f"{title}: {sum(count for _, _, count in report.reasons(outcome))}")
        for kind, reason, count in report.reasons(outcome):
            typer.echo(f"  {count} {kind}: {reason}")
