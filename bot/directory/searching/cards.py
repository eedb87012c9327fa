"""What is shown of the few services that won: names, texts in the person's language, phones, address, hours."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Iterable, Mapping, Optional, Sequence

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import Session

from bot.directory.hiding.confidential import is_po_box
from bot.directory.hiding.shown import without_repeats
from bot.directory.models import AddressRow, OrganizationRow, PhoneRow, ServiceRow
from bot.directory.searching.query import Hit, Phone
from bot.directory.searching.rules import Match

_ALONE = PhoneRow.service_id.is_(None)
_SERVICES = (
    select(ServiceRow, OrganizationRow)
    .outerjoin(OrganizationRow, OrganizationRow.id == ServiceRow.organization_id)
    .where(ServiceRow.id.in_(bindparam("ids", expanding=True)))
)
_ADDRESSES = select(AddressRow).where(AddressRow.location_id.in_(bindparam("ids", expanding=True)))
_PHONES = select(PhoneRow).where(
    or_(
        PhoneRow.service_id.in_(bindparam("services", expanding=True)),
        and_(_ALONE, PhoneRow.location_id.in_(bindparam("places", expanding=True))),
        and_(_ALONE, PhoneRow.location_id.is_(None), PhoneRow.organization_id.in_(bindparam("owners", expanding=True))),
    )
)
_SHOWN = ("voice", "text", "tty")


def cards(session: Session, matches: Sequence[Match], lang: Optional[str]) -> tuple[Hit, ...]:
    """The matches as hits, in their order: three questions to the database."""
    if not matches:
        return ()
    services = _services(session, [match.candidate.service_id for match in matches])
    addresses = _addresses(
        session, [match.site.location_id for match in matches if match.site and not match.site.hidden]
    )
    phones = _phones(session, matches, {key: organization for key, (_, organization) in services.items()})
    shown = [_card(match, services, addresses, phones, (lang or "en").split("-")[0]) for match in matches]
    hiding = [one.candidate.service_id for one in matches if any(site.hidden for site in one.candidate.sites)]
    return without_repeats(session, shown, hiding)


_Services = dict[str, tuple[ServiceRow, Optional[OrganizationRow]]]


def _services(session: Session, ids: Sequence[str]) -> _Services:
    found = session.execute(_SERVICES, {"ids": list(ids)})
    return {service.id: (service, organization) for service, organization in found}


def _addresses(session: Session, location_ids: Sequence[str]) -> Mapping[str, str]:
    """One line per location: a street somebody can go to, so no post-office box."""
    if not location_ids:
        return {}
    rows = session.execute(_ADDRESSES, {"ids": list(location_ids)}).scalars().all()
    rows.sort(key=lambda row: (row.address_type != "physical", row.id))
    lines: dict[str, str] = {}
    for row in rows:
        if not is_po_box(row.address_1):
            lines.setdefault(row.location_id, _line(row))
    return {key: line for key, line in lines.items() if line}


def _line(row: AddressRow) -> str:
    region = " ".join(part for part in (row.state_province, row.postal_code) if part)
    return ", ".join(part.replace("\n", ", ") for part in (row.address_1, row.address_2, row.city, region) if part)


def _phones(
    session: Session, matches: Sequence[Match], organizations: Mapping[str, Optional[OrganizationRow]]
) -> Mapping[str, list[PhoneRow]]:
    """By owner: numbers of the service, else of its place, else of its organization."""
    places = [match.site.location_id for match in matches if match.site]
    owners = [one.id for one in organizations.values() if one is not None]
    wanted = {"services": [match.candidate.service_id for match in matches], "places": places, "owners": owners}
    by_owner: dict[str, list[PhoneRow]] = defaultdict(list)
    for row in session.execute(_PHONES, wanted).scalars():
        if row.type in _SHOWN:
            by_owner[row.service_id or row.location_id or row.organization_id].append(row)
    return by_owner


def _card(
    match: Match, services: _Services, addresses: Mapping[str, str], phones: Mapping[str, list[PhoneRow]], lang: str
) -> Hit:
    service, organization = services[match.candidate.service_id]
    site = match.site
    own: Mapping[str, Any] = (service.translations or {}).get(lang) or {}
    numbers = next(
        (
            phones[key]
            for key in (service.id, site.location_id if site else None, organization.id if organization else None)
            if key and phones.get(key)
        ),
        [],
    )
    hidden = bool(site and site.hidden)
    return Hit(
        service_id=service.id,
        name=own.get("name") or service.name,
        organization=organization.name if organization else None,
        description=own.get("description") or service.description,
        hours=match.schedules,
        timezone=(site.timezone if site else None) or match.candidate.timezone,
        open_now=match.open_now,
        phones=_ordered(numbers, site.site_id if site else None, lang),
        languages=tuple((service.language_codes or "").split()),
        cost=own.get("cost") or service.cost_summary or service.fees_description,
        address=addresses.get(site.location_id) if site and not hidden else None,
        distance_miles=round(match.distance, 1) if match.distance is not None and not hidden else None,
        url=service.url or (organization.website if organization else None),
        eligibility=own.get("eligibility") or service.eligibility_description,
        minimum_age=_age(service.minimum_age),
        maximum_age=_age(service.maximum_age),
        why=match.why,
        confidential=hidden,
        verified_on=service.assured_date,
        application=own.get("application") or service.application_process,
    )


def _age(age: Optional[float]) -> Optional[int]:
    return int(age) if age is not None else None


def _ordered(rows: Iterable[PhoneRow], site_id: Optional[str], lang: str) -> tuple[Phone, ...]:
    """Numbers that answer in the language first, then calls before texts. Numbers of other sites are left out."""
    chosen: dict[tuple[str, Optional[str], str, Optional[str]], Phone] = {}
    for row in sorted(rows, key=lambda row: row.id):
        if row.service_at_location_id and site_id and row.service_at_location_id != site_id:
            continue
        languages = tuple((row.language_codes or "").split())
        phone = Phone(row.number, row.extension, row.type, row.keyword, languages)
        chosen.setdefault((phone.number, phone.extension, phone.type, phone.keyword), phone)
    return tuple(
        sorted(
            chosen.values(),
            key=lambda phone: (bool(phone.languages) and lang not in phone.languages, _SHOWN.index(phone.type)),
        )
    )
