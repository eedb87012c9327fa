"""The filters a person or a worker may set: what fits, what is ruled out, what is not known, and which goes first.

Nothing here is ever asked of a person. A service that does not say stays in, below those that do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Optional

from bot.directory.searching.facts import Facts, Mark
from bot.directory.searching.query import Query

_NONE = Mark(0)


@dataclass(frozen=True)
class Filter:
    """``want`` is any mark that fits; ``against`` rules out where none of ``want`` is there."""

    code: str  # said in ``Hit.why`` and ``Hit.unknown``
    want: Mark
    against: Mark


# What is dropped first when nothing is found comes first: a closed door opens again, a wrong one never fits.
OPEN_NOW = "open_now"
AGE = "age"
_COSTS = {
    "free": Filter("free", Mark.FREE, Mark.PAID),
    "sliding": Filter("sliding", Mark.FREE | Mark.SLIDING, Mark.PAID),
}
_WAYS = {
    "remote": Filter("remote", Mark.REMOTE, Mark.IN_PERSON),
    "in_person": Filter("in_person", Mark.IN_PERSON, Mark.REMOTE),
}
_ACCESSIBLE = Filter("accessible", Mark.ACCESSIBLE, Mark.INACCESSIBLE)
_ANY_STATUS = Filter("any_status", Mark.ANY_STATUS, Mark.STATUS_ASKED)
_SERVES = {
    "women": Filter("for_women", Mark.WOMEN, Mark.MEN),
    "men": Filter("for_men", Mark.MEN, Mark.WOMEN),
    "children": Filter("for_children", Mark.CHILDREN, Mark.NO_CHILDREN),
    "lgbtq": Filter("for_lgbtq", Mark.LGBTQ, _NONE),
}
SERVES, COSTS = tuple(_SERVES), tuple(_COSTS)
WAYS = tuple(_WAYS)


def filters_of(query: Query) -> tuple[Filter, ...]:
    """Those of a query that are about marks, in the order in which they are dropped."""
    return _filters(query.way, query.cost, query.accessible, query.any_status, query.serves)


@lru_cache(maxsize=512)
def _filters(
    way: Optional[str], cost: Optional[str], accessible: bool, any_status: bool, serves: tuple[str, ...]
) -> tuple[Filter, ...]:
    chosen: list[Optional[Filter]] = [
        _WAYS[way] if way else None,
        _COSTS[cost] if cost else None,
        _ACCESSIBLE if accessible else None,
        _ANY_STATUS if any_status else None,
        *(_SERVES[group] for group in serves),
    ]
    return tuple(one for one in chosen if one)


def allows(query: Query, facts: Facts) -> bool:
    """Whether nothing that is known of a service speaks against it."""
    if query.age is not None:
        if facts.youngest is not None and query.age < facts.youngest:
            return False
        if facts.oldest is not None and query.age > facts.oldest:
            return False
    return all(facts.marks & one.want or not facts.marks & one.against for one in filters_of(query))


def said(query: Query, facts: Facts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the filters that a service is known to meet, and of those that it does not speak of."""
    stated = {one.code: bool(facts.marks & one.want) for one in filters_of(query)}
    if query.age is not None:
        stated[AGE] = facts.youngest is not None or facts.oldest is not None
    return tuple(code for code, known in stated.items() if known), tuple(
        code for code, known in stated.items() if not known
    )


def unfiltered(query: Query) -> Query:
    """The same without any filter."""
    while (fewer := without_one(query)) is not None:
        query = fewer[0]
    return query


def without_one(query: Query) -> Optional[tuple[Query, str]]:
    """The query without the filter that is dropped next, and its code; None when there is none left."""
    if query.open_now:
        return replace(query, open_now=False), OPEN_NOW
    chosen = filters_of(query)
    if not chosen:
        return (replace(query, age=None), AGE) if query.age is not None else None
    code = chosen[0].code
    if query.way:
        return replace(query, way=None), code
    if query.cost:
        return replace(query, cost=None), code
    if query.accessible:
        return replace(query, accessible=False), code
    if query.any_status:
        return replace(query, any_status=False), code
    return replace(query, serves=query.serves[1:]), code
