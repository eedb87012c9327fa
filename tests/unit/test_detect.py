"""Which language a message is in: by the encoder, by its first word, or by the language it names."""

from __future__ import annotations

import pytest

from bot.content.catalogue import read_files
from bot.content.detect import by_first_word, by_name, by_script, detect

LANGUAGES = read_files().languages


@pytest.mark.parametrize(
    ("odds", "found"),
    [
        ({"ht": 0.95, "fr": 0.05}, "ht"),
        ({"pt": 0.6, "es": 0.4}, None),
        ({"tlh": 0.99, "en": 0.01}, None),
    ],
)
def test_the_encoder_must_be_sure_and_the_language_spoken(odds: dict[str, float], found: str | None) -> None:
    assert detect("three or more words", LANGUAGES, odds) == found


@pytest.mark.parametrize(
    ("text", "lang"),
    [("오늘 밤 잘 방이 필요해요 please", "ko"), ("我要找房子", "zh"), ("мне негде спать", "ru"), ("وين انام", "ar"),
     ("मदद <PERSON_1>", "hi"), ("i live with 李明 and his mother", None), ("33101", None)],
)  # fmt: skip
def test_a_script_of_one_language_decides(text: str, lang: str | None) -> None:
    assert by_script(text, LANGUAGES) == lang
    assert lang is None or detect(text, LANGUAGES, {"en": 1.0}) == lang


def test_without_the_encoder_a_detector_stands_in() -> None:
    assert detect("necesito un lugar donde dormir esta noche", LANGUAGES, {}) == "es"
    assert detect("ok", LANGUAGES, {}) is None


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("¡Hola!", "es"),
        ("hello?", "en"),
        ("你好，我想找个住的地方", "zh"),
        ("您好！", "zh"),
        ("здравствуйте!", "ru"),
        ("مرحبا،", "ar"),
        ("नमस्ते।", "hi"),
        ("안녕하세요?", "ko"),
        ("xin chào", "vi"),
        ("bonjou", "ht"),
        ("kumusta", "tl"),
        ("33101", None),
        ("", None),
    ],
)
def test_a_first_word_tells_the_language(text: str, lang: str | None) -> None:
    assert by_first_word(text, LANGUAGES) == lang


@pytest.mark.parametrize(
    ("text", "now", "lang"),
    [
        ("do you speak Russian?", "en", "ru"),
        ("¿hablan kreyòl?", "es", "ht"),
        ("说中文可以吗", "en", "zh"),
        ("هل تتكلم العربية؟", "en", "ar"),
        ("no english, español por favor", "en", "es"),
        ("english please", "en", "en"),
        ("another language", "en", None),
    ],
)
def test_a_language_is_known_by_its_name(text: str, now: str, lang: str | None) -> None:
    assert by_name(text, LANGUAGES, now) == lang
