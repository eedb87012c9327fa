"""Bringing the index of search into step with some services: facts, places, areas, words."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Iterable, Iterator, Mapping, Optional, Sequence

from sqlalchemy import bindparam, delete, insert, select, text
from sqlalchemy.orm import Session

from bot.directory.models import OrganizationRow, ServiceNeedRow, ServiceRow
from bot.directory.opening.schedule import Schedule
from bot.directory.searching.areas import areas_of
from bot.directory.searching.bands import band_of
from bot.directory.searching.candidates import some_candidates
from bot.directory.searching.facts import Facts, Told, facts_of
from bot.directory.searching.models import AreaRow, CellRow, FactRow, WordRow
from bot.directory.searching.rules import Candidate
from bot.directory.searching.week import OTHER, clock_of, together, week_of
from bot.directory.searching.words import COVERED, NAMED, NEEDED, code_word, squares_of, words_of

_AT_ONCE = 400
_IDS = bindparam("ids", expanding=True)
_TOLD = (
    select(
        ServiceRow.id,
        ServiceRow.name,
        ServiceRow.alternate_name,
        ServiceRow.description,
        ServiceRow.eligibility_description,
        ServiceRow.fees_description,
        ServiceRow.cost_summary,
        ServiceRow.minimum_age,
        ServiceRow.maximum_age,
        ServiceRow.translations,
        OrganizationRow.name.label("organization"),
    )
    .outerjoin(OrganizationRow, OrganizationRow.id == ServiceRow.organization_id)
    .where(ServiceRow.id.in_(_IDS))
)
_NEEDS = select(ServiceNeedRow.service_id, ServiceNeedRow.need).where(ServiceNeedRow.service_id.in_(_IDS))
_KNOWN = select(FactRow.service_id).where(FactRow.service_id.in_(_IDS))
_NUMBERS = select(FactRow.service_id, FactRow.number).where(FactRow.service_id.in_(_IDS))
_DERIVED = (CellRow.__table__, AreaRow.__table__, FactRow.__table__)
Row = dict[str, Any]


def index_services(session: Session, service_ids: Iterable[str]) -> None:
    """Derive anew what searching needs of these services; those that may not be shown lose what they had."""
    ids = sorted(set(service_ids))
    for start in range(0, len(ids), _AT_ONCE):
        _some(session, ids[start : start + _AT_ONCE])


def _some(session: Session, ids: Sequence[str]) -> None:
    known = session.execute(_KNOWN, {"ids": ids}).scalars().all()
    if known:
        for table in _DERIVED:
            session.execute(delete(table).where(table.c.service_id.in_(known)))
    candidates = {one.service_id: one for one in some_candidates(session, ids)}
    if not candidates:
        return
    told = {row.id: row for row in session.execute(_TOLD, {"ids": list(candidates)})}
    needs: Mapping[str, list[str]] = defaultdict(list)
    for service_id, need in session.execute(_NEEDS, {"ids": list(candidates)}):
        needs[service_id].append(need)
    facts = {key: facts_of(_told(told[key], one)) for key, one in candidates.items()}
    words = {key: _words(told[key], one, needs[key]) for key, one in candidates.items()}
    _keep(session, FactRow.__table__, _facts(session, facts, words))
    cells, areas = CellRow.__table__, AreaRow.__table__
    _keep(session, cells, [row for key, one in candidates.items() for row in _cells(one, needs[key], facts[key])])
    _keep(session, areas, [row for key, one in candidates.items() for row in _areas(one, needs[key], facts[key])])
    _learn(session, {word for all_words in words.values() for word in all_words if word[:2] not in _CODES})
    if not _postgres(session):
        numbers = session.execute(_NUMBERS, {"ids": list(candidates)})
        rows = [{"number": number, "words": " ".join(words[key])} for key, number in numbers]
        session.execute(text("INSERT INTO search_text (rowid, words) VALUES (:number, :words)"), rows)


_CODES = ("zq", "zn", "za", "zp")


def _postgres(session: Session) -> bool:
    return bool(session.get_bind().dialect.name == "postgresql")


def _keep(session: Session, table: Any, rows: Sequence[Row]) -> None:
    if rows:
        session.execute(insert(table), rows)


def _told(row: Any, one: Candidate) -> Told:
    return Told(
        name=row.name,
        description=row.description or "",
        eligibility=row.eligibility_description or "",
        cost=" \n ".join(part for part in (row.fees_description, row.cost_summary) if part),
        languages=one.languages,
        minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
        placed=bool(one.sites),
        national=one.coverage.national,
    )


def _facts(session: Session, facts: Mapping[str, Facts], words: Mapping[str, Sequence[str]]) -> list[Row]:
    lexemes = _postgres(session)
    return [
        {
            "service_id": key,
            "marks": int(one.marks),
            "youngest": one.youngest,
            "oldest": one.oldest,
            "words": " ".join(f"'{word}'" for word in words[key]) if lexemes else None,
        }
        for key, one in facts.items()
    ]


def _words(row: Any, one: Candidate, needs: Sequence[str]) -> list[str]:
    """Names and descriptions in every language; needs, areas and squares as code words. Never an address.

    Of a service at a hidden place only the names: a description may say what street it is in.
    """
    own = list((row.translations or {}).values())
    names = words_of(row.name, row.alternate_name, row.organization, *(said.get("name") for said in own))
    told = (row.description, row.eligibility_description, *(said.get("description") for said in own))
    body = [] if any(site.hidden for site in one.sites) else words_of(*told)
    codes = [code_word(NEEDED, need) for need in needs] + [code_word(COVERED, area) for area in areas_of(one)]
    squares = [square for site in one.sites if site.point and not site.hidden for square in squares_of(*site.point)]
    return list(dict.fromkeys([*names, *(NAMED + word for word in names), *body, *codes, *squares]))


def _cells(one: Candidate, needs: Sequence[str], facts: Facts) -> Iterator[Row]:
    places: dict[tuple[float, float], Row] = {}
    for site in one.sites:
        if site.point is None or site.hidden:
            continue
        row = _when(one, [(site.schedules or one.schedules, site.timezone or one.timezone)], facts)
        same = places.get(site.point)
        if same is not None:  # two doors at one point: whichever is open
            row["week"] = together([row["week"], same["week"]])
        lat, lon = site.point
        places[site.point] = {**row, "band": band_of(lat), "lat": lat, "lon": lon, "state": site.state}
    for row in places.values():
        for need in needs:
            for lang in _langs(one):
                yield {**row, "need": need, "lang": lang}


def _areas(one: Candidate, needs: Sequence[str], facts: Facts) -> Iterator[Row]:
    # Found by its area a service is shown at a hidden place or at none, so both count.
    hours = [(site.schedules or one.schedules, site.timezone or one.timezone) for site in one.sites]
    row = _when(one, [*hours, (one.schedules, one.timezone)], facts)
    for area in sorted(areas_of(one)):
        for need in needs:
            for lang in _langs(one):
                yield {**row, "need": need, "lang": lang, "area": area}


def _langs(one: Candidate) -> list[str]:
    return ["", *sorted(one.languages - {"en"})]


def _when(one: Candidate, hours: Sequence[tuple[Sequence[Schedule], Optional[str]]], facts: Facts) -> Row:
    """The columns that places and areas share. A service of several clocks, or of none, may be open at any hour."""
    clocks = {clock_of(zone) for schedules, zone in hours if schedules}
    clock = clocks.pop() if len(clocks) == 1 else OTHER
    week = together(week_of(schedules, clock) for schedules, _ in hours)
    return {
        "service_id": one.service_id,
        "needs": one.needs,
        "marks": int(facts.marks),
        "youngest": facts.youngest,
        "oldest": facts.oldest,
        "clock": max(clock, 0),
        "week": week,
    }


def _learn(session: Session, words: Iterable[str]) -> None:
    rows = [
        {"initial": word[0], "size": len(word), "word": word}
        for word in sorted(set(words))
        if not any(letter.isdigit() for letter in word)
    ]
    if not rows:
        return
    from sqlalchemy.dialects import postgresql, sqlite

    made: Any = postgresql.insert if _postgres(session) else sqlite.insert
    session.execute(made(WordRow.__table__).on_conflict_do_nothing(), rows)
