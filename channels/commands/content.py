"""`alder content check`: what must be mended in the catalogue before anybody hears it, and what could be better."""

from __future__ import annotations

import dataclasses
import json
from typing import List, Optional

import typer

from bot.content import catalogue
from bot.content.catalogue import Catalogue, read_files
from bot.content.check import rules
from bot.content.check.problem import Problem
from bot.errors import AlderError
from bot.screening import check as packs
from bot.settings import settings
from channels.sms import content as sms

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help="The words of the assistant.")


class Blocked(AlderError):
    """The catalogue must not be spoken as it is."""

    code = "content_blocked"


@app.callback()
def content() -> None:
    """The words of the assistant."""


@app.command()
def check(
    as_json: bool = typer.Option(False, "--json", help="Problems and the cost of every line by SMS, as JSON."),
    price: Optional[float] = typer.Option(None, help="What one SMS part costs, to see what each line costs."),
) -> None:
    """Check the catalogue and the packs; exits non-zero when something blocks."""
    words = read_files()
    every = {*rules.problems(words), *sms.problems(words), *packs.problems(settings().home, list(words.languages))}
    found = sorted(every, key=lambda p: (not p.blocks, p.language, p.where))
    if as_json:
        typer.echo(json.dumps(_report(words, found, price), ensure_ascii=False, indent=1))
    else:
        for problem in found:
            typer.echo(_line(problem))
    blocking = sum(problem.blocks for problem in found)
    if blocking:
        raise Blocked(f"{blocking} problem(s) block, {len(found) - blocking} advise.")
    if not as_json:
        typer.echo(f"Nothing blocks; {len(found)} problem(s) advise.")


@app.command()
def accept(lang: str, keys: Optional[List[str]] = typer.Argument(None, help="Lines; all without any.")) -> None:
    """Note that a translation says what English says now, so that a later change of English shows as stale."""
    typer.echo(f"{catalogue.accept(lang, keys or ())} line(s) of {lang} are up to date.")


def _line(problem: Problem) -> str:
    weight = "BLOCKS" if problem.blocks else "advise"
    where = f"{problem.language} {problem.where}" + (f" ({problem.channel})" if problem.channel else "")
    return f"{weight}  {where}: {problem.says} [{problem.rule}]"


def _report(words: Catalogue, found: list[Problem], price: Optional[float]) -> dict[str, object]:
    lines = [
        {
            "language": cost.language,
            "key": cost.key,
            **dataclasses.asdict(cost.parts),
            "cost": None if price is None else round(cost.parts.parts * price, 6),
            "review": words.review(cost.key, cost.language),
        }
        for cost in sms.costs(words)
    ]
    return {"problems": [dataclasses.asdict(problem) for problem in found], "sms": lines}
