"""`alder directory needs`: see and correct the needs of a service, or read those of all again with the vectors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Optional

import typer

from bot.errors import AlderError, BadInput

if TYPE_CHECKING:
    from bot.directory.needing.service import NeedsOf


def needs(
    service_id: Optional[str] = typer.Argument(None, help="The id of a service in the directory."),
    add: Optional[str] = typer.Option(None, "--add", help="A need it answers, for good."),
    remove: Optional[str] = typer.Option(None, "--remove", help="A need it does not answer, for good."),
    why: Optional[str] = typer.Option(None, "--why", help="Why, for whoever looks later; nothing about a person."),
    by: str = typer.Option("lead", "--by", help="The staff id of the lead who says so."),
    recompute: bool = typer.Option(False, "--recompute", help="Read all again that changed, with sentence vectors."),
    as_json: bool = typer.Option(False, "--json", help="Machine-readable."),
) -> None:
    """Show the needs of a service with reason and confidence, correct them, or read all again."""
    try:
        if recompute:
            _recompute(as_json)
        if service_id:
            _one(service_id, add, remove, why, by, as_json)
        elif add or remove or not recompute:
            raise BadInput("Say which service, by its id, or --recompute.")
    except AlderError as error:
        typer.echo(error.message, err=True)
        raise typer.Exit(1) from None


def _one(
    service_id: str, add: Optional[str], remove: Optional[str], why: Optional[str], by: str, as_json: bool
) -> None:
    from bot.bootstrap import database
    from bot.directory.needing.service import correct, needs_of_service

    db = database()
    for need, answers in ((add, True), (remove, False)):
        if need:
            correct(db, service_id, need, answers, by, why)
    found = needs_of_service(db, service_id)
    typer.echo(json.dumps(_as_json(found), ensure_ascii=False, indent=2) if as_json else _as_text(found))


def _recompute(as_json: bool) -> None:
    from rich.progress import Progress

    from bot.bootstrap import database
    from bot.directory.needing.service import recompute
    from bot.settings import settings

    with Progress(transient=True) as bar:
        task = bar.add_task("Reading needs", total=None)
        models = settings().model_dir
        read, changed = recompute(database(), models, lambda done, of: bar.update(task, completed=done, total=of))
    if as_json:
        typer.echo(json.dumps({"read": read, "changed": changed}))
    else:
        typer.echo(f"Read {read} services whose text was new; the needs of {changed} changed.")


def _as_json(found: NeedsOf) -> dict[str, object]:
    return {
        "id": found.service_id,
        "name": found.name,
        "needs": [
            {"need": one.need, "confidence": one.confidence, "origin": one.origin.value, "reason": one.reason}
            for one in found.needs
        ],
        "corrections": [
            {"need": one.need, "answers": one.answers, "by": one.by, "at": one.at.isoformat(), "why": one.why}
            for one in found.corrections
        ],
    }


def _as_text(found: NeedsOf) -> str:
    lines = [found.name]
    lines += [f"  {one.need:14} {one.confidence:.2f}  {one.reason}" for one in found.needs] or ["  no needs"]
    for one in found.corrections:
        said = "answers" if one.answers else "does not answer"
        lines.append(f"  {one.by} said on {one.at:%Y-%m-%d}: {said} {one.need}{f' ({one.why})' if one.why else ''}")
    return "\n".join(lines)
