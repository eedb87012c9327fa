"""`alder redact --jsonl`: what redaction finds in lines, by the same recognizers that people's messages pass."""

from __future__ import annotations

import sys

import typer


def redact(jsonl: bool = typer.Option(True, "--jsonl", help="Read and answer JSON Lines.")) -> None:
    """Answer `{"text", "lang"?}` with `{"redacted", "findings"}`."""
    from bot import log
    from bot.settings import settings
    from redaction.cli import run
    from redaction.engine import build
    from redaction.tagger.folder import folder_for

    log.configure()
    for line in run(sys.stdin, build(tagger_folder=folder_for(settings().model_dir))):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
