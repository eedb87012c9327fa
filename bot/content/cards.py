"""A service as a few short lines: what it is, whether it is open, how to reach it, what it costs."""

from __future__ import annotations

from typing import Any, Iterator

from bot.content.catalogue import Catalogue, CatalogueError
from bot.content.locale import listed, number
from bot.directory.opening.hours_text import describe
from bot.directory.searching.query import Hit, Phone


def card(catalogue: Catalogue, hit: Hit, lang: str, channel: str) -> str:
    """The card of one hit. By SMS only what is needed to decide and to call."""
    lines = list(_always(catalogue, hit, lang, channel))
    if channel != "sms":
        lines += _more(catalogue, hit, lang, channel)
    return "\n".join(line for line in lines if line)


def _always(catalogue: Catalogue, hit: Hit, lang: str, channel: str) -> Iterator[str]:
    yield hit.name
    yield hit.description or ""
    yield _hours(catalogue, hit, lang, channel)
    if hit.holiday:
        yield _line(catalogue, "card_holiday", lang, channel)
    for phone in hit.phones:
        yield _phone(catalogue, phone, lang, channel)
    if hit.languages:
        names = listed([language_name(catalogue, code, lang) for code in hit.languages], lang)
        yield _line(catalogue, "card_languages", lang, channel, languages=names)
    if hit.cost:
        yield _line(catalogue, "card_cost", lang, channel, cost=hit.cost)
    if hit.confidential:
        yield _line(catalogue, "card_private_address", lang, channel)


def _more(catalogue: Catalogue, hit: Hit, lang: str, channel: str) -> Iterator[str]:
    if hit.eligibility:
        yield _line(catalogue, "card_eligibility", lang, channel, eligibility=hit.eligibility)
    if hit.address:
        yield _line(catalogue, "card_address", lang, channel, address=hit.address)
    if hit.distance_miles is not None:
        yield _line(catalogue, "card_distance", lang, channel, miles=number(max(1, round(hit.distance_miles)), lang))
    if hit.url:
        yield _line(catalogue, "card_web", lang, channel, url=hit.url)


def language_name(catalogue: Catalogue, code: str, lang: str) -> str:
    """A language's name in ``lang``; those of imported files that the catalogue does not name come from CLDR."""
    from babel import Locale, UnknownLocaleError

    try:
        return catalogue.title("language_names", code, lang)
    except CatalogueError:
        pass
    try:
        return str(Locale.parse(lang).languages.get(code.split("-")[0], code))
    except (UnknownLocaleError, ValueError):
        return code


def _phone(catalogue: Catalogue, phone: Phone, lang: str, channel: str) -> str:
    key = "card_call_extension" if phone.extension else "card_call"
    if phone.type == "text":
        key = "card_text_word" if phone.keyword else "card_text"
    elif phone.type == "tty":
        key = "card_tty"
    values = {"number": phone.number, "extension": phone.extension, "word": phone.keyword}
    return _line(catalogue, key, lang, channel, **values)


def _hours(catalogue: Catalogue, hit: Hit, lang: str, channel: str) -> str:
    text = describe(hit.hours, lang)
    if not text:
        return _line(catalogue, "card_hours_unknown", lang, channel)
    key = {True: "card_open", False: "card_closed", None: "card_hours"}[hit.open_now]
    return _line(catalogue, key, lang, channel, hours=text)


def _line(catalogue: Catalogue, key: str, lang: str, channel: str, **values: Any) -> str:
    return catalogue.line(key, lang, channel)[0].format(**values)
