"""Reading from the tables what ranking needs: two questions to the database however many services there are."""

from __future__ import annotations

from collections import defaultdict
from datetime import time
from typing import Any, Iterable, Mapping, Optional

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
from bot.directory.opening.kept import schedule_of
from bot.directory.opening.schedule import Schedule, layered
from bot.directory.places.index import state_names
from bot.directory.searching.coverage import coverage_of
from bot.directory.searching.rules import Candidate, Site

_NOON = time(12)
_ADULT = 26.0  # services for young people end at 18 to 25


def candidates_for(session: Session, need: str) -> list[Candidate]:
    """Every service that answers the need, is running, and does not wait for a staff member's yes."""
    return _candidates(session, _BY_NEED, {"wanted": need})


def one_candidate(session: Session, service_id: str) -> Optional[Candidate]:
    """The service of that id, if it may be shown."""
    found = _candidates(session, _BY_ID, {"wanted": service_id})
    return found[0] if found else None


def _candidates(session: Session, questions: tuple[Select, Select], wanted: dict[str, str]) -> list[Candidate]:
    sited = _sited(session, questions[0], wanted)
    schedules = _schedules(session, questions[1], wanted) if sited else {}
    return [_candidate(rows, schedules) for rows in sited.values()]


def _sites_of(ids: Select) -> Select:
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
        )
        .outerjoin(ServiceAtLocationRow, ServiceAtLocationRow.service_id == ServiceRow.id)
        .outerjoin(LocationRow, LocationRow.id == ServiceAtLocationRow.location_id)
        .outerjoin(AddressRow, AddressRow.location_id == LocationRow.id)
        .where(ServiceRow.id.in_(ids), ServiceRow.held_back.is_(False))
        .where(or_(ServiceRow.status.is_(None), ServiceRow.status == "active"))
        .order_by(ServiceRow.id, ServiceAtLocationRow.id, AddressRow.id)
    )


def _sited(session: Session, question: Select, wanted: dict[str, str]) -> dict[str, list[Any]]:
    sited: dict[str, list[Any]] = defaultdict(list)
    for row in session.execute(question, wanted):
        sited[row.id].append(row)
    return sited


def _schedules_of(ids: Select) -> Select:
    places = select(ServiceAtLocationRow.location_id).where(ServiceAtLocationRow.service_id.in_(ids))
    table = ScheduleRow.__table__  # plain rows: building thousands of objects would cost more than the ranking
    return select(table).where(or_(ScheduleRow.service_id.in_(ids), ScheduleRow.location_id.in_(places)))


# Built once: building them for each search took longer than the searching.
_NEEDING = select(ServiceNeedRow.service_id).where(ServiceNeedRow.need == bindparam("wanted"))
_ITSELF = select(ServiceRow.id).where(ServiceRow.id == bindparam("wanted"))
_BY_NEED = (_sites_of(_NEEDING), _schedules_of(_NEEDING))
_BY_ID = (_sites_of(_ITSELF), _schedules_of(_ITSELF))


def _schedules(session: Session, question: Select, wanted: dict[str, str]) -> Mapping[str, list[Schedule]]:
    """By the id of what they hang on: the service at a location, else the service, else the location."""
    by_owner: dict[str, list[Schedule]] = defaultdict(list)
    for row in session.execute(question, wanted):
        by_owner[row.service_at_location_id or row.service_id or row.location_id].append(schedule_of(row))
    for schedules in by_owner.values():
        schedules.sort(key=lambda rule: (rule.days, rule.opens_at or _NOON))
    return by_owner


def _candidate(rows: list[Any], schedules: Mapping[str, list[Schedule]]) -> Candidate:
    first = rows[0]
    return Candidate(
        service_id=first.id,
        coverage=coverage_of(first.coverage),
        languages=frozenset((first.language_codes or "").split()),
        sites=tuple(_sites(rows, schedules)),
        schedules=tuple(schedules.get(first.id, ())),
        timezone=first.timezone,
        needs=first.needs,
        youth_only=first.maximum_age is not None and first.maximum_age < _ADULT,
    )


def _sites(rows: list[Any], schedules: Mapping[str, list[Schedule]]) -> Iterable[Site]:
    seen: set[str] = set()
    for row in rows:
        if row.location_id is None or row.site_id in seen:
            continue
        seen.add(row.site_id)
        hidden = bool(row.confidential or row.held_back)
        located = not hidden and row.latitude is not None and row.longitude is not None
        own = layered(*(schedules.get(layer, ()) for layer in (row.site_id, row.id, row.location_id)))
        yield Site(
            location_id=row.location_id,
            site_id=row.site_id,
            point=(row.latitude, row.longitude) if located else None,
            state=state_names().get((row.state_province or "").lower()),
            timezone=row.site_timezone,
            confidential=bool(row.confidential),
            hidden=hidden,
            schedules=own,
        )
