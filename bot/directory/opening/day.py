"""What one day holds: the spans that begin on it, as sure or doubtful, once exceptions and holidays are heard."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Sequence

from bot.directory.opening.notes import OnHolidays
from bot.directory.opening.schedule import Schedule, Span

_SPOKEN_OF = 3  # an exception of so few days was written with the holiday in it in mind


@dataclass
class Day:
    """``told``: something in force tells open from closed. ``holiday``: the hours would be surer on another day."""

    sure: list[Span] = field(default_factory=list)
    doubtful: list[Span] = field(default_factory=list)
    told: bool = False
    unknown: bool = False
    holiday: bool = False


def day_of(schedules: Sequence[Schedule], day: date, holiday: bool) -> Day:
    """The spans that begin on ``day``; ``holiday`` is whether it is a public one."""
    found = Day()
    weekday = day.weekday()
    exceptions, regular = [], []
    for rule in schedules:
        if not rule.holds_on(day):
            continue
        if rule.exception_days is not None:
            exceptions.append(rule)
        elif rule.span is None:
            found.unknown |= rule.vague and rule.recurs_on(day)
        elif not rule.days:
            found.doubtful.append(rule.span)
        else:
            found.told = True
            if weekday in rule.days and (rule.recurrence is None or rule.recurrence.falls_on(day)):
                regular.append(rule)
    if exceptions:
        regular = _exceptional(found, day, exceptions, regular)
    if holiday and regular:
        _on_a_holiday(found, schedules, day, regular)
    else:
        found.sure.extend(rule.span for rule in regular if rule.span)
    return found


def _exceptional(found: Day, day: date, exceptions: list[Schedule], regular: list[Schedule]) -> list[Schedule]:
    """Fill in what exceptions say, and give back those rules that a holiday may still change.

    The shortest exception on that day is the most particular; of equal ones the nearest layer's. When one is in force
    but has nothing for this weekday, the regular hours may or may not be: doubtful.
    """
    found.told |= any(rule.timed or rule.closed for rule in exceptions)
    untold = any(not rule.days for rule in exceptions)
    meant = [rule for rule in exceptions if rule.recurs_on(day)]
    if not meant:
        found.doubtful.extend(rule.span for rule in regular if rule.span)
        found.unknown |= untold
        return []
    nearest = min((rule.exception_days or 0, rule.layer) for rule in meant)
    chosen = [rule for rule in meant if (rule.exception_days or 0, rule.layer) == nearest]
    found.doubtful.clear()
    found.unknown = untold or any(rule.vague for rule in chosen)
    timed = [rule for rule in chosen if rule.span]
    if nearest[0] > _SPOKEN_OF:
        return timed
    found.sure.extend(rule.span for rule in timed if rule.span)
    return []


def _on_a_holiday(found: Day, schedules: Sequence[Schedule], day: date, regular: Sequence[Schedule]) -> None:
    """Closed where the text says so, open where it says so or never closes, and otherwise not known.

    To find a door closed is worse than to call first; a line that never closes must not seem to.
    """
    general = _general(schedules, day)
    always = covers_week(schedules, day)
    for rule in regular:
        assert rule.span is not None
        said = rule.on_holidays if rule.on_holidays is not OnHolidays.UNSAID else general
        if said is OnHolidays.OPEN or (said is OnHolidays.UNSAID and always):
            found.sure.append(rule.span)
            continue
        found.holiday = True
        if said is OnHolidays.UNSAID:
            found.doubtful.append(rule.span)


def _general(schedules: Sequence[Schedule], day: date) -> OnHolidays:
    """What rows without hours say for all the others."""
    said = {rule.on_holidays for rule in schedules if rule.span is None and rule.holds_on(day)} - {OnHolidays.UNSAID}
    return said.pop() if len(said) == 1 else OnHolidays.UNSAID


def covers_week(schedules: Sequence[Schedule], day: date) -> bool:
    """24 hours, seven days a week, by the regular rules in force on that day."""
    covered: set[int] = set()
    for rule in schedules:
        if rule.whole_day and rule.weekly and rule.exception_days is None and rule.holds_on(day):
            covered.update(rule.days)
    return len(covered) == 7
