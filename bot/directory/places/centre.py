"""The middle of where the directory has services: which of many Springfields a person may mean."""

from __future__ import annotations

import time
from typing import Optional
from weakref import WeakKeyDictionary

from sqlalchemy import func, select

from bot.db import Database
from bot.directory.models import LocationRow
from bot.directory.places.find import Point

# For as long another process may have imported. Every message with a place asks, and it reads every location.
_SECONDS = 300.0
_MIDDLE = select(func.avg(LocationRow.latitude), func.avg(LocationRow.longitude)).where(
    LocationRow.confidential.is_(False), LocationRow.held_back.is_(False)
)
_remembered: WeakKeyDictionary[Database, tuple[float, Optional[Point]]] = WeakKeyDictionary()


def centre(db: Database) -> Optional[Point]:
    """(latitude, longitude) in degrees, at most five minutes old; None without a single open location."""
    known = _remembered.get(db)
    if known is None or time.monotonic() - known[0] > _SECONDS:
        with db.read() as session:
            lat, lon = session.execute(_MIDDLE).one()
        known = time.monotonic(), (lat, lon) if lat is not None and lon is not None else None
        _remembered[db] = known
    return known[1]


def moved(db: Database) -> None:
    """This process has just changed the directory: look anew."""
    _remembered.pop(db, None)
