"""Recognizers of document, money and vehicle numbers: match, weak match, no match."""

from __future__ import annotations

from typing import Any

import pytest

from redaction.frame import THRESHOLD
from redaction.recognizers.generic.bank_account import BankAccount
from redaction.recognizers.generic.card import Card
from redaction.recognizers.generic.case_number import CaseNumber
from redaction.recognizers.generic.driving_licence import DrivingLicence
from redaction.recognizers.generic.iban import Iban
from redaction.recognizers.generic.national_id import NationalId
from redaction.recognizers.generic.opaque_number import OpaqueNumber
from redaction.recognizers.generic.passport import Passport
from redaction.recognizers.generic.vehicle import Vehicle
from redaction.recognizers.generic.visa import Visa
from redaction.recognizers.gt.dpi import Dpi
from redaction.recognizers.hn.dni import Dni
from redaction.recognizers.mx.curp import Curp
from redaction.recognizers.mx.rfc import Rfc
from redaction.recognizers.sv.dui import Dui
from redaction.recognizers.us.alien_number import AlienNumber
from redaction.recognizers.us.itin import Itin
from redaction.recognizers.us.ssn import Ssn
from redaction.recognizers.us.uscis_receipt import UscisReceipt
from tests.unit.redaction.tables import table_tests

MATCH = [
    (Ssn, "my ssn is 123-45-6789", "123-45-6789"),
    (Ssn, "123 45 6789", "123 45 6789"),
    (Ssn, "000-00-0000", "000-00-0000"),
    (Ssn, "123456789", "123456789"),
    (Ssn, "social ends in 6789", "6789"),
    (Ssn, "seguro social es 123-45-678", "123-45-678"),
    (Itin, "912-78-1234", "912-78-1234"),
    (Itin, "itin: 912781234", "912781234"),
    (AlienNumber, "A123456789", "A123456789"),
    (AlienNumber, "A# 098-765-432", "A# 098-765-432"),
    (AlienNumber, "alien number 98765432", "98765432"),
    (UscisReceipt, "EAC2190012345", "EAC2190012345"),
    (UscisReceipt, "ioe 0912345678", "ioe 0912345678"),
    (UscisReceipt, "WAC-21-900-12345", "WAC-21-900-12345"),
    (Passport, "passport number is C01234567", "C01234567"),
    (Passport, "mi pasaporte es g12345678", "g12345678"),
    (Visa, "visa number 12345678", "12345678"),
    (Visa, "my i-94 is 123456789A1", "123456789A1"),
    (DrivingLicence, "driver's license F255-921-50-609-4", "F255-921-50-609-4"),
    (DrivingLicence, "licencia 12345678", "12345678"),
    (NationalId, "cedula 001-1234567-8", "001-1234567-8"),
    (NationalId, "mi INE es 1234567890123", "1234567890123"),
    (NationalId, "cedula 1.023.456.789", "1.023.456.789"),
    (CaseNumber, "case number 22-CV-1234", "22-CV-1234"),
    (CaseNumber, "expediente 123/2024", "123/2024"),
    (CaseNumber, "docket 1:22-cv-20123", "1:22-cv-20123"),
    (Curp, "GARM850101MDFRRN09", "GARM850101MDFRRN09"),
    (Curp, "garm850101mdfrrn0", "garm850101mdfrrn0"),
    (Rfc, "GARM850101AB1", "GARM850101AB1"),
    (Dui, "01234567-8", "01234567-8"),
    (Dpi, "1234 56789 0101", "1234 56789 0101"),
    (Dni, "0801-1990-12345", "0801-1990-12345"),
    (Card, "4111 1111 1111 1111", "4111 1111 1111 1111"),
    (Card, "4111-1111-1111-1112", "4111-1111-1111-1112"),
    (Card, "card ending in 4242", "4242"),
    (Iban, "DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00"),
    (Iban, "de89370400440532013001", "de89370400440532013001"),
    (BankAccount, "account number 000123456789", "000123456789"),
    (BankAccount, "mi cuenta es 0123456789", "0123456789"),
    (BankAccount, "my pin is 4821", "4821"),
    (Vehicle, "his plate is ABC 1234", "ABC 1234"),
    (Vehicle, "placas yaa123b", "yaa123b"),
    (Vehicle, "1HGCM82633A004352", "1HGCM82633A004352"),
    (OpaqueNumber, "it says 12345678901", "12345678901"),
    (OpaqueNumber, "QX-1234-ZZ9", "QX-1234-ZZ9"),
]

WEAK = [
    (Passport, "C01234567"),
    (Visa, "12345678"),
    (DrivingLicence, "F123-456-78-90"),
    (NationalId, "1.023.456.789"),
    (CaseNumber, "22-CV-1234"),
    (Vehicle, "XYZ-1234"),
]

NO_MATCH = [
    (Itin, "owe 35,000"),
    (Rfc, "ABC 12"),
    (Dpi, "2500 12"),
    (Dni, "0801 y 9"),
    (Dui, "04 771"),
    (Ssn, "33101"),
    (Ssn, "social worker"),
    (Ssn, "social security card was stolen"),
    (AlienNumber, "a 5 year plan"),
    (UscisReceipt, "linda 12"),
    (Passport, "he took my passport and 2 phones"),
    (Visa, "a T visa or a U visa"),
    (DrivingLicence, "I lost my license 2 weeks ago"),
    (NationalId, "no tengo cedula"),
    (CaseNumber, "in case he comes at 8"),
    (CaseNumber, "caso 3"),
    (Curp, "curp perdida"),
    (Card, "my card was stolen"),
    (Card, "I owe 5000"),
    (Iban, "no digits in this sentence"),
    (BankAccount, "my account is empty"),
    (Vehicle, "the car plate is dirty"),
    (Vehicle, "two plates of food"),
    (OpaqueNumber, "$5000000"),
    (OpaqueNumber, "2500000 pesos"),
    (OpaqueNumber, "123456"),
]


test_match, test_weak_match_needs_context, test_no_match = table_tests(MATCH, WEAK, NO_MATCH)


@pytest.mark.parametrize(
    ("recognizer", "right", "wrong"),
    [
        (Card, "4111111111111111", "4111111111111112"),
        (Iban, "DE89370400440532013000", "DE89370400440532013001"),
    ],
)
def test_a_checksum_only_raises_the_score(matches: Any, recognizer: Any, right: Any, wrong: Any) -> None:
    assert matches(recognizer, right)[0][1] == 1.0
    assert THRESHOLD <= matches(recognizer, wrong)[0][1] < 1.0


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("he drives a white van KJH 482", "he drives a white van <VEHICLE_1>"),
        ("the room KJH 482", "the room KJH 482"),
        ("my cedula, they kept it: 1.023.456", "my cedula, they kept it: <GOVERNMENT_ID_1>"),
    ],
)
def test_context_lifts_a_weak_match_over_the_threshold(redactor: Any, text: Any, redacted: Any) -> None:
    assert redactor.redact(text).text == redacted
