"""The rules that every catalogue must keep, whatever the channel; pure: a catalogue in, problems out."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from typing import Any

from bot.content.catalogue import DRAFT, FALLBACK, Catalogue
from bot.content.check.grade import grade
from bot.content.check.problem import Problem
from bot.content.check.voice import RULES, broken, languages
from bot.content.speak import STANDING
from bot.safety.kind import Kind

CHANNELS = ("web", "sms")
_SECTIONS = ("lines", "buttons", "needs", "meanings")
_GRADE = 6  # school years, `voice.md`
_MARKS = "!\u00a1\uff01"
_PICTURE = re.compile("[\u2190-\u2bff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")
_QUESTIONS = "?\uff1f\u061f\u037e"


def problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Everything that is wrong or could be better, in the order of languages and lines."""
    for lang in catalogue.languages:
        for check in (_missing, _placeholders, _crisis, _voice, _lines, _stale, _unreviewed):
            yield from check(catalogue, lang)
    yield from _reachable(catalogue)


def texts(catalogue: Catalogue, lang: str, sections: tuple[str, ...] = _SECTIONS) -> Iterator[tuple[str, str]]:
    """Every text of a language with where it stands; each variant of a line apart."""
    for section in sections:
        for key, found in catalogue.languages[lang].get(section, {}).items():
            for variant, text in (found if isinstance(found, dict) else {"": found}).items():
                yield ".".join(part for part in (section, key, variant) if part), str(text)


def _missing(catalogue: Catalogue, lang: str) -> Iterator[Problem]:
    ours = catalogue.languages[FALLBACK]
    for section in _SECTIONS:
        theirs = catalogue.languages[lang].get(section, {})
        for key in ours[section]:
            if not str(theirs.get(key) or "").strip():
                says = "is not translated; people hear it in English, and are told so once"
                yield Problem(lang, f"{section}.{key}", "missing", says, blocks=False)
        for key in set(theirs) - set(ours[section]):
            yield Problem(lang, f"{section}.{key}", "unknown", "is said by nobody", blocks=False)


def _placeholders(catalogue: Catalogue, lang: str) -> Iterator[Problem]:
    for key in catalogue.languages[FALLBACK]["lines"]:
        for channel in CHANNELS:
            template, spoken = catalogue.line(key, lang, channel)
            if spoken != lang:
                continue
            theirs, ours = (_names(text) for text in (template, catalogue.line(key, FALLBACK, channel)[0]))
            if theirs is None:
                yield Problem(lang, f"lines.{key}", "placeholders", "has a { or } that does not close", channel=channel)
            elif theirs != ours:
                wrong = ", ".join(sorted(theirs ^ (ours or set())))
                says = f"does not have the same placeholders as English: {wrong}"
                yield Problem(lang, f"lines.{key}", "placeholders", says, channel=channel)


def _names(text: str) -> set[str] | None:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def _crisis(catalogue: Catalogue, lang: str) -> Iterator[Problem]:
    for kind in Kind:
        key = f"crisis_{kind.value}"
        if not str(catalogue.languages[lang]["lines"].get(key) or "").strip():
            yield Problem(
                lang, f"lines.{key}", "crisis", "is missing: nobody in a crisis may be answered in another language"
            )


def _voice(catalogue: Catalogue, lang: str) -> Iterator[Problem]:
    if lang not in languages():
        yield Problem(
            lang, f"voice/{lang}.yml", "voice", "is missing: nothing watches what this language says", blocks=False
        )
    for where, text in texts(catalogue, lang):
        yield from wording(lang, where, text)


def wording(lang: str, where: str, text: str) -> Iterator[Problem]:
    """What Alder never says, wherever it stands."""
    for rule in broken(text, lang):
        yield Problem(lang, where, rule, RULES[rule])
    if any(mark in text for mark in _MARKS):
        yield Problem(lang, where, "cheer", "has an exclamation mark")
    if _PICTURE.search(text):
        yield Problem(lang, where, "cheer", "has a picture")


def _lines(catalogue: Catalogue, lang: str) -> Iterator[Problem]:
    for where, text in texts(catalogue, lang, ("lines",)):
        yield from asking(lang, where, text)


def asking(lang: str, where: str, text: str) -> Iterator[Problem]:
    """One thing at a time, and in words that six years of school are enough for."""
    if sum(map(text.count, _QUESTIONS)) > 1 and "offer_language" not in where:
        yield Problem(lang, where, "one question", "asks more than one thing")
    years = grade(text, lang)
    if years is not None and years > _GRADE + 0.5:
        says = f"asks for {years:.0f} years of school, {_GRADE} is the aim"
        yield Problem(lang, where, "reading grade", says, blocks=False)


def _stale(catalogue: Catalogue, lang: str) -> Iterator[Problem]:
    of: Mapping[str, Any] = catalogue.languages[lang].get("translated_from", {})
    for key, mark in of.items():
        if key in catalogue.languages[FALLBACK]["lines"] and catalogue.english(key) != mark:
            yield Problem(lang, f"lines.{key}", "stale", "was translated from an English line that has changed", False)


def _unreviewed(catalogue: Catalogue, lang: str) -> Iterator[Problem]:
    drafts = [key for key in catalogue.languages[lang]["lines"] if catalogue.review(key, lang) == DRAFT]
    if drafts:
        yield Problem(lang, "lines", "review", f"has {len(drafts)} lines that no native speaker has reviewed", False)


def _reachable(catalogue: Catalogue) -> Iterator[Problem]:
    for key, shape in catalogue.shape["lines"].items():
        asks = key.startswith("ask_")
        if asks and not shape.get("question"):
            says = f"is a question without {', '.join(STANDING)} in reach"
            yield Problem(FALLBACK, f"lines.{key}", "reachable", says)
        payloads = {catalogue.shape["buttons"].get(name, f"/{name}") for name in shape.get("buttons", ())}
        if asks and key not in _LEFT_BY_WORDS and not payloads & {"/skip", "/deny"}:
            yield Problem(FALLBACK, f"lines.{key}", "reachable", "cannot be skipped or refused by a button")


# Open questions, at which there is nothing to skip: whatever is written next is an answer.
_LEFT_BY_WORDS = ("ask_after", "ask_menu")
