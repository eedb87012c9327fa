"""How a language says days, times of day, dates and recurrences in the line of hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from typing import Any, Mapping, Optional, Sequence

from bot.directory.opening.recurrence import Freq, Nth
from bot.directory.opening.schedule import Schedule
from bot.yaml_file import read_yaml

_WORDS = Path(__file__).with_name("hours_words.yml")
_NO_DATES = ("ht",)  # CLDR lacks its months


@dataclass(frozen=True)
class Speech:
    """The words of one language. ``days`` are short names from Monday; ``pattern`` is CLDR's of a time of day."""

    lang: str
    words: Mapping[str, Any]
    days: tuple[str, ...]
    locale: Any
    pattern: str

    def clock(self, at: time) -> str:
        from babel.dates import format_time

        pattern = self.pattern
        if "h" in pattern and at.minute == 0:
            pattern = pattern.replace(":mm", "")
        spoken = format_time(at, pattern, locale=self.locale)
        return spoken.lower() if spoken.isascii() else spoken

    def weekdays(self, days: Sequence[int]) -> str:
        """``Mon-Fri, Sun``."""
        runs: list[list[int]] = []
        for day in days:
            if runs and runs[-1][-1] == day - 1:
                runs[-1].append(day)
            else:
                runs.append([day])
        names = []
        for run in runs:
            if len(run) > 2:
                names.append(f"{self.days[run[0]]}-{self.days[run[-1]]}")
            else:
                names.extend(self.days[day] for day in run)
        return ", ".join(names)

    def dates(self, first: date, last: date) -> str:
        """``Nov 26``, ``Dec 24-Dec 26``."""
        return "-".join(self._date(day) for day in dict.fromkeys((first, last)))

    def _date(self, day: date) -> str:
        from babel.dates import format_skeleton

        return day.isoformat() if self.lang in _NO_DATES else str(format_skeleton("MMMd", day, locale=self.locale))

    def nth(self, one: Nth) -> Optional[str]:
        """``1st Sat``, ``last Fri``."""
        n, weekday = one
        name = self.words.get("bare", self.days)[weekday]
        if n == -1:
            ending = self.words.get("last_endings")
            return str(self.words["last"].format(day=name, e=ending[weekday] if ending else ""))
        ending = self.words.get("endings")
        return str(self.words["nth"][n - 1].format(day=name, e=ending[weekday] if ending else "")) if n > 0 else None


def recurring(rule: Schedule, speech: Speech) -> Optional[str]:
    """``1st Sat, 3rd Sat of the month``, ``every 2 weeks Tue``; None for what every week has, and what has no words."""
    how = rule.recurrence
    if how is None:
        return None
    if how.freq is Freq.WEEKLY:
        key = "every_2_weeks" if how.interval == 2 else "every_weeks"
        return str(speech.words[key].format(n=how.interval, days=speech.weekdays(rule.days)))
    if how.freq is not Freq.MONTHLY or how.interval > 1 or (how.nth and how.month_days):
        return None
    said = [speech.nth(one) for one in sorted(how.nth, key=lambda one: (one[0] % 10, one[1]))]
    said += [speech.words["month_day"].format(n=day) if day > 0 else None for day in how.month_days]
    if any(one is None for one in said):
        return None
    return str(speech.words["monthly"].format(days=", ".join(one for one in said if one)))


@lru_cache(maxsize=32)
def speech_of(lang: str) -> Speech:
    """The words of a language; English ones where it has none."""
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
    return Speech(base, own, tuple(days), locale, pattern.replace("\u202f", " "))
