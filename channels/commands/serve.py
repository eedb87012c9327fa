"""`alder serve`: everything in one process on one port, and where to go once it is up."""

from __future__ import annotations

import fcntl
import resource
import sys
from pathlib import Path
from typing import IO, Any

import typer

from bot import log
from bot.bootstrap import House
from bot.errors import AlderError
from bot.settings import Settings, settings

_FLUSH_SECONDS = 5
# A web thread with a tenth of a millisecond of work waits this long for the turn thread to let go of the interpreter.
_SWITCH_SECONDS = 0.0005


class AlreadyServing(AlderError):
    """Another server works on the same SQLite file."""

    code = "already_serving"

    def __init__(self, home: Path) -> None:
        super().__init__(
            f"Another Alder is already running on {home}; stop it, or set ALDER_DATABASE_URL to PostgreSQL."
        )


def serve(
    sample: bool = typer.Option(True, help="Load the sample directory (development only)."),
) -> None:
    """Serve until stopped."""
    import uvicorn

    from bot.engine.load import newest_model, prepare_rasa

    config = settings()
    sys.setswitchinterval(_SWITCH_SECONDS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold what people are typing
    newest_model(config.model_dir)
    log.configure(config.log_level)
    prepare_rasa()
    lock = _alone(config)
    _say("Starting: database, directory, redaction, model …")
    from bot import bootstrap
    from channels.app import create

    house = bootstrap.house()
    _fill_directory(house, sample and config.env == "development")
    server = uvicorn.Server(
        uvicorn.Config(
            _announcing(create(house), config),
            host=config.host,
            port=config.port,
            ws="none",
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=_FLUSH_SECONDS,
        )
    )
    server.run()
    if lock:
        lock.close()
    if not server.started:
        raise AlderError(f"Alder could not listen on {config.host}:{config.port}; is something else using it?")


def _fill_directory(house: House, sample: bool) -> None:
    """The national lines always; the invented area only where nobody could take it for real."""
    from bot.directory.opening import public_holidays
    from bot.directory.places import find as places
    from bot.directory.service import load_national_lines, load_sample

    (load_sample if sample else load_national_lines)(house.db)
    places.warm()
    public_holidays.warm()


def _announcing(app: Any, config: Settings) -> Any:
    """The application, saying where to go when it is ready."""
    inner = app.router.lifespan_context

    def lifespan(application: Any) -> Any:
        from contextlib import asynccontextmanager

        @asynccontextmanager
        async def around(running: Any) -> Any:
            async with inner(running) as state:
                failure = running.state.turns.failure
                if failure:
                    _say(f"The model could not be loaded ({failure}). Only crises are answered until it is.")
                _say(f"Ready. Open {config.address}/ to chat, or run `alder sms-phone` to try SMS. Ctrl-C stops.")
                yield state

        return around(application)

    app.router.lifespan_context = lifespan
    return app


def _alone(config: Settings) -> IO[str] | None:
    """On SQLite one server at a time: two would take the same messages."""
    if not config.sqlalchemy_url.startswith("sqlite"):
        return None
    config.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = (config.home / "serve.lock").open("w")  # held open: the lock lives as long as the process
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise AlreadyServing(config.home) from None
    return lock


def _say(sentence: str) -> None:
    typer.echo(sentence)
