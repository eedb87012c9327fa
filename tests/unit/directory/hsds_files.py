"""Small HSDS documents written for the tests; people in them are invented, numbers are 555-01xx."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def service(**changes: Any) -> Json:
    """A pantry as service_full has it."""
    return {
        "id": "s-1",
        "name": "Corner Food Pantry",
        "description": "Groceries for the week.\\nFree, confidential test on Fridays.",
        "status": "active",
        "fees_description": "Free",
        "minimum_age": 18,
        "phones": [{"id": "p-1", "number": "(305) 555-0150 x57471", "type": "voice"}],
        "schedules": [
            {"id": "h-1", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "9:00 AM", "closes_at": "17:00:00Z"},
            {"id": "h-2", "byday": "SU", "opens_at": "blank", "closes_at": "blank"},
        ],
        "languages": [{"id": "l-1", "name": "Kreyol"}, {"id": "l-2", "name": "Spanish", "code": "spa"}],
        "cost_options": [{"id": "c-1", "amount": 0, "currency": "usd"}],
        "contacts": [{"id": "x-1", "name": "Ann Persona", "phones": [{"id": "p-9", "number": "305-555-0199"}]}],
        "organization": {"id": "o-1", "name": "Corner House", "description": "Neighbors."},
        "service_at_locations": [{"id": "sal-1", "location": location()}],
        **changes,
    }


def location(**changes: Any) -> Json:
    """A house with a street address."""
    return {
        "id": "loc-1",
        "location_type": "physical",
        "name": "12 Heron Way",
        "transportation": "Bus 3 to Heron Way",
        "latitude": 25.7791,
        "longitude": -80.1978,
        "addresses": [address()],
        **changes,
    }


def address(**changes: Any) -> Json:
    """A street address in a real ZIP code."""
    return {
        "id": "a-1",
        "address_1": "12 Heron Way",
        "city": "Miami",
        "state_province": "FL",
        "postal_code": "33101",
        "country": "US",
        "address_type": "physical",
        **changes,
    }


def page(*contents: Json) -> Json:
    """A page of the HSDS API."""
    return {"total_items": len(contents), "page_number": 1, "size": len(contents), "contents": list(contents)}


def tabular() -> Json:
    """The pantry as tables."""
    return {
        "organizations.csv": [{"id": "o-1", "name": "Corner House"}],
        "services.csv": [{"id": "s-1", "organization_id": "o-1", "name": "Corner Food Pantry", "status": ""}],
        "locations.csv": [{"id": "loc-1", "latitude": "25.7791", "longitude": "-80.1978"}],
        "service_at_location.csv": [{"id": "sal-1", "service_id": "s-1", "location_id": "loc-1"}],
        "addresses.csv": [address(location_id="loc-1")],
        "phones.csv": [{"id": "p-1", "service_id": "s-1", "number": "305-555-0150", "extension": 100}],
        "schedules.csv": [{"id": "h-1", "service_id": "s-1", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}],
        "languages.csv": [{"id": "l-1", "service_id": "s-1", "name": "Creole"}],
        "taxonomy_terms.csv": [{"id": "t-1", "name": "food", "code": "food", "taxonomy": "alder-needs"}],
        "attributes.csv": [{"id": "at-1", "link_id": "s-1", "link_entity": "service", "taxonomy_term_id": "t-1"}],
        "contacts.csv": [{"id": "x-1", "service_id": "s-1", "name": "Ann Persona"}],
    }
