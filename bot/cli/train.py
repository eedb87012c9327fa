"""`alder train`: Rasa's own training from the root of the project, with a progress bar instead of its logs."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.errors import AlderError
from bot.settings import settings

ROOT = Path(__file__).resolve().parents[2]
_STEPS = (
    "Starting to train component 'RulePolicy'",
    "Starting to train component 'MeaningClassifier'",
    "trained and saved",
)


class TrainingFailed(AlderError):
    """Rasa could not train."""

    code = "training_failed"


def train(force: bool = typer.Option(False, help="Train although a model of the same data is there.")) -> None:
    """Train the model from `data/`, `domain.yml` and `config.yml`."""
    folder = settings().model_dir
    command = [sys.executable, "-m", "rasa", "train", "--out", str(folder.resolve())]
    command += ["--domain", "domain.yml", "--data", "data", "--config", "config.yml"] + (["--force"] if force else [])
    environment = {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONWARNINGS": "ignore",
    }
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("Training", total=len(_STEPS))
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        ticking = threading.Thread(target=_follow, args=(process, progress, task), daemon=True)
        ticking.start()
        code = process.wait()
        ticking.join(timeout=5)
    if code != 0:
        raise TrainingFailed("Training did not finish; `rasa train` in this folder shows why.")
    Console(stderr=True).print("The model is ready.")


def _follow(process: subprocess.Popen[str], progress: Progress, task: object) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        for number, step in enumerate(_STEPS, start=1):
            if step in line:
                progress.update(task, completed=number)  # type: ignore[arg-type]
    progress.update(task, completed=len(_STEPS))  # type: ignore[arg-type]
