"""`alder doctor`: each part, whether it is configured and reachable, and the class that is really in use."""

from __future__ import annotations

from typing import Callable, Iterator

import typer

from bot import log
from bot.errors import AlderError
from bot.settings import Settings, settings


class Unwell(AlderError):
    """Something that people need does not work."""

    code = "unwell"


def doctor() -> None:
    """Check every part; exits non-zero if people could not be served."""
    config = settings()
    bad = 0
    for part, check in _PARTS.items():
        try:
            lines = list(check(config))
            typer.echo("\n".join(f"ok       {part}: {line}" for line in lines))
        except Degraded as error:
            typer.echo(f"reduced  {part}: {error.message}")
        except AlderError as error:
            bad += 1
            typer.echo(f"FAILS    {part}: {error.message}")
        except Exception as error:
            bad += 1
            typer.echo(f"FAILS    {part}: {log.where(error)}")
    if bad:
        raise Unwell(f"{bad} part(s) do not work.")


class Degraded(AlderError):
    """People are served, with less."""

    code = "degraded"


def _settings(config: Settings) -> Iterator[str]:
    yield f"{config.env}, home {config.home}, outside address {config.address}"


def _database(config: Settings) -> Iterator[str]:
    from bot.bootstrap import database

    db = database()
    with db.engine.connect() as connection:
        yield f"{db.engine.dialect.name}, {type(connection.dialect).__module__}, schema up to date"


def _keys(config: Settings) -> Iterator[str]:
    from bot.vault.keys import read_key_ring
    from bot.vault.store import KeyStore

    yield f"newest master key {read_key_ring(config).newest_id}"
    apart = KeyStore(config.keys_sqlalchemy_url)
    yield f"keys of conversations: {apart.kind}, apart from the database"


def _catalogue(config: Settings) -> Iterator[str]:
    from bot.bootstrap import house

    edition = house().editions.current()
    yield f"edition {edition.id} in {', '.join(edition.catalogue.languages)}"


def _directory(config: Settings) -> Iterator[str]:
    from sqlalchemy import func, select

    from bot.bootstrap import database
    from bot.directory.models import ServiceRow

    with database().read() as session:
        count = session.execute(select(func.count()).select_from(ServiceRow)).scalar()
    if not count:
        raise Degraded("no services; run `alder directory import PATH`")
    yield f"{count} services"


def _needs(config: Settings) -> Iterator[str]:
    from bot.bootstrap import database
    from bot.directory.needing.service import waiting_for_vectors
    from bot.engine.encoder import NoEncoder, encoder_of_understanding

    try:
        encoder_of_understanding(config.model_dir)
    except NoEncoder:
        raise Degraded("the needs of services are read by words alone: the encoder is not built") from None
    with database().read() as session:
        waiting = waiting_for_vectors(session)
    yield "by words and sentence vectors" + (
        f"; {waiting} services wait for the vectors, run `alder directory needs --recompute`" if waiting else ""
    )


def _redaction(config: Settings) -> Iterator[str]:
    from redaction.engine import build
    from redaction.tagger.folder import folder_for

    redactor = build(tagger_folder=folder_for(config.model_dir))
    if redactor.lost:
        raise Degraded(f"without {redactor.lost}")
    yield f"{type(redactor).__module__}.{type(redactor).__name__} on Presidio, with the tagger"


def _model(config: Settings) -> Iterator[str]:
    from bot.engine.engine import Engine
    from bot.engine.load import newest_model

    engine = Engine(newest_model(config.model_dir))
    if engine.lost:
        raise Degraded(f"understands without {engine.lost}")
    processor = engine._processor
    parts = (processor, processor.tracker_store, processor.nlg)
    yield f"{engine.model.name}, {len(engine.intents)} intents, {', '.join(type(part).__name__ for part in parts)}"


def _sms(config: Settings) -> Iterator[str]:
    if not config.sms_sending:
        raise Degraded("no sender number; in development texts go to `alder sms-phone`")
    yield f"TwilioSender to {config.twilio_api_url}"


_PARTS: dict[str, Callable[[Settings], Iterator[str]]] = {
    "settings": _settings,
    "keys": _keys,
    "database": _database,
    "catalogue": _catalogue,
    "directory": _directory,
    "needs": _needs,
    "redaction": _redaction,
    "model": _model,
    "sms": _sms,
}
