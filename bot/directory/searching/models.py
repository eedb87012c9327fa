"""The tables that searching looks things up in: derived from the directory by `follow`, never a source of truth."""

from __future__ import annotations

from typing import Any

from sqlalchemy import DDL, Column, Float, ForeignKey, Index, Integer, SmallInteger, String, Text, event
from sqlalchemy.dialects.postgresql import TSVECTOR

from bot.db import Base


def _service() -> Column[Any]:
    return Column(String, ForeignKey("hsds_service.id", ondelete="CASCADE"), primary_key=True, index=True)


class FactRow(Base):
    """What a service's columns and texts say about whom it serves and how, in the form of `facts.Facts`.

    ``number`` is the row of its words in the full-text index of SQLite; ``words`` is that index on PostgreSQL and
    empty on SQLite.
    """

    __tablename__ = "search_fact"

    number = Column(Integer, primary_key=True, autoincrement=True)
    service_id = Column(String, ForeignKey("hsds_service.id", ondelete="CASCADE"), nullable=False, unique=True)
    marks = Column(Integer, nullable=False)
    youngest = Column(Float)
    oldest = Column(Float)
    words = Column(Text().with_variant(TSVECTOR(), "postgresql"))

    __table_args__ = (Index("ix_search_fact_words", "words", postgresql_using="gin"),)


class CellRow(Base):
    """One open place of one service that answers one need. A hidden place has no row: nothing is told by its order.

    ``lang`` is empty in the row that everybody's search reads; services that speak more than English have one more for
    each such language. ``band`` is the strip of latitude (`bands.WIDTH`), so that a few ranges of the key hold all that
    is near. ``week`` is `week.week_of`, and ``clock`` the zone that it is told in.
    """

    __tablename__ = "search_cell"

    need = Column(String(32), primary_key=True)
    lang = Column(String(16), primary_key=True)
    band = Column(Integer, primary_key=True, autoincrement=False)
    lon = Column(Float, primary_key=True)
    lat = Column(Float, primary_key=True)
    service_id = _service()
    state = Column(String(2))
    needs = Column(SmallInteger, nullable=False)
    marks = Column(Integer, nullable=False)
    youngest = Column(Float)
    oldest = Column(Float)
    clock = Column(SmallInteger, nullable=False)
    week = Column(Text, nullable=False)

    __table_args__ = ({"sqlite_with_rowid": False},)


class AreaRow(Base):
    """One area of one service that answers one need: `areas.areas_of` says which there are."""

    __tablename__ = "search_area"

    need = Column(String(32), primary_key=True)
    lang = Column(String(16), primary_key=True)
    area = Column(String, primary_key=True)
    needs = Column(SmallInteger, primary_key=True, autoincrement=False)
    service_id = _service()
    marks = Column(Integer, nullable=False)
    youngest = Column(Float)
    oldest = Column(Float)
    clock = Column(SmallInteger, nullable=False)
    week = Column(Text, nullable=False)

    __table_args__ = ({"sqlite_with_rowid": False},)


class WordRow(Base):
    """A word that some service uses: what a misspelt one is compared with."""

    __tablename__ = "search_word"

    initial = Column(String(1), primary_key=True)
    size = Column(SmallInteger, primary_key=True, autoincrement=False)
    word = Column(String(64), primary_key=True)

    __table_args__ = ({"sqlite_with_rowid": False},)


# SQLite keeps its full-text index in a table of its own kind; a service that goes takes its words along.
FULL_TEXT = (
    "CREATE VIRTUAL TABLE search_text USING fts5(words, detail = none)",
    "CREATE TRIGGER search_text_gone AFTER DELETE ON search_fact "
    "BEGIN DELETE FROM search_text WHERE rowid = old.number; END",
)
for _statement in FULL_TEXT:
    event.listen(FactRow.__table__, "after_create", DDL(_statement).execute_if(dialect="sqlite"))
event.listen(FactRow.__table__, "after_drop", DDL("DROP TABLE IF EXISTS search_text").execute_if(dialect="sqlite"))
