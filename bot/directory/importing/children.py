"""One child row of an HSDS file (phone, schedule, address, …) into the columns it is kept in."""

from __future__ import annotations

import json
from typing import Any, Callable, Mapping, Optional

from bot.directory.importing import cells
from bot.directory.importing.phones import read_number
from bot.directory.languages import language_codes

Columns = dict[str, Any]
Raw = Mapping[str, Any]


AS_KEPT = frozenset({"status", "location_type", "address_type", "freq", "wkst", "extension"})


class Refused(ValueError):
    """The row is of no use; the message is the reason that is counted, in our words."""


def extension(raw: Raw) -> Mapping[str, Any]:
    """What a row says beyond HSDS, under ``x-alder`` (see docs/directory.md); in a table it is JSON in a cell."""
    found = raw.get("x-alder")
    if isinstance(found, str):
        try:
            found = json.loads(found)
        except ValueError:
            return {}
    return found if isinstance(found, dict) else {}


def as_kept(raw: Raw) -> Columns:
    """What our own export could not write as it is: the schemas of HSDS want a word of theirs there."""
    found = extension(raw).get("as_kept")
    return {name: cells.text(found[name]) for name in AS_KEPT & found.keys()} if isinstance(found, dict) else {}


def _phone(raw: Raw) -> Columns:
    found = read_number(raw.get("number"), raw.get("extension"), raw.get("type"))
    if found is None:
        raise Refused("no usable number")
    return {
        "number": found.number,
        "extension": found.extension,
        "type": found.kind,
        "description": cells.text(raw.get("description")),
        "keyword": cells.text(extension(raw).get("keyword")),
    }


def _schedule(raw: Raw) -> Columns:
    try:
        opens, closes = cells.clock_time(raw.get("opens_at")), cells.clock_time(raw.get("closes_at"))
    except cells.BadCell as error:
        raise Refused(str(error)) from None
    by_appointment = cells.flag(extension(raw).get("by_appointment"))
    dated = cells.day(raw.get("valid_from")) and cells.day(raw.get("valid_to"))  # closed on those days
    if opens is None and closes is None and not (by_appointment or dated or cells.text(raw.get("description"))):
        raise Refused("no hours")
    interval = cells.number(raw.get("interval"))
    return {
        "valid_from": cells.day(raw.get("valid_from")),
        "valid_to": cells.day(raw.get("valid_to")),
        "dtstart": cells.day(raw.get("dtstart")),
        "until": cells.day(raw.get("until")),
        "freq": cells.text(raw.get("freq")),
        "interval": int(interval) if interval else None,
        "byday": cells.text(raw.get("byday")),
        "bymonthday": cells.text(raw.get("bymonthday")),
        "opens_at": opens,
        "closes_at": closes,
        "description": cells.text(raw.get("description")),
        "notes": cells.text(raw.get("notes")),
        "by_appointment": by_appointment,
    }


def _address(raw: Raw) -> Columns:
    names = ("address_1", "address_2", "city", "region", "state_province", "postal_code", "country", "address_type")
    found = {name: cells.text(raw.get(name)) for name in names}
    if not any(found[name] for name in ("address_1", "address_2", "city", "postal_code")):
        raise Refused("empty address")
    return found


def _language(raw: Raw) -> Columns:
    name = cells.text(raw.get("name"))
    codes = language_codes(name, cells.text(raw.get("code")))
    if not name and not codes:
        raise Refused("no language")
    return {"name": name, "code": codes[0] if codes else None, "note": cells.text(raw.get("note"))}


def _cost_option(raw: Raw) -> Columns:
    return {
        "valid_from": cells.day(raw.get("valid_from")),
        "valid_to": cells.day(raw.get("valid_to")),
        "option": cells.text(raw.get("option")),
        "currency": cells.text(raw.get("currency")),
        "amount": cells.number(raw.get("amount")),
        "amount_description": cells.text(raw.get("amount_description")),
    }


def _service_area(raw: Raw) -> Columns:
    return {name: cells.text(raw.get(name)) for name in ("name", "description", "extent", "extent_type")}


def _service_at_location(raw: Raw) -> Columns:
    if not raw.get("location_id"):
        raise Refused("no location")
    return {"description": cells.text(raw.get("description"))}


def _eligibility(raw: Raw) -> Columns:
    """A table of 1.x; its text is kept with the service."""
    said = cells.text(raw.get("eligibility"))
    if said is None:
        raise Refused("empty eligibility")
    return {"eligibility": said}


READERS: dict[str, Callable[[Raw], Columns]] = {
    "service_at_location": _service_at_location,
    "phone": _phone,
    "schedule": _schedule,
    "address": _address,
    "language": _language,
    "cost_option": _cost_option,
    "service_area": _service_area,
    "eligibility": _eligibility,
}
POINTERS: dict[str, tuple[str, ...]] = {
    "service_at_location": ("service_id", "location_id"),
    "phone": ("service_id", "location_id", "organization_id", "service_at_location_id"),
    "schedule": ("service_id", "location_id", "service_at_location_id"),
    "address": ("location_id",),
    "language": ("service_id", "location_id", "phone_id"),
    "cost_option": ("service_id",),
    "service_area": ("service_id",),
    "eligibility": ("service_id",),
}


def cost_summary(fees: Optional[str], options: list[Columns]) -> Optional[str]:
    """What to show as the cost: the publisher's own sentence, else its options, for example ``Free``."""
    if fees:
        return fees
    shown = []
    for option in options:
        amount = option["amount"]
        if amount is not None and option["currency"]:
            value = "Free" if amount == 0 else f"{amount:g} {option['currency'].upper()}"
        else:
            value = None
        shown.append(" ".join(part for part in (value, option["amount_description"], option["option"]) if part))
    return "; ".join(part for part in shown if part) or None
