"""Makes canaries in twelve languages: sentences with invented values, each value used once, and what to look for."""

from __future__ import annotations

import random
import string
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Iterator

import yaml

from tests.integration.needles import TYPES

LANGUAGES = ("en", "es", "fr", "pt", "ht", "zh", "vi", "ko", "tl", "ru", "ar", "hi")
PER_CONVERSATION = 3
_AROUND = 6  # characters beside an age: "43" alone stands in every file


@dataclass(frozen=True)
class Canary:
    """What somebody types in one message, and what must then be found nowhere."""

    language: str
    type: str
    text: str
    needles: tuple[str, ...]


def conversations(count: int) -> Iterator[list[Canary]]:
    """`count` conversations of three messages: every type in every language about equally often."""
    for number in range(count):
        language = LANGUAGES[number % len(LANGUAGES)]
        turn = number // len(LANGUAGES)
        types = [TYPES[(turn * PER_CONVERSATION + step) % len(TYPES)] for step in range(PER_CONVERSATION)]
        yield [_canary(language, type_, number * PER_CONVERSATION + step) for step, type_ in enumerate(types)]


@cache
def _content() -> dict[str, Any]:
    return dict(yaml.safe_load((Path(__file__).parent / "canaries.yml").read_text(encoding="utf-8")))


def _canary(language: str, type_: str, number: int) -> Canary:
    content = _content()[language]
    sentences = content["sentences"][type_]
    value = _value(content, type_, number)
    before, after = sentences[number % len(sentences)].split("{}")
    needles: tuple[str, ...] = (before[-_AROUND:] + value + after[:_AROUND] if type_ == "AGE" else value,)
    if type_ == "PERSON" and language != "vi":  # there a part of a name is an everyday syllable
        needles += tuple(value.split())
    return Canary(language, type_, before + value + after, needles)


def _value(content: Any, type_: str, number: int) -> str:
    chance = random.Random(f"{type_}-{number}")
    word = "".join(chance.choices(string.ascii_lowercase, k=7))
    letters = "".join(chance.choices("BCDFGHJKLMNPQRSTVWXZ", k=3))
    digits = f"{number * 7919 % 10_000:04d}"
    listed = {"PERSON": "names", "LOCATION": "places", "ORGANIZATION": "organizations"}
    if type_ in listed:
        return str(content[listed[type_]][number % len(content[listed[type_]])])
    values = {
        "ADDRESS": str(content["streets"][number % len(content["streets"])]).format(n=1000 + number),
        "PHONE": f"786-555-{digits}",
        "EMAIL": f"canary.{word}@example.org",
        "URL": f"https://{word}.example.com/p{number}",
        "SOCIAL_HANDLE": f"@{word}_{number}",
        "DATE_OF_BIRTH": f"{1 + number % 12:02d}/{1 + number % 28:02d}/{1960 + number % 45}",
        "AGE": str(19 + number % 60),
        "GOVERNMENT_ID": f"A{200_000_000 + number * 7919}",
        "FINANCIAL": f"4539 1488 {digits} {(number * 6007 + 1234) % 10_000:04d}",
        "VEHICLE": f"{letters}-{digits}",
        "IP_ADDRESS": f"198.51.{100 + number % 100}.{number % 250 + 1}",
    }
    return values[type_]
