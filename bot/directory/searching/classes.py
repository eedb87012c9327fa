"""The classes that a query sorts services into before distance counts, as conditions that the database checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import product
from typing import Any, Iterator, Optional

from bot.directory.searching.facts import Mark
from bot.directory.searching.filters import Filter, filters_of
from bot.directory.searching.query import Query
from bot.directory.searching.week import CLOCKS, CLOSED, OPEN, hours_at

Worse = tuple[bool, bool, bool, bool]  # does not speak it; some filter unknown; for the young only; not open
_HOUR = f"substr(week, CASE clock {' '.join(f'WHEN {n} THEN :h{n}' for n in range(len(CLOCKS)))} END, 1)"
_OPEN = f"{_HOUR} = '{OPEN}'"
_NOT_CLOSED = f"{_HOUR} <> '{CLOSED}'"
_AGE_FITS = "(youngest IS NULL OR youngest <= :age) AND (oldest IS NULL OR oldest >= :age)"
_AGE_KNOWN = "(youngest IS NOT NULL OR oldest IS NOT NULL)"


@dataclass(frozen=True)
class Class:
    """``where`` holds for every row of the class; ``lang`` is the part of the index to look in."""

    lang: str
    worse: Worse
    where: str


@dataclass(frozen=True)
class Classes:
    """Best first. ``allowed`` is the condition of all of them together; ``values`` go with every condition.

    Each is a bound: no service is better than the first class in which it is found.
    """

    each: tuple[Class, ...]
    allowed: str
    values: dict[str, Any]


def classes_of(query: Query, at: datetime) -> Classes:
    """The classes of a query at that moment."""
    lang = (query.lang or "").split("-")[0]
    each, allowed = _classes(lang, filters_of(query), query.age is not None, query.open_now)
    values: dict[str, Any] = {f"h{number}": place for number, place in enumerate(hours_at(at))}
    if query.age is not None:
        values["age"] = query.age
    return Classes(each, allowed, values)


@lru_cache(maxsize=512)
def _classes(lang: str, filters: tuple[Filter, ...], age: bool, open_now: bool) -> tuple[tuple[Class, ...], str]:
    allowed = [_allowed(one) for one in filters if one.against] + ([_AGE_FITS] if age else [])
    allowed += [_NOT_CLOSED] if open_now else []
    known = [_has(one.want) for one in filters] + ([_AGE_KNOWN] if age else []) + ([_OPEN] if open_now else [])
    classes = []
    for (prefix, speaks, silent), unknown, young, closed in product(
        _speaking(lang), (False, True) if known else (False,), (False,) if age else (False, True), (False, True)
    ):
        if open_now and closed and not unknown:
            continue
        parts = [*allowed, *([speaks] if speaks else []), f"NOT ({_OPEN})" if closed else _OPEN]
        if known:
            parts.append(f"NOT ({' AND '.join(known)})" if unknown else " AND ".join(known))
        if not age:
            parts.append(f"NOT ({_has(Mark.YOUTH)})" if not young else _has(Mark.YOUTH))
        classes.append(Class(prefix, (silent, unknown, young, closed), " AND ".join(parts)))
    return tuple(classes), " AND ".join(allowed) or "1 = 1"


def allowed_facts(query: Query) -> tuple[str, dict[str, Any]]:
    """The condition on what is known of a service, hours apart, and what goes with it."""
    parts = [_allowed(one) for one in filters_of(query) if one.against] + ([_AGE_FITS] if query.age is not None else [])
    return " AND ".join(parts) or "1 = 1", {"age": query.age} if query.age is not None else {}


def _speaking(lang: str) -> Iterator[tuple[str, Optional[str], bool]]:
    """Where those are who speak it, and those who do not."""
    if not lang:
        yield "", None, False
    elif lang == "en":
        yield "", _has(Mark.ENGLISH), False
        yield "", f"NOT ({_has(Mark.ENGLISH)})", True
    else:
        yield lang, None, False
        yield "", None, True


def _has(marks: Mark) -> str:
    return f"marks & {int(marks)} <> 0"


def _allowed(one: Filter) -> str:
    return f"({_has(one.want)} OR marks & {int(one.against)} = 0)"
