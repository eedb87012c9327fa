"""A person who says that they are under 18 is heard in every language; a count of something else is no age."""

from __future__ import annotations

import pytest

from bot.safety.minor import ages, of_age, says_under_age


@pytest.mark.parametrize(
    "text",
    [
        "im 15", "I'm only sixteen and scared",
        "tengo 15", "apenas tengo catorce... tengo catorce años",
        "j'ai 16 ans", "jai quinze ans", "g 17 ans",
        "tenho 15 anos", "eu só tenho dezesseis",
        "mwen gen 15 an", "m gen kenzan",
        "我今年15岁", "我才十六岁", "我15",
        "em 15 tuổi", "con mới mười sáu tuổi", "em moi 16",
        "저 15살이에요", "저는 아직 열여섯 살이에요", "저 열일곱이에요",
        "15 pa lang po ako", "kinse anyos ako", "ako po ay 16",
        "мне 15", "мне всего шестнадцать лет", "mne 16 let",
        "عمري 15", "عندي ١٦ سنة", "3omri 15", "انا عمري سبعتاشر سنة",
        "मैं 15 साल की हूँ", "meri umar 16 hai", "मेरी उम्र पंद्रह साल है",
    ],
)  # fmt: skip
def test_under_age(text: str) -> None:
    assert says_under_age(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm 15 weeks pregnant", "im 21", "im 15 minutes away",
        "tengo 15 dias aqui", "tengo 25 años",
        "j'ai 15 jours pour payer", "j'ai 30 ans",
        "tenho 12 dólares", "tenho 20 anos", "tenho 3 filhos",
        "mwen gen 15 jou", "m gen 30 an", "m gen 12 dola",
        "我15号去", "我今年25岁", "我才15天", "我12点下班",
        "em 25 tuổi", "em 15 phút nữa tới", "em có 12 đô",
        "저 15분 걸려요", "저는 25살이에요", "저 12시에 끝나요", "저 12명이랑 살아요",
        "25 pa lang ako", "ako 12 oras magtrabaho",
        "мне 25", "мне 15 минут идти", "мне 12 часов работать",
        "عمري 25", "عندي 12 ساعة شغل", "عندي 15 دولار",
        "मैं 25 साल की हूँ", "मैं 12 घंटे काम करती हूँ", "main 15 din se yahan hu",
        "my son is 15", "", "15",
    ],
)  # fmt: skip
def test_not_under_age(text: str) -> None:
    assert not says_under_age(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("im 21", True), ("tengo 25 años", True), ("我今年25岁", True),
        ("저는 25살이에요", True), ("мне 25", True), ("عمري 25", True),
        ("मैं 25 साल की हूँ", True), ("em 25 tuổi", True), ("25 pa lang ako", True),
        ("j'ai 30 ans", True), ("m gen 30 an", True),
        ("im 15", False),
        ("im 21, i was im 15 then", False), ("im 21 minutes away", False), ("I need food", False), ("", False),
    ],
)  # fmt: skip
def test_of_age(text: str, expected: bool) -> None:
    assert of_age(ages(text)) is expected
