"""Services in the order in which they could be the best, read from the index no farther than somebody looks."""

from __future__ import annotations

from heapq import merge
from itertools import groupby
from typing import Any, Iterator, Mapping, Optional

from sqlalchemy.orm import Session

from bot.directory.places.find import Place
from bot.directory.searching import lookups
from bot.directory.searching.areas import SOMEWHERE, county_area, farther_areas
from bot.directory.searching.bands import Box
from bot.directory.searching.classes import Class, Classes
from bot.directory.searching.rules import Key, Reach, Ring, middle_of

# The key is the best that the service can have. Without an id it says: nothing that comes is better than this.
Bound = tuple[Key, Optional[str]]
_STEPS = (0.8, 2.5, 8.0)
_FAR_STEPS = (100.0, 200.0, 400.0)
_BEST = (False, False, False, False)
_SHORT = 60  # rows from an area at first: most searches need a few


class Bounds:
    """What the index says to one query."""

    def __init__(self, session: Session, place: Optional[Place], classes: Classes, need: str) -> None:
        self._session = session
        self._place = place
        self._classes = classes
        self._values = {**classes.values, "need": need}

    def local(self, ring: Ring, few: int) -> Iterator[Bound]:
        """All that are local in that ring. Of a language that few speak there the classes are not gone through."""
        for lang, group in groupby(self._classes.each, key=lambda one: (one.lang, one.worse[0])):
            together = self.few_local(ring, few, lang[0]) if lang[0] else None
            if together is not None:
                yield from (((int(Reach.LOCAL), *_BEST, 0.0, 0, found), found) for found in sorted(set(together)))
                continue
            for one in group:
                yield from merge(self._places(one, ring), self._areas(one, Reach.LOCAL, self._local_areas(ring), ring))

    def farther(self, ring: Ring) -> Iterator[Bound]:
        """Those of the state, the nation, and nowhere known."""
        for reach, areas in zip(
            (Reach.STATEWIDE, Reach.NATIONAL, Reach.UNKNOWN), farther_areas(self._place), strict=True
        ):
            for one in self._classes.each:
                yield from self._areas(one, reach, areas, ring)

    def few_local(self, ring: Ring, most: int, lang: str = "") -> Optional[list[str]]:
        """The ids of all that may be local in that ring, if they are not more than ``most``."""
        found: list[str] = []
        where, values = self._classes.allowed, {**self._values, "lang": lang}
        if self._place is not None and self._place.kind != "state":
            if ring.miles:
                found = lookups.ids_near(self._session, Box(self._place.point, ring.miles), where, values, most + 1)
            else:
                found = lookups.ids_in_areas(self._session, (f"@{self._place.state}",), where, values, most + 1)
        areas = self._local_areas(ring)
        if len(found) <= most and areas:
            found += lookups.ids_in_areas(self._session, areas, where, values, most + 1)
        return found if len(found) <= most else None

    def few_farther(self, most: int) -> Optional[list[str]]:
        """The ids of all that come after the local ones, if they are not more than ``most``."""
        areas = tuple(code for codes in farther_areas(self._place) for code in codes)
        values = {**self._values, "lang": ""}
        found = lookups.ids_in_areas(self._session, areas, self._classes.allowed, values, most + 1)
        return found if len(found) <= most else None

    def _local_areas(self, ring: Ring) -> tuple[str, ...]:
        if self._place is None:
            return (SOMEWHERE,)
        if self._place.kind == "state":
            return (f"@{self._place.state}",)
        county = county_area(self._place) if ring.miles else None
        return (county,) if county else ()

    def _areas(self, one: Class, reach: Reach, areas: tuple[str, ...], ring: Ring) -> Iterator[Bound]:
        def key(needs: int, service_id: str) -> Key:
            return (int(reach), *one.worse, middle_of(ring), needs, service_id)

        for area in areas:
            values: Mapping[str, Any] = {**self._values, "lang": one.lang, "area": area}
            skip, most, last = 0, _SHORT, key(0, "")
            while True:
                yield last, None
                rows = lookups.in_area(self._session, one.where, values, skip, most)
                for needs, service_id in rows:
                    last = key(needs, service_id)
                    yield last, service_id
                if len(rows) < most:
                    break
                skip, most = skip + most, most * 4

    def _places(self, one: Class, ring: Ring) -> Iterator[Bound]:
        """By distance, in boxes that grow; what lies in the corner of a box waits for the next one."""
        place = self._place
        if place is None or place.kind == "state":
            return
        values: dict[str, Any] = {**self._values, "lang": one.lang}
        where = one.where
        if not ring.miles:
            where, values["state"] = f"{where} AND state = :state", place.state
        told = -1.0
        for step in (*_STEPS, float(ring.miles)) if ring.miles else _FAR_STEPS:
            key = (int(Reach.LOCAL), *one.worse, max(told, 0.0), 0, "")
            skip = 0
            waiting: list[lookups.Near] = []
            while True:
                yield key, None
                rows, sure = lookups.near(self._session, Box(place.point, step), where, values, skip)
                waiting = sorted([*waiting, *rows])
                ready = [row for row in waiting if row[0] <= sure]
                waiting = waiting[len(ready) :]
                for miles, needs, service_id in ready:
                    if miles > told:
                        key = (int(Reach.LOCAL), *one.worse, miles, needs, service_id)
                        yield key, service_id
                if sure >= step:
                    break
                skip += len(rows)
            told = step
        if not ring.miles:
            yield (int(Reach.LOCAL), *one.worse, told, 0, ""), None
            for miles, needs, service_id in lookups.in_state(self._session, place.point, where, values):
                if miles > told:
                    yield (int(Reach.LOCAL), *one.worse, miles, needs, service_id), service_id
