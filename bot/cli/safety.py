"""`alder safety --jsonl`: which lines are a crisis, by phrases and, when a model is there, by the model."""

from __future__ import annotations

import sys
from typing import Callable, Optional

import typer

from bot.engine.load import ModelMissing, newest_model
from bot.settings import settings


def safety(jsonl: bool = typer.Option(True, "--jsonl", help="Read and answer JSON Lines.")) -> None:
    """Answer `{"text", "lang"?}` with `{"crisis", "why"}`."""
    from bot.safety import cli

    for line in cli.run(sys.stdin, _model()):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def _model() -> Optional[Callable[[str], tuple[tuple[str, float], ...]]]:
    """The classifier, if one is trained; without it the phrases decide alone."""
    try:
        model = newest_model(settings().model_dir)
    except ModelMissing:
        return None
    from bot.engine.engine import Engine

    engine = Engine(model)
    return lambda text: engine.parse(text).ranking
