"""The towns of the United States, from the ZIP code package, loaded only when first asked for."""

from __future__ import annotations

from functools import lru_cache

from redaction.view import fold


@lru_cache(maxsize=1)
def us_cities() -> frozenset[str]:
    """Every postal city name of the `zipcodes` package, folded; about 25,000 names, half a second the first time."""
    import zipcodes

    names: set[str] = set()
    for row in zipcodes.list_all():
        names.add(fold(row["city"]))
        names.update(fold(name) for name in row["acceptable_cities"])
    return frozenset(names)
