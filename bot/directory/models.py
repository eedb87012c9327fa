"""The tables of the directory, named and shaped after Open Referral HSDS 3.x, plus what search needs beside it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Float, ForeignKey, Index, Integer, String, Text, Time
from sqlalchemy.sql import false

from bot.db import Base, UtcDateTime


def _owner(table: str) -> Column[Any]:
    return Column(String, ForeignKey(f"hsds_{table}.id", ondelete="CASCADE"), index=True)


class OrganizationRow(Base):
    """Who provides services. People who work there are not kept: nobody needs their names to find help."""

    __tablename__ = "hsds_organization"

    id = Column(String, primary_key=True)
    name = Column(Text, nullable=False)
    alternate_name = Column(Text)
    description = Column(Text)
    email = Column(Text)
    website = Column(Text)
    digest = Column(String(64), nullable=False)  # of the record as last imported: an equal one changes nothing


class LocationRow(Base):
    """A place. A confidential one has no name, coordinates, directions or address rows at all.

    ``timezone`` is an IANA name: the numeric offset of HSDS is wrong half the year.
    ``held_back``: the address waits for a staff member's yes and is shown nowhere before it.
    """

    __tablename__ = "hsds_location"

    id = Column(String, primary_key=True)
    organization_id = _owner("organization")
    location_type = Column(String(16))
    name = Column(Text)
    alternate_name = Column(Text)
    description = Column(Text)
    transportation = Column(Text)
    url = Column(Text)
    latitude = Column(Float)
    longitude = Column(Float)
    timezone = Column(String(64))
    confidential = Column(Boolean, nullable=False, server_default=false(), default=False)
    held_back = Column(Boolean, nullable=False, server_default=false(), default=False)
    digest = Column(String(64), nullable=False)

    __table_args__ = (Index("ix_hsds_location_coordinates", "latitude", "longitude"),)


class ServiceRow(Base):
    """What is offered. ``held_back`` services are found by nobody until a staff member says yes.

    ``language_codes`` (``en es ht``), ``coverage`` (``US``, ``US-FL``, ``US-FL:miami-dade``, apart by spaces) and
    ``cost_summary`` repeat child rows in the form ranking and display need, so that a search asks the database
    the same few times however many services there are.
    """

    __tablename__ = "hsds_service"

    id = Column(String, primary_key=True)
    organization_id = _owner("organization")
    name = Column(Text, nullable=False)
    alternate_name = Column(Text)
    description = Column(Text)
    url = Column(Text)
    email = Column(Text)
    status = Column(String(32))
    interpretation_services = Column(Text)
    application_process = Column(Text)
    fees_description = Column(Text)
    eligibility_description = Column(Text)
    minimum_age = Column(Float)
    maximum_age = Column(Float)
    alert = Column(Text)
    assured_date = Column(Date)
    last_modified = Column(UtcDateTime)
    timezone = Column(String(64))
    translations = Column(JSON)  # {"es": {"name", "description", "eligibility", "cost"}}
    language_codes = Column(Text)
    coverage = Column(Text)
    cost_summary = Column(Text)
    held_back = Column(Boolean, nullable=False, server_default=false(), default=False)
    source = Column(String(64), nullable=False)  # which load brought it: "national", "sample", "import"
    digest = Column(String(64), nullable=False)


class ServiceAtLocationRow(Base):
    """One service at one location."""

    __tablename__ = "hsds_service_at_location"

    id = Column(String, primary_key=True)
    service_id = _owner("service")
    location_id = _owner("location")
    description = Column(Text)


class ScheduleRow(Base):
    """A flattened RRULE. Times are wall clock at the place; 24 hours is 00:00-23:59.

    ``occurrences`` is the COUNT of RFC 5545 (``count`` in HSDS). One that holds on few days is an exception to the
    others; without times it says that those days are closed.
    """

    __tablename__ = "hsds_schedule"

    id = Column(String, primary_key=True)
    service_id = _owner("service")
    location_id = _owner("location")
    service_at_location_id = _owner("service_at_location")
    valid_from = Column(Date)
    valid_to = Column(Date)
    dtstart = Column(Date)
    until = Column(Date)
    freq = Column(String(16))
    interval = Column(Integer)
    byday = Column(String(64))
    bymonthday = Column(String(128))
    occurrences = Column(Integer)
    wkst = Column(Text)
    byweekno = Column(Text)
    byyearday = Column(Text)
    opens_at = Column(Time)
    closes_at = Column(Time)
    description = Column(Text)
    notes = Column(Text)
    by_appointment = Column(Boolean, nullable=False, server_default=false(), default=False)


class PhoneRow(Base):
    """A number to call or text. ``keyword`` is the word to text to it; ``language_codes`` is who answers."""

    __tablename__ = "hsds_phone"

    id = Column(String, primary_key=True)
    service_id = _owner("service")
    location_id = _owner("location")
    organization_id = _owner("organization")
    service_at_location_id = _owner("service_at_location")
    number = Column(String(64), nullable=False)
    extension = Column(String(32))
    type = Column(String(16), nullable=False)
    description = Column(Text)
    keyword = Column(String(32))
    language_codes = Column(Text)


class AddressRow(Base):
    """Where a location is. A confidential location has none."""

    __tablename__ = "hsds_address"

    id = Column(String, primary_key=True)
    location_id = _owner("location")
    address_1 = Column(Text)
    address_2 = Column(Text)
    city = Column(Text)
    region = Column(Text)
    state_province = Column(String(64))
    postal_code = Column(String(32))
    country = Column(String(8))
    address_type = Column(String(16))


class LanguageRow(Base):
    """A language spoken at a service, a location or on a phone; ``code`` is BCP-47 where the name was understood."""

    __tablename__ = "hsds_language"

    id = Column(String, primary_key=True)
    service_id = _owner("service")
    location_id = _owner("location")
    phone_id = _owner("phone")
    name = Column(Text)
    code = Column(String(16), index=True)
    note = Column(Text)


class CostOptionRow(Base):
    """What a service costs, for whom."""

    __tablename__ = "hsds_cost_option"

    id = Column(String, primary_key=True)
    service_id = _owner("service")
    valid_from = Column(Date)
    valid_to = Column(Date)
    option = Column(Text)
    currency = Column(String(8))
    amount = Column(Float)
    amount_description = Column(Text)


class ServiceAreaRow(Base):
    """For whom, by where they live, a service is; its meaning is in ``ServiceRow.coverage``."""

    __tablename__ = "hsds_service_area"

    id = Column(String, primary_key=True)
    service_id = _owner("service")
    name = Column(Text)
    description = Column(Text)
    extent = Column(Text)
    extent_type = Column(String(32))


class ServiceNeedRow(Base):
    """That a service answers a need code of the vocabulary, and why we think so."""

    __tablename__ = "hsds_service_need"

    service_id = Column(String, ForeignKey("hsds_service.id", ondelete="CASCADE"), primary_key=True)
    need = Column(String(32), primary_key=True)
    reason = Column(Text, nullable=False)

    __table_args__ = (Index("ix_hsds_service_need_need", "need", "service_id"),)


class DirectoryLoadRow(Base):
    """What was last loaded under a name, so that loading the same again is one look-up."""

    __tablename__ = "hsds_load"

    name = Column(String(64), primary_key=True)
    digest = Column(String(64), nullable=False)
    loaded_at = Column(UtcDateTime, nullable=False)
