"""What is asked of the directory and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Optional

from bot.directory.opening.schedule import Schedule
from bot.directory.places.find import Place


@dataclass(frozen=True)
class Query:
    """``at``: None is now; a naive time is wall clock at each service. ``offset`` is for "more"."""

    need: str
    place: Optional[Place] = None
    lang: Optional[str] = None
    at: Optional[datetime] = None
    limit: int = 3
    offset: int = 0


class Widened(str, Enum):
    """How far the search had to go because nothing was nearer."""

    FARTHER = "farther"  # within the wider radius
    STATE = "state"
    NATIONAL = "national"


@dataclass(frozen=True)
class Phone:
    """``type`` is ``voice``, ``text`` or ``tty``; ``keyword`` is the word to text; ``languages`` is who answers."""

    number: str
    extension: Optional[str] = None
    type: str = "voice"
    keyword: Optional[str] = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """A service that fits. A confidential one has neither address nor distance, whatever was asked.

    ``why``: of ``near``, ``area`` (it serves the county), ``state``, ``national``, ``widened``, ``open_now``,
    ``speaks_language``. ``languages`` are BCP-47; ``open_now`` is None when the hours are unknown.
    ``holiday``: today is a public holiday there, and the usual hours may not be kept.
    """

    service_id: str
    name: str
    organization: Optional[str]
    description: Optional[str]
    hours: tuple[Schedule, ...]
    timezone: Optional[str]
    open_now: Optional[bool]
    phones: tuple[Phone, ...]
    languages: tuple[str, ...]
    cost: Optional[str]
    address: Optional[str]
    distance_miles: Optional[float]
    url: Optional[str]
    eligibility: Optional[str]
    minimum_age: Optional[int]
    maximum_age: Optional[int]
    why: tuple[str, ...]
    confidential: bool
    verified_on: Optional[date] = None
    application: Optional[str] = None
    holiday: bool = False


@dataclass(frozen=True)
class Results:
    """``total``: how many fit in all; ``radius_miles``: how far away the nearest ones were looked for."""

    hits: tuple[Hit, ...]
    total: int
    widened: Optional[Widened] = None
    radius_miles: Optional[int] = None
    offset: int = field(default=0)

    @property
    def more(self) -> bool:
        """Whether there are others after these."""
        return self.offset + len(self.hits) < self.total
