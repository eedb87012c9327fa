"""The question in hand: what is masked only because it was asked for, and which answers pass."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("expecting", "text", "redacted"),
    [
        ("LOCATION", "hialeah", "<LOCATION_1>"),
        ("LOCATION", "Kissimee", "<LOCATION_1>"),
        ("LOCATION", "tampa or orlando", "<LOCATION_1> or <LOCATION_2>"),
        ("LOCATION", "yes 33101 please", "yes <LOCATION_1> please"),
        ("LOCATION", "the bronx", "<LOCATION_1>"),
        ("LOCATION", "downtown miami", "downtown <LOCATION_1>"),
        ("PHONE", "55501", "<PHONE_1>"),
        ("PERSON", "Xiomara", "<PERSON_1>"),
        ("PERSON", "qbrielle", "<PERSON_1>"),
        ("AGE", "15", "<AGE_1>"),
        ("AGE", "quince", "<AGE_1>"),
        ("DATE_OF_BIRTH", "march 5", "<DATE_OF_BIRTH_1>"),
        ("EMAIL", "luz.marina", "<EMAIL_1>"),
        ("ADDRESS", "12 oak", "<ADDRESS_1>"),
        ("GOVERNMENT_ID", "4821 77", "<GOVERNMENT_ID_1>"),
        ("VEHICLE", "KJH 482", "KJH <VEHICLE_1>"),
    ],
)
def test_an_expected_answer_is_masked(redactor: Any, expecting: Any, text: Any, redacted: Any) -> None:
    assert redactor.redact(text, expecting=expecting).text == redacted


@pytest.mark.parametrize("expecting", ["LOCATION", "PHONE", "PERSON", "EMAIL", "AGE", "ADDRESS", "ORGANIZATION"])
@pytest.mark.parametrize(
    "text",
    [
        "no",
        "Skip",
        "anywhere",
        "en cualquier lugar",
        "help",
        "I don't want to say",
        "no sé",
        "I want to die",
        "near the church",
    ],
)
def test_other_answers_pass(redactor: Any, expecting: Any, text: Any) -> None:
    assert redactor.redact(text, expecting=expecting).text == text


def test_five_digits_in_a_sentence_are_a_zip_only_when_expected(redactor: Any) -> None:
    text = "they wrote 33101 on it"
    assert redactor.redact(text).text == text
    assert redactor.redact(text, expecting="LOCATION").text == "they wrote <LOCATION_1> on it"
    assert redactor.redact("33101").text == "<LOCATION_1>"
