"""`alder directory search`: what is asked on the command line, and hits as lines or as JSON."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Iterator, Optional

import typer

from bot.directory.searching.filters import COSTS, SERVES, WAYS
from bot.directory.searching.query import Hit, Query, Results
from bot.errors import AlderError, BadInput


def search_command(
    need: str = typer.Option("", help="A need code, for example shelter."),
    text: Optional[str] = typer.Option(None, help="Words to look for, for example a name; slips are forgiven."),
    near: Optional[str] = typer.Option(None, help="A ZIP code or a city."),
    lang: Optional[str] = typer.Option(None, help="A BCP-47 code, for example ht."),
    at: Optional[str] = typer.Option(None, help="When, for example 2026-11-26T02:00 (the clock at the place)."),
    open_now: bool = typer.Option(False, "--open-now", help="Only what is open then, or does not say."),
    age: Optional[int] = typer.Option(None, min=0, max=120, help="For somebody of that age."),
    serves: list[str] = typer.Option([], "--for", help=f"For whom: {', '.join(SERVES)}. May be given again."),
    free: bool = typer.Option(False, "--free", help="Costs nothing; the same as --cost free."),
    cost: Optional[str] = typer.Option(None, help="free, or sliding (free or by income)."),
    accessible: bool = typer.Option(False, "--accessible", help="For wheelchairs."),
    any_status: bool = typer.Option(False, "--any-status", help="Whatever immigration papers somebody has."),
    remote: bool = typer.Option(False, "--remote", help="By phone or online."),
    in_person: bool = typer.Option(False, "--in-person", help="At a place."),
    limit: int = typer.Option(10, min=1, help="At most so many."),
    as_json: bool = typer.Option(False, "--json", help="Machine-readable."),
) -> None:
    """Find services, best first, with distance, whether they are open, and why each matched."""
    from bot.bootstrap import database
    from bot.directory.places.centre import centre
    from bot.directory.places.find import find_place
    from bot.directory.service import keep_index, load_sample
    from bot.directory.service import search as find
    from bot.settings import settings

    with one_sentence():
        wanted = "free" if free else _one_of(cost, COSTS, "cost")
        for group in serves:
            _one_of(group, SERVES, "group")
        if remote and in_person:
            raise BadInput("Choose one of --remote and --in-person.")
        db = database()
        keep_index(db)
        if settings().env == "development":
            load_sample(db)  # as the server does; nothing happens when it is there
        place = find_place(near, near=centre(db)) if near else None
        if near and place is None:
            raise BadInput("That place is not known; give a ZIP code or a city with its state.")
        query = Query(
            need, place, lang, _moment(at), limit, text=text, open_now=open_now, age=age, serves=tuple(serves),
            cost=wanted, accessible=accessible, any_status=any_status,
            way=WAYS[0] if remote else WAYS[1] if in_person else None,
        )  # fmt: skip
        results = find(db, query)
    if as_json:
        typer.echo(json.dumps([_as_json(hit, lang or "en") for hit in results.hits], ensure_ascii=False, indent=2))
        return
    _print(results, lang or "en")


def _print(results: Results, lang: str) -> None:
    if results.widened:
        typer.echo(f"Nothing nearer was found; looked farther: {results.widened.value}.")
    if results.dropped:
        typer.echo(f"Nothing met every filter; given up: {', '.join(results.dropped)}.")
    for number, hit in enumerate(results.hits, start=1):
        typer.echo(f"{number}. {_as_text(hit, lang)}")
    total = str(results.total) if results.counted else f"more than {results.total - 1}"
    typer.echo(f"{len(results.hits)} of {total} services.")


def _one_of(written: Optional[str], known: tuple[str, ...], what: str) -> Optional[str]:
    if written is not None and written not in known:
        raise BadInput(f"That is not a {what} we know. There are: {', '.join(known)}.")
    return written


@contextmanager
def one_sentence() -> Iterator[None]:
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
        "unknown": list(hit.unknown),
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
        f"languages: {', '.join(hit.languages) or 'not stated'}; why: {', '.join(hit.why)}"
        + (f"; not stated: {', '.join(hit.unknown)}" if hit.unknown else ""),
    ]
    return "\n   ".join(line for line in lines if line)
