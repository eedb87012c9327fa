"""Editions: published, immutable versions of the catalogue; the newest one speaks, within a second of publishing."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Optional

from sqlalchemy import Column, Integer, String, Text, func, select

from bot import clock
from bot.audit import events as audit
from bot.content.catalogue import Catalogue, read_files
from bot.db import Base, Database, UtcDateTime, alone

_LOOK_EVERY = 1.0  # seconds


class EditionRow(Base):
    """One published edition."""

    __tablename__ = "edition"

    id = Column(Integer, primary_key=True, autoincrement=True)
    digest = Column(String(64), nullable=False)
    body = Column(Text, nullable=False)
    published_at = Column(UtcDateTime, nullable=False)


@dataclass(frozen=True)
class Edition:
    """An edition ready to speak."""

    id: int
    catalogue: Catalogue


class Editions:
    """Reads and publishes editions; remembers the newest and looks once a second whether a newer one came."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._current: Optional[Edition] = None
        self._looked_at = 0.0

    def current(self) -> Edition:
        """The newest edition."""
        if self._current is None or time.monotonic() - self._looked_at > _LOOK_EVERY:
            self._look()
        assert self._current is not None
        return self._current

    def by_number(self, number: int) -> Optional[Edition]:
        """An edition that spoke once; ``None`` where there is none of this number."""
        if self.current().id == number:
            return self.current()
        with self._db.read() as session:
            body = session.execute(select(EditionRow.body).where(EditionRow.id == number)).scalar()
        return Edition(number, Catalogue.from_json(body)) if body else None

    def publish_files(self) -> Edition:
        """Publish the files of the repository unless they are what speaks already."""
        catalogue = read_files()
        with self._db.own_transaction() as session:
            alone(session, "edition")
            newest = session.execute(select(EditionRow.digest).order_by(EditionRow.id.desc()).limit(1)).scalar()
            if newest != catalogue.digest():
                self._add(session, catalogue)
        self._look()
        return self.current()

    def publish(self, catalogue: Catalogue) -> Edition:
        """Publish a catalogue as a new edition."""
        with self._db.own_transaction() as session:
            self._add(session, catalogue)
        self._look()
        return self.current()

    def _add(self, session, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]
        session.add(EditionRow(digest=catalogue.digest(), body=catalogue.to_json(), published_at=clock.now()))
        audit.append(session, audit.Event.EDITION_PUBLISHED)

    def _look(self) -> None:
        self._looked_at = time.monotonic()
        with self._db.read() as session:
            newest = session.execute(select(func.max(EditionRow.id))).scalar()
            if newest is not None and (self._current is None or newest != self._current.id):
                body = session.execute(select(EditionRow.body).where(EditionRow.id == newest)).scalar_one()
                self._current = Edition(newest, Catalogue.from_json(body))
