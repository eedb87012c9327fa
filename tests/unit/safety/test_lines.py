"""Help lines: never absent, always verified, said for the language and the channel."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
import yaml

from bot.safety.kind import Kind
from bot.safety.lines import FILE, Channel, LinesError, lines_for, load, staffed_lines

# The characters of GSM 03.38 that the SMS sentences may use; one other letter doubles the price of the message.
GSM_LETTERS = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;'()-/éñüàòù¡¿&")


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("lang", ["en", "es", "ht", "xx"])
@pytest.mark.parametrize("channel", get_args(Channel))
def test_no_crisis_is_left_without_a_line(kind: Kind, lang: str, channel: Channel) -> None:
    lines = lines_for(kind, lang, channel)
    assert lines
    assert all(line.reach and line.verified_on for line in lines)


def test_first_line_fits_the_crisis() -> None:
    assert lines_for(Kind.DANGER, "en", "web")[0].id == "emergency"
    assert lines_for(Kind.MEDICAL, "en", "web")[0].id == "emergency"
    assert lines_for(Kind.SELF_HARM, "en", "sms")[0].id == "lifeline_988"


@pytest.mark.parametrize("channel", get_args(Channel))
def test_988_in_spanish_says_two_and_ayuda(channel: Channel) -> None:
    line = lines_for(Kind.SELF_HARM, "es", channel)[0]
    assert line.lang == "es"
    assert "marque 2" in line.reach
    assert "AYUDA al 988" in line.reach


def test_a_language_without_words_says_that_it_fell_back() -> None:
    assert {line.lang for line in lines_for(Kind.SELF_HARM, "ht", "web")} == {"en"}


def test_nobody_is_sent_to_a_line_that_cannot_understand_them() -> None:
    assert "crisis_text_line" not in {line.id for line in lines_for(Kind.SELF_HARM, "es", "sms")}


def test_a_person_means_a_staffed_line() -> None:
    assert staffed_lines("es", "sms")[0].id == "trafficking_hotline"


def test_sms_sentences_stay_in_the_cheap_alphabet() -> None:
    for entry in load(FILE).lines:
        for lang, reach in entry.reach.items():
            assert set(reach.sms) <= GSM_LETTERS, f"{entry.id} {lang}"


def _broken(tmp_path: Path, change: dict[str, object]) -> Path:
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    content["lines"][0] |= change
    path = tmp_path / "lines.yml"
    path.write_text(yaml.safe_dump({key: value for key, value in content.items()}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "change",
    [
        {"verified_on": None},
        {"voice": None, "text": None},
        {"reach": {"es": {"web": "x", "sms": "x"}}},
        {"id": "renamed"},
        {"unknown": 1},
    ],
)
def test_a_line_that_is_not_whole_stops_the_start(tmp_path: Path, change: dict[str, object]) -> None:
    with pytest.raises(LinesError):
        load(_broken(tmp_path, change))
