"""The best services for a query: of a few all are ranked, of many only those that could be among the best.

The index gives services by the best rank that they could have, `rules` their true rank. As soon as the worst of those
wanted is no worse than anything still to come, the rest need not be read: the same services in the same order as if all
had been ranked, at a cost that hardly grows with the directory.
"""

from __future__ import annotations

from bisect import insort
from datetime import datetime
from typing import Any, Iterator, Optional, Sequence
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from bot.directory.searching.candidates import few_candidates, some_candidates
from bot.directory.searching.classes import classes_of
from bot.directory.searching.nearest import Bound, Bounds
from bot.directory.searching.query import Query
from bot.directory.searching.rules import (
    Candidate,
    Key,
    Match,
    Ranking,
    Reach,
    Ring,
    key_of,
    match_of,
    rank,
    ranking_of,
    rings,
)

FEW = 40  # so many are read and ranked as fast as they are chosen from

# Needs that were seen to have more: looking again would cost more than it spares if they had become few.
_many: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


def choose(session: Session, query: Query, at: datetime, few: int = FEW) -> tuple[Ranking, bool]:
    """At least the page that was asked for and one more, best first, and whether these are all that fit."""
    many = _many.setdefault(session.get_bind(), set())
    if query.need not in many:
        everything = few_candidates(session, query.need, few)
        if everything is not None:
            return rank(query, at, everything), True
        many.add(query.need)
    return _Choice(session, query, at, few).made()


class _Choice:
    def __init__(self, session: Session, query: Query, at: datetime, few: int) -> None:
        self._session = session
        self._query = query
        self._at = at
        self._few = few
        self._wanted = query.offset + query.limit + 1
        self._bounds = Bounds(session, query.place, classes_of(query, at), query.need)
        self._known: dict[str, Candidate] = {}

    def made(self) -> tuple[Ranking, bool]:
        for ring in rings(self._query.place):
            pool = _Pool(self._query, ring)
            few = self._bounds.few_local(ring, self._few)
            if few is not None:
                self._read(pool, few)
            complete = few is not None or self._gather(pool, self._bounds.local(ring, self._few))
            if pool.has_local:
                break
        if len(pool.keys) < self._wanted:
            few = self._bounds.few_farther(self._few)
            if few is not None:
                self._read(pool, few)
            complete = few is not None or self._gather(pool, self._bounds.farther(ring))
        else:
            complete = False
        return ranking_of(self._query, ring, pool.matches.values()), complete

    def _gather(self, pool: _Pool, bounds: Iterator[Bound]) -> bool:
        """Read until nothing better can come; whether all was read."""
        waiting: list[tuple[Key, str]] = []
        for bound, service_id in bounds:
            if pool.settled(self._wanted, waiting[0][0] if waiting else bound):
                return False
            if len(pool.keys) + len(waiting) >= self._wanted and (service_id is None or len(waiting) > self._wanted):
                self._read(pool, [found for _, found in waiting])
                waiting = []
                if pool.settled(self._wanted, bound):
                    return False
            if service_id is not None and service_id not in pool.seen:
                waiting.append((bound, service_id))
        self._read(pool, [found for _, found in waiting])
        return True

    def _read(self, pool: _Pool, service_ids: Sequence[str]) -> None:
        fresh = list(dict.fromkeys(found for found in service_ids if found not in self._known))
        self._known.update((one.service_id, one) for one in some_candidates(self._session, fresh))
        for found in dict.fromkeys(service_ids):
            one: Optional[Candidate] = self._known.get(found)
            if found not in pool.seen:
                pool.add(found, match_of(self._query, self._at, one, pool.ring) if one else None)


class _Pool:
    """What was read so far in one ring, by its true rank."""

    def __init__(self, query: Query, ring: Ring) -> None:
        self.ring = ring
        self.seen: set[str] = set()
        self.keys: list[Key] = []
        self.matches: dict[str, Match] = {}
        self._query = query

    @property
    def has_local(self) -> bool:
        return bool(self.keys) and self.keys[0][0] == Reach.LOCAL

    def add(self, service_id: str, match: Optional[Match]) -> None:
        self.seen.add(service_id)
        if match is not None:
            self.matches[service_id] = match
            insort(self.keys, key_of(self._query, self.ring, match))

    def settled(self, wanted: int, bound: Key) -> bool:
        return len(self.keys) >= wanted and self.keys[wanted - 1] <= bound
