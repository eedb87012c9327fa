"""`alder directory`: import files into the directory and search it from a terminal."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Iterator, Optional

import typer

from bot.directory.importing.report import ImportReport, Outcome
from bot.directory.searching.query import Hit, Query
from bot.errors import AlderError, BadInput

app = typer.Typer(help="The directory of services: import and search.", no_args_is_help=True)

_TITLES = {
    Outcome.HELD_BACK: "Held back",
    Outcome.REFUSED: "Refused",
    Outcome.NOT_KEPT: "Not kept",
}


@app.command("import")
def import_command(path: Path = typer.Argument(..., help="HSDS as JSON or CSV: a file, a folder or a zip.")) -> None:
    """Import HSDS; importing the same again changes nothing."""
    from rich.progress import Progress

    from bot.bootstrap import database
    from bot.directory.service import import_path

    with _one_sentence(), Progress(transient=True) as bar:
        task = bar.add_task("Importing", total=None)
        report = import_path(database(), path, lambda done, of: bar.update(task, completed=done, total=of))
    _print_report(report)


@app.command()
def search(
    need: str = typer.Option(..., help="A need code, for example shelter."),
    near: Optional[str] = typer.Option(None, help="A ZIP code or a city."),
    lang: Optional[str] = typer.Option(None, help="A BCP-47 code, for example ht."),
    at: Optional[str] = typer.Option(None, help="When, for example 2026-11-26T02:00 (the clock at the place)."),
    limit: int = typer.Option(10, min=1, help="At most so many."),
    as_json: bool = typer.Option(False, "--json", help="Machine-readable."),
) -> None:
    """Find services, best first, with distance, whether they are open, and why each matched."""
    from bot.bootstrap import database
    from bot.directory.places.centre import centre
    from bot.directory.places.find import find_place
    from bot.directory.service import load_sample
    from bot.directory.service import search as find
    from bot.settings import settings

    with _one_sentence():
        db = database()
        if settings().env == "development":
            load_sample(db)  # as the server does; nothing happens when it is there
        place = find_place(near, near=centre(db)) if near else None
        if near and place is None:
            raise BadInput("That place is not known; give a ZIP code or a city with its state.")
        results = find(db, Query(need, place, lang, _moment(at), limit))
    if as_json:
        typer.echo(json.dumps([_as_json(hit, lang or "en") for hit in results.hits], ensure_ascii=False, indent=2))
        return
    if results.widened:
        typer.echo(f"Nothing nearer was found; looked farther: {results.widened.value}.")
    for number, hit in enumerate(results.hits, start=1):
        typer.echo(f"{number}. {_as_text(hit, lang or 'en')}")
    typer.echo(f"{len(results.hits)} of {results.total} services.")


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


@contextmanager
def _one_sentence() -> Iterator[None]:
    """Expected failures end with their sentence on stderr and a non-zero exit."""
    try:
        yield
    except AlderError as error:
        typer.echo(error.message, err=True)
        raise typer.Exit(1) from None


def _moment(written: Optional[str]) -> Optional[datetime]:
    if written is None:
        return None
    try:
        return datetime.fromisoformat(written.replace("Z", "+00:00"))
    except ValueError:
        raise BadInput("The time must look like 2026-11-26T02:00.") from None


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


def _as_json(hit: Hit, lang: str) -> dict[str, Any]:
    from bot.directory.opening.hours_text import describe

    phones = [
        {
            "number": phone.number,
            "extension": phone.extension,
            "type": phone.type,
            "keyword": phone.keyword,
            "languages": list(phone.languages),
        }
        for phone in hit.phones
    ]
    return {
        "id": hit.service_id,
        "name": hit.name,
        "organization": hit.organization,
        "description": hit.description,
        "distance_miles": hit.distance_miles,
        "open_now": hit.open_now,
        "why": list(hit.why),
        "phones": phones,
        "languages": list(hit.languages),
        "hours": describe(hit.hours, lang),
        "address": hit.address,
        "cost": hit.cost,
        "eligibility": hit.eligibility,
        "url": hit.url,
        "confidential": hit.confidential,
    }


def _as_text(hit: Hit, lang: str) -> str:
    from bot.directory.opening.hours_text import describe

    opening = {True: "open now", False: "closed now", None: "hours not known"}[hit.open_now]
    distance = "" if hit.distance_miles is None else f", {hit.distance_miles:g} miles"
    numbers = ", ".join(
        f"{'text ' + (phone.keyword + ' to ' if phone.keyword else '') if phone.type == 'text' else ''}{phone.number}"
        f"{' ext. ' + phone.extension if phone.extension else ''}"
        for phone in hit.phones
    )
    address = "address is confidential" if hit.confidential else hit.address
    lines = [
        f"{hit.name} ({hit.organization}): {opening}{distance}"
        if hit.organization
        else f"{hit.name}: {opening}{distance}",
        hit.description,
        " | ".join(part for part in (numbers, describe(hit.hours, lang), address, hit.cost) if part),
        f"languages: {', '.join(hit.languages) or 'not stated'}; why: {', '.join(hit.why)}",
    ]
    return "\n   ".join(line for line in lines if line)
