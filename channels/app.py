"""The application: wires the house, the turn thread, the sender and the routes, and starts and stops them in order."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path
from typing import AsyncIterator, Optional

from fastapi import FastAPI

from bot import bootstrap, log
from bot.bootstrap import House
from bot.engine.engine import Engine
from bot.engine.load import newest_model, prepare_rasa
from channels import errors, headers, health
from channels.gateway import Gateway
from channels.housekeeping import keep_house
from channels.hsds import routes as hsds
from channels.hub import Hub
from channels.limits import Limits
from channels.sender import Sender
from channels.sms import routes as sms
from channels.sms.twilio import TwilioSender
from channels.turns import Turns
from channels.web import pages
from channels.web import routes as web
from channels.web.service import WebChat

SMS_PHONE = "http://127.0.0.1:8099"  # where `alder sms-phone` listens
SMS_PHONE_SENDER = "+13055550100"


def create(house: Optional[House] = None, model: Optional[Path] = None) -> FastAPI:
    """The application over ``house`` (by default the one of the settings) and the newest model."""
    prepare_rasa()
    house = house or bootstrap.house()
    app = FastAPI(
        title="Alder",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.house = house
    app.state.model = model
    app.state.limits = Limits()
    for router in (pages.router, web.router, sms.router, hsds.router, health.router):
        app.include_router(router)
    errors.install(app)
    headers.install(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    from redaction.engine import build
    from redaction.tagger.folder import folder_for

    state, house = app.state, app.state.house
    log.watch(asyncio.get_running_loop())
    state.hub = Hub()
    state.hub.attach(asyncio.get_running_loop())
    state.redactor = build(tagger_folder=folder_for(house.settings.model_dir))
    await asyncio.to_thread(_warm)
    state.turns = Turns(lambda: Engine(state.model or newest_model(house.settings.model_dir)))
    state.gateway = Gateway(house, state.turns.engine, state.redactor, state.hub)
    state.web_chat = WebChat(house, state.gateway)
    state.gateway.recover()
    state.turns.start(state.gateway.take_next)
    await asyncio.to_thread(state.turns.loaded.wait)
    running = [asyncio.create_task(keep_house(house))]
    sender = _sender(house)
    if sender:
        running.append(asyncio.create_task(sender.run()))
        state.hub.on_finished = sender.wake
    yield
    for task in running:
        task.cancel()
    await asyncio.to_thread(state.turns.stop)


def _warm() -> None:
    """What is read on first use is read now: the first person must not wait for it, least of all in a crisis."""
    from bot.content import detect
    from bot.content.catalogue import read_files
    from bot.safety import crisis, lines, minor, plain_words

    crisis.warm()
    plain_words.warm()
    minor.says_under_age("warm")
    lines.short_numbers()
    detect.warm(read_files().languages)


def _sender(house: House) -> Optional[Sender]:
    """SMS go to the configured account; in development, until one is set, to the stand-in phone of this machine."""
    config = house.settings
    if not config.sms_sending and config.env == "production":
        return None
    api_url, number = (
        (config.twilio_api_url, config.twilio_from) if config.sms_sending else (SMS_PHONE, SMS_PHONE_SENDER)
    )
    assert number is not None
    token = config.twilio_auth_token.get_secret_value()
    callback = f"{config.address}/sms/twilio/status" if config.public_url else None
    return Sender(house, TwilioSender(api_url, config.twilio_account_sid, token, number), callback)
