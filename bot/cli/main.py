"""The command `alder`: a table of commands and where each lives; every expected failure is one sentence on stderr."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any, Optional

import click
import typer

from bot import log
from bot.errors import AlderError

COMMANDS = {
    "serve": ("channels.commands.serve:serve", "Serve web chat and SMS."),
    "chat": ("channels.commands.chat:chat", "Talk in this terminal as a person would on the web."),
    "train": ("bot.cli.train:train", "Train the model from data/."),
    "nlu": ("bot.cli.nlu:nlu", "Say what lines are taken for (JSON Lines)."),
    "safety": ("bot.cli.safety:safety", "Say which lines are a crisis (JSON Lines)."),
    "redact": ("channels.commands.redact:redact", "Redact lines (JSON Lines)."),
    "content": ("channels.commands.content:app", "Check the words of the assistant."),
    "directory": ("bot.directory.cli:app", "Import and search the service directory."),
    "doctor": ("channels.commands.doctor:doctor", "Check each part: configured, reachable, really in use."),
    "sms-phone": ("channels.sms.phone:sms_phone", "A stand-in phone that texts the running server."),
    "keys": ("bot.cli.keys:app", "Make master keys."),
    "audit": ("bot.cli.audit:app", "Check the audit log; record a report or a disclosure."),
    "governance": ("bot.cli.governance:governance", "Say who can see what, from the code."),
    "retention": ("bot.cli.retention:app", "Forget what its time has run out for."),
}


class _Lazy(click.Group):
    """Loads a command's module only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> Optional[click.Command]:
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name][0].partition(":")
        found = getattr(importlib.import_module(module), attribute)
        if not isinstance(found, typer.Typer):
            single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
            single.command(help=COMMANDS[name][1])(found)
            found = single
        return typer.main.get_command(found)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(cls=_Lazy)
def alder() -> None:
    """Alder: a consent-first intake assistant for survivors of human trafficking."""


def main(arguments: Optional[list[str]] = None) -> None:
    """Run one command. Exits 0 on success, else non-zero with one sentence on stderr."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # spaCy brings TensorFlow in before Rasa does
    log.configure("WARNING")
    try:
        code: Any = alder.main(arguments, prog_name="alder", standalone_mode=False)
    except AlderError as error:
        _fail(error.message)
    except click.ClickException as error:
        _fail(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _fail("Stopped.", 130)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:  # its message may quote a person: only the kind and place are shown
        _fail(f"Something went wrong inside Alder ({log.where(error)}).")
    else:
        sys.exit(code if isinstance(code, int) else 0)


def _fail(sentence: str, code: int = 1) -> None:
    click.echo(sentence, err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
