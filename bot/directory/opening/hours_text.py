"""The hours of a service as one short line in a person's language, from CLDR day names and times (Babel)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from typing import Any, Iterator, Optional, Sequence

from bot.directory.opening.schedule import LAST_MINUTE, Schedule
from bot.yaml_file import read_yaml

_WORDS = Path(__file__).with_name("hours_words.yml")


@dataclass(frozen=True)
class _Speech:
    days: tuple[str, ...]
    hours_24: str
    by_appointment: str
    locale: Any
    pattern: str

    def clock(self, at: time) -> str:
        from babel.dates import format_time

        pattern = self.pattern
        if "h" in pattern and at.minute == 0:
            pattern = pattern.replace(":mm", "")
        spoken = format_time(at, pattern, locale=self.locale)
        return spoken.lower() if spoken.isascii() else spoken


def describe(schedules: Sequence[Schedule], lang: str = "en", on: Optional[date] = None) -> str:
    """For example ``Mon-Fri 9 am-5 pm; Sat 9 am-12 pm`` or ``lun-vie 9:00-17:00``; empty when nothing is known.

    Only plain hyphens and spaces, so that the line stays in GSM-7 where the words do. ``on`` leaves out rules that
    do not hold that day.
    """
    speech = _speech(lang)
    rules = [rule for rule in schedules if on is None or rule.holds_on(on)]
    week: dict[int, set[str]] = {}
    for rule in (rule for rule in rules if rule.timed):
        for day in rule.days:
            week.setdefault(day, set()).add(_span(rule, speech))
    parts = [_line(days, spans, speech) for days, spans in _grouped(week, rules, speech)]
    if any(rule.by_appointment for rule in rules):
        parts.append(speech.by_appointment)
    return "; ".join(parts)


def _grouped(
    week: dict[int, set[str]], rules: Sequence[Schedule], speech: _Speech
) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
    """Days with the same spans together, in the order of their first day; spans in the order they open."""
    order: dict[str, time] = {}
    for rule in (rule for rule in rules if rule.timed):
        order.setdefault(_span(rule, speech), rule.opens_at or time(0))
    groups: dict[tuple[str, ...], list[int]] = {}
    for day in sorted(week):
        spans = tuple(sorted(week[day], key=lambda span: order[span]))
        groups.setdefault(spans, []).append(day)
    for spans, days in groups.items():
        yield tuple(days), spans


def _line(days: tuple[int, ...], spans: tuple[str, ...], speech: _Speech) -> str:
    hours = ", ".join(spans)
    if len(days) == 7 and hours == speech.hours_24:
        return hours
    return f"{_days(days, speech)} {hours}"


def _days(days: tuple[int, ...], speech: _Speech) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names = []
    for run in runs:
        if len(run) > 2:
            names.append(f"{speech.days[run[0]]}-{speech.days[run[-1]]}")
        else:
            names.extend(speech.days[day] for day in run)
    return ", ".join(names)


def _span(rule: Schedule, speech: _Speech) -> str:
    if rule.whole_day:
        return speech.hours_24
    assert rule.opens_at is not None and rule.closes_at is not None
    closes = time(0) if rule.closes_at >= LAST_MINUTE else rule.closes_at
    return f"{speech.clock(rule.opens_at)}-{speech.clock(closes)}"


@lru_cache(maxsize=32)
def _speech(lang: str) -> _Speech:
    from babel import Locale, UnknownLocaleError

    words = read_yaml(_WORDS)
    base = lang.replace("_", "-").split("-")[0]
    own = {**words["en"], **words.get(base, {})}
    try:
        locale = Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    names = locale.days["stand-alone"]["abbreviated"]
    days = own.get("days") or [names[day].rstrip(".") for day in range(7)]
    pattern = own.get("pattern") or locale.time_formats["short"].pattern
    return _Speech(tuple(days), own["hours_24"], own["by_appointment"], locale, pattern.replace("\u202f", " "))
