"""Housekeeping inside the server: forgets what its time has run out for, once an hour."""

from __future__ import annotations

import asyncio

import structlog

from bot import log
from bot.bootstrap import House
from bot.retention import service as retention

_EVERY = 3600.0  # seconds
_log = structlog.get_logger(__name__)


async def keep_house(house: House) -> None:
    """Run retention at start and every hour until cancelled."""
    while True:
        try:
            await asyncio.to_thread(retention.run, house.db, house.settings.policy)
        except Exception as error:
            _log.error("retention.failed", where=log.where(error))
        await asyncio.sleep(_EVERY)
