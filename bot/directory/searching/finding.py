"""From a query to a ranking that is not empty if it can be helped: filters are given up one at a time, and told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.directory.needing.taxonomy import need_codes
from bot.directory.searching.by_words import national_lines, rank_by_words
from bot.directory.searching.choosing import choose
from bot.directory.searching.filters import without_one
from bot.directory.searching.query import Query
from bot.directory.searching.rules import Ranking


def found(session: Session, query: Query, at: datetime) -> tuple[Ranking, bool, tuple[str, ...]]:
    """The best, whether they are all, and the filters that were given up.

    Each try goes from 25 miles to 50, the state and the nation before the next filter goes, in the order of
    `filters.without_one`: first "open now", last age; of words that nobody uses, the words. Then the national lines
    fit everybody.
    """
    dropped: list[str] = []
    while True:
        ranking, counted = (rank_by_words if query.text else choose)(session, query, at)
        fewer = without_one(query)
        if ranking.matches or (fewer is None and not query.text):
            return ranking, counted, tuple(dropped)
        if fewer is not None:
            query, code = fewer
            dropped.append(code)
            continue
        dropped.append("words")
        query = replace(query, text=None)
        if not query.need:
            return national_lines(session, query, at, need_codes()), True, tuple(dropped)
