"""The hours of a service as one short line in a person's language, from CLDR day names and times (Babel)."""

from __future__ import annotations

from datetime import date, time
from typing import Iterable, Iterator, Optional, Sequence

from bot.directory.opening.schedule import LAST_MINUTE, Schedule
from bot.directory.opening.speech import Speech, recurring, speech_of


def describe(schedules: Sequence[Schedule], lang: str = "en", on: Optional[date] = None) -> str:
    """For example ``Mon-Fri 9 am-5 pm; 1st Sat of the month 9 am-12 pm; Nov 26 closed``; empty if nothing is known.

    Only plain hyphens and spaces, so that the line stays in GSM-7 where the words do. ``on`` leaves out rules that
    do not hold that day. A recurrence that there are no words for is left out.
    """
    speech = speech_of(lang)
    rules = [rule for rule in schedules if on is None or rule.holds_on(on)]
    regular = [rule for rule in rules if rule.timed and rule.exception_days is None]
    parts = [*_weekly([rule for rule in regular if rule.weekly], speech), *_recurring(regular, speech)]
    if any(rule.by_appointment and rule.exception_days is None for rule in rules):
        parts.append(speech.words["by_appointment"])
    return "; ".join([*parts, *_exceptions(rules, speech)])


def _weekly(rules: Sequence[Schedule], speech: Speech) -> Iterator[str]:
    """Days with the same spans together, in the order of their first day; spans in the order they open."""
    week: dict[int, list[Schedule]] = {}
    for rule in rules:
        for day in rule.days:
            week.setdefault(day, []).append(rule)
    groups: dict[str, list[int]] = {}
    for day in sorted(week):
        groups.setdefault(_spans(week[day], speech), []).append(day)
    for hours, days in groups.items():
        yield hours if len(days) == 7 and hours == speech.words["hours_24"] else f"{speech.weekdays(days)} {hours}"


def _recurring(rules: Sequence[Schedule], speech: Speech) -> Iterator[str]:
    groups: dict[str, list[Schedule]] = {}
    for rule in rules:
        said = recurring(rule, speech)
        if said:
            groups.setdefault(said, []).append(rule)
    for said, same in groups.items():
        yield f"{said} {_spans(same, speech)}"


def _exceptions(rules: Sequence[Schedule], speech: Speech) -> Iterator[str]:
    """In the order of their dates: ``Nov 26 closed``, ``Dec 21-Dec 24 Mon-Wed 9 am-12 pm``."""
    groups: dict[tuple[date, date], list[Schedule]] = {}
    for rule in rules:
        if rule.exception_days and rule.valid_from and rule.valid_to and (rule.closed or rule.timed):
            groups.setdefault((rule.valid_from, rule.valid_to), []).append(rule)
    for (first, last), same in sorted(groups.items(), key=lambda group: group[0]):
        timed = [rule for rule in same if rule.span]
        every_day = first == last or all(len(rule.days) >= min((last - first).days + 1, 7) for rule in timed)
        hours = _spans(timed, speech) if every_day else ", ".join(_weekly(timed, speech))
        yield f"{speech.dates(first, last)} {hours if timed else speech.words['closed']}"


def _spans(rules: Iterable[Schedule], speech: Speech) -> str:
    ordered = sorted(rules, key=lambda rule: rule.opens_at or time(0))
    return ", ".join(dict.fromkeys(_span(rule, speech) for rule in ordered))


def _span(rule: Schedule, speech: Speech) -> str:
    if rule.whole_day:
        return str(speech.words["hours_24"])
    assert rule.opens_at is not None and rule.closes_at is not None
    closes = time(0) if rule.closes_at >= LAST_MINUTE else rule.closes_at
    return f"{speech.clock(rule.opens_at)}-{speech.clock(closes)}"
