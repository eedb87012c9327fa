"""Services by the words somebody writes: names first, then descriptions, near before far, through the full-text index.

SQLite's FTS5 and PostgreSQL's `tsvector` hold the same words, cut by `words`, so both find the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Iterator, Mapping, Optional, Sequence

from sqlalchemy.orm import Session

from bot.directory.places.find import Place
from bot.directory.searching.areas import county_area
from bot.directory.searching.candidates import some_candidates
from bot.directory.searching.classes import allowed_facts
from bot.directory.searching.coverage import NATION
from bot.directory.searching.lookups import rows
from bot.directory.searching.query import Query, Widened
from bot.directory.searching.rules import Match, Ranking, rank
from bot.directory.searching.spelling import Meaning, meanings
from bot.directory.searching.words import COVERED, NAMED, NEEDED, SQUARES, code_word, squares_around, words_of

_MOST = 60  # are read and ranked; of a word that more services use, the nearest so many
_MOST_WORDS = 8
_FOUND_BY = "words"
Clause = tuple[Meaning, ...]  # any of them


def rank_by_words(session: Session, query: Query, at: datetime) -> tuple[Ranking, bool]:
    """All words in the name, then all of them anywhere, else any of them; inside each as every search ranks.

    Who is out of reach of the place is not left out but comes with ``Widened.ANYWHERE``, if nobody nearer fits.
    """
    strengths, counted = _found(session, query)
    candidates = some_candidates(session, list(strengths))
    ranking = rank(query, at, candidates)
    if not ranking.matches and query.place is not None:
        ranking = replace(rank(replace(query, place=None), at, candidates), widened=Widened.ANYWHERE)
    ordered = sorted(ranking.matches, key=lambda match: strengths[match.candidate.service_id])
    told = tuple(_told(match, strengths[match.candidate.service_id]) for match in ordered)
    return replace(ranking, matches=told), counted


def national_lines(session: Session, query: Query, at: datetime, needs: Sequence[str]) -> Ranking:
    """Whoever answers everywhere, whatever for: when not one word was found."""
    asked = {f"need{number}": need for number, need in enumerate(needs)}
    places = ", ".join(f":{name}" for name in asked)
    statement = f"SELECT DISTINCT service_id FROM search_area WHERE need IN ({places}) AND lang = '' AND area = :area"
    found = rows(session, f"{statement} ORDER BY service_id LIMIT {_MOST}", {**asked, "area": NATION})
    ranking = rank(query, at, some_candidates(session, [row[0] for row in found]))
    return replace(ranking, widened=Widened.NATIONAL)


def _told(match: Match, strength: int) -> Match:
    return match if strength > _ANY - 1 else replace(match, why=(*match.why, _FOUND_BY))


_IN_NAME, _ALL, _ANY = range(3)


@dataclass(frozen=True)
class _Asked:
    session: Session
    where: str
    values: Mapping[str, Any]
    always: tuple[Clause, ...]

    def ids(self, clauses: Sequence[Clause]) -> list[str]:
        """At most one more than are ranked."""
        postgres = self.session.get_bind().dialect.name == "postgresql"
        statement = _POSTGRES if postgres else _SQLITE
        both = [_either(one, postgres) for one in (*clauses, *self.always)]
        asked = {**self.values, "words": (" & " if postgres else " AND ").join(both), "most": _MOST + 1}
        return [row[0] for row in rows(self.session, statement.format(where=self.where), asked)]


_SQLITE = (
    "SELECT search_fact.service_id FROM search_text JOIN search_fact ON search_fact.number = search_text.rowid "
    "WHERE search_text MATCH :words AND {where} LIMIT :most"
)
_POSTGRES = "SELECT service_id FROM search_fact WHERE words @@ CAST(:words AS tsquery) AND {where} LIMIT :most"


def _either(clause: Clause, postgres: bool) -> str:
    quote, star, either = ("'", ":*", " | ") if postgres else ('"', "*", " OR ")
    terms = [f"{quote}{word}{quote}{star if one.begins else ''}" for one in clause for word in one.words]
    return f"({either.join(terms)})"


def _found(session: Session, query: Query) -> tuple[dict[str, int], bool]:
    """Service ids with how well the words fit, and whether these are all."""
    where, values = allowed_facts(query)
    always = ((Meaning((code_word(NEEDED, query.need),)),),) if query.need else ()
    asked = _Asked(session, where, values, always)
    understood = meanings(session, words_of(query.text)[:_MOST_WORDS])
    named = [(Meaning(tuple(NAMED + word for word in one.words), one.begins),) for one in understood]
    anywhere: list[Clause] = [(one,) for one in understood]
    strengths: dict[str, int] = {}
    everyone = asked.ids(anywhere)
    if 0 < len(everyone) <= _MOST:
        in_name = set(asked.ids(named))
        return {found: _IN_NAME if found in in_name else _ALL for found in everyone}, True
    kinds = ((named, _IN_NAME), (anywhere, _ALL)) if everyone else (([tuple(understood)], _ANY),)
    for clauses, strength in kinds:
        for extent in _extents(query.place):
            for found in asked.ids([*clauses, *extent])[: _MOST - len(strengths)]:
                strengths.setdefault(found, strength)
            if len(strengths) >= min(_MOST, query.offset + query.limit + 1):
                return strengths, False
    return strengths, len(strengths) < _MOST


def _extents(place: Optional[Place]) -> Iterator[tuple[Clause, ...]]:
    """Where to look first: the squares around, the county, the state, everywhere."""
    if place is not None:
        state = [Meaning((code_word(COVERED, f"{prefix}{place.state}"),)) for prefix in ("@", f"{NATION}-")]
        if place.kind != "state":
            for level in range(len(SQUARES)):
                yield (tuple(Meaning((square,)) for square in squares_around(*place.point, level)),)
            county = county_area(place)
            if county:
                yield ((Meaning((code_word(COVERED, county),)),),)
        yield ((*state, Meaning((code_word(COVERED, NATION),))),)
    yield ()
