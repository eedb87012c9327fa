"""Reading from the tables what ranking needs of some services: two questions to the database however many they are."""

from __future__ import annotations

from collections import defaultdict
from datetime import time
from typing import Any, Iterable, Mapping, Optional, Sequence

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from bot.directory.models import (
    AddressRow,
    LocationRow,
    ScheduleRow,
    ServiceAtLocationRow,
    ServiceNeedRow,
    ServiceRow,
)
from bot.directory.opening.schedule import Schedule, weekdays
from bot.directory.places.index import state_names
from bot.directory.searching.coverage import coverage_of
from bot.directory.searching.facts import ADULT, Facts, Mark
from bot.directory.searching.models import FactRow
from bot.directory.searching.rules import Candidate, Site

# Running, and not waiting for a staff member's yes.
SHOWN = (ServiceRow.held_back.is_(False), or_(ServiceRow.status.is_(None), ServiceRow.status == "active"))
_NOON = time(12)


def few_candidates(session: Session, need: str, most: int) -> Optional[list[Candidate]]:
    """Every service that answers the need, is running, and does not wait for a staff member's yes.

    None if they are more than ``most``; more are not read then.
    """
    sited = _sited(session, _BY_NEED, {"need": need, "most": most + 1})
    return None if len(sited) > most else _candidates(session, sited)


def some_candidates(session: Session, service_ids: Sequence[str]) -> list[Candidate]:
    """Those of these services that may be shown, in any order."""
    return _candidates(session, _sited(session, _BY_IDS, {"ids": list(service_ids)})) if service_ids else []


def one_candidate(session: Session, service_id: str) -> Optional[Candidate]:
    """The service of that id, if it may be shown."""
    found = some_candidates(session, [service_id])
    return found[0] if found else None


def _candidates(session: Session, sited: dict[str, list[Any]]) -> list[Candidate]:
    places = sorted({row.location_id for rows in sited.values() for row in rows if row.location_id})
    schedules = _schedules(session, list(sited), places) if sited else {}
    return [_candidate(rows, schedules) for rows in sited.values()]


def _sites_of(ids: Any) -> Select:
    count = (
        select(func.count())
        .select_from(ServiceNeedRow)
        .where(ServiceNeedRow.service_id == ServiceRow.id)
        .correlate(ServiceRow)
        .scalar_subquery()
    )
    return (
        select(
            ServiceRow.id,
            ServiceRow.coverage,
            ServiceRow.language_codes,
            ServiceRow.timezone,
            ServiceRow.maximum_age,
            count.label("needs"),
            ServiceAtLocationRow.id.label("site_id"),
            LocationRow.id.label("location_id"),
            LocationRow.latitude,
            LocationRow.longitude,
            LocationRow.timezone.label("site_timezone"),
            LocationRow.confidential,
            LocationRow.held_back,
            AddressRow.state_province,
            FactRow.marks,
            FactRow.youngest,
            FactRow.oldest,
        )
        .outerjoin(FactRow, FactRow.service_id == ServiceRow.id)
        .outerjoin(ServiceAtLocationRow, ServiceAtLocationRow.service_id == ServiceRow.id)
        .outerjoin(LocationRow, LocationRow.id == ServiceAtLocationRow.location_id)
        .outerjoin(AddressRow, AddressRow.location_id == LocationRow.id)
        .where(ServiceRow.id.in_(ids), *SHOWN)
        .order_by(ServiceRow.id, ServiceAtLocationRow.id, AddressRow.id)
    )


def _sited(session: Session, question: Select, wanted: dict[str, Any]) -> dict[str, list[Any]]:
    sited: dict[str, list[Any]] = defaultdict(list)
    for row in session.execute(question, wanted):
        sited[row.id].append(row)
    return sited


# Built once: building them for each search took longer than the searching.
_RUNNING = (
    select(ServiceNeedRow.service_id)
    .join(ServiceRow, ServiceRow.id == ServiceNeedRow.service_id)
    .where(ServiceNeedRow.need == bindparam("need"), *SHOWN)
    .limit(bindparam("most"))
)
_BY_NEED = _sites_of(select(_RUNNING.subquery().c.service_id))
_BY_IDS = _sites_of(bindparam("ids", expanding=True))
_PLAIN = ScheduleRow.__table__  # plain rows: building thousands of objects would cost more than the ranking
_HOURS = select(_PLAIN).where(_PLAIN.c.service_id.in_(bindparam("services", expanding=True)))
# With the ids themselves, not a question for them: PostgreSQL would read every schedule there is.
_HOURS_OR = select(_PLAIN).where(
    or_(
        _PLAIN.c.service_id.in_(bindparam("services", expanding=True)),
        _PLAIN.c.location_id.in_(bindparam("places", expanding=True)),
    )
)


def _schedules(session: Session, services: list[str], places: list[str]) -> Mapping[str, list[Schedule]]:
    """By the id of what they hang on: the service at a location, else the service, else the location."""
    by_owner: dict[str, list[Schedule]] = defaultdict(list)
    wanted = {"services": services, **({"places": places} if places else {})}
    for row in session.execute(_HOURS_OR if places else _HOURS, wanted):
        by_owner[row.service_at_location_id or row.service_id or row.location_id].append(schedule_of(row))
    for schedules in by_owner.values():
        schedules.sort(key=lambda rule: (rule.days, rule.opens_at or _NOON))
    return by_owner


def schedule_of(row: Any) -> Schedule:
    """A kept schedule as hours are computed with; ``until`` ends it as ``valid_to`` does."""
    ends = [day for day in (row.valid_to, row.until) if day]
    # Every second week and the like: which week it is cannot be told reliably, so the hours count as unknown.
    weekly = weekdays(row.byday, row.freq) if (row.interval or 1) == 1 else ()
    return Schedule(
        days=weekly,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        valid_from=row.valid_from,
        valid_to=min(ends) if ends else None,
        by_appointment=bool(row.by_appointment),
        note=row.description or row.notes,
    )


def _candidate(rows: list[Any], schedules: Mapping[str, list[Schedule]]) -> Candidate:
    first = rows[0]
    facts = Facts(Mark(first.marks or 0), first.youngest, first.oldest)
    oldest = facts.oldest if facts.oldest is not None else first.maximum_age
    return Candidate(
        service_id=first.id,
        coverage=coverage_of(first.coverage),
        languages=frozenset((first.language_codes or "").split()),
        sites=tuple(_sites(rows, schedules)),
        schedules=tuple(schedules.get(first.id, ())),
        timezone=first.timezone,
        needs=first.needs,
        youth_only=oldest is not None and oldest < ADULT,
        facts=facts,
    )


def _sites(rows: list[Any], schedules: Mapping[str, list[Schedule]]) -> Iterable[Site]:
    seen: set[str] = set()
    for row in rows:
        if row.location_id is None or row.site_id in seen:
            continue
        seen.add(row.site_id)
        hidden = bool(row.confidential or row.held_back)
        located = not hidden and row.latitude is not None and row.longitude is not None
        own = schedules.get(row.site_id, [])
        if not own and row.id not in schedules:
            own = schedules.get(row.location_id, [])
        yield Site(
            location_id=row.location_id,
            site_id=row.site_id,
            point=(row.latitude, row.longitude) if located else None,
            state=state_names().get((row.state_province or "").lower()),
            timezone=row.site_timezone,
            confidential=bool(row.confidential),
            hidden=hidden,
            schedules=tuple(own),
        )
