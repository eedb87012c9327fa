"""Recognizers of national identifiers, by country: match, weak match, no match. Every number is invented."""

from __future__ import annotations

from typing import Any

import pytest

from redaction.recognizers.ae.emirates_id import EmiratesId
from redaction.recognizers.ar.cuil import Cuil
from redaction.recognizers.ar.dni import ArgentineDni
from redaction.recognizers.bo.ci import BolivianCi
from redaction.recognizers.br.cnh import Cnh
from redaction.recognizers.br.cnpj import Cnpj
from redaction.recognizers.br.cpf import Cpf
from redaction.recognizers.br.pis import Pis
from redaction.recognizers.br.rg import Rg
from redaction.recognizers.cn.resident_id import ChineseResidentId
from redaction.recognizers.co.cedula import ColombianCedula
from redaction.recognizers.cu.ci import CubanCi
from redaction.recognizers.do.cedula import DominicanCedula
from redaction.recognizers.dz.nin import AlgerianNin
from redaction.recognizers.ec.cedula import EcuadorianCedula
from redaction.recognizers.eg.national_id import EgyptianNationalId
from redaction.recognizers.fr.cni import FrenchCni
from redaction.recognizers.fr.nir import Nir
from redaction.recognizers.gh.card import GhanaCard
from redaction.recognizers.ht.cin import HaitianCin
from redaction.recognizers.ht.nif import HaitianNif
from redaction.recognizers.ht.ninu import Ninu
from redaction.recognizers.in_.aadhaar import Aadhaar
from redaction.recognizers.in_.epic import Epic
from redaction.recognizers.in_.pan import Pan
from redaction.recognizers.iq.national_card import IraqiNationalCard
from redaction.recognizers.jo.national_number import JordanianNationalNumber
from redaction.recognizers.kr.resident_number import KoreanResidentNumber
from redaction.recognizers.lb.identity_card import LebaneseIdentityCard
from redaction.recognizers.ma.cin import MoroccanCin
from redaction.recognizers.ng.nin import NigerianNin
from redaction.recognizers.ni.cedula import NicaraguanCedula
from redaction.recognizers.np.citizenship import CitizenshipCertificate
from redaction.recognizers.pe.dni import PeruvianDni
from redaction.recognizers.ph.philsys import Philsys
from redaction.recognizers.ph.sss import Sss
from redaction.recognizers.ph.tin import PhilippineTin
from redaction.recognizers.ph.umid import Umid
from redaction.recognizers.pt.cartao_de_cidadao import CartaoDeCidadao
from redaction.recognizers.pt.nif import PortugueseNif
from redaction.recognizers.ru.inland_passport import InlandPassport
from redaction.recognizers.ru.inn import Inn
from redaction.recognizers.ru.snils import Snils
from redaction.recognizers.sa.iqama import Iqama
from redaction.recognizers.ua.rnokpp import Rnokpp
from redaction.recognizers.ua.unzr import Unzr
from redaction.recognizers.ve.cedula import VenezuelanCedula
from redaction.recognizers.vn.cccd import Cccd
from redaction.recognizers.vn.cmnd import Cmnd
from tests.unit.redaction.tables import table_tests

MATCH = [
    (Cpf, "123.456.789-00", "123.456.789-00"),
    (Cpf, "123 456 789-00", "123 456 789-00"),
    (Cpf, "12345678909", "12345678909"),
    (Cpf, "meu cpf é 12345678900", "12345678900"),
    (Rg, "12.345.678-x", "12.345.678-x"),
    (Rg, "MG-12.345.678", "MG-12.345.678"),
    (Cnpj, "12.345.678/0001-00", "12.345.678/0001-00"),
    (Cnpj, "12.abc.345/01de-35", "12.abc.345/01de-35"),
    (Cnpj, "12345678/0001-00", "12345678/0001-00"),
    (Pis, "123.45678.90-1", "123.45678.90-1"),
    (Cnh, "CNH 01234567890", "01234567890"),
    (PortugueseNif, "PT 234 567 890", "PT 234 567 890"),
    (PortugueseNif, "123456789", "123456789"),
    (CartaoDeCidadao, "12345678 9 ZX1", "12345678 9 ZX1"),
    (CartaoDeCidadao, "123456789zx1", "123456789zx1"),
    (Nir, "1 85 05 78 006 084 00", "1 85 05 78 006 084 00"),
    (Nir, "2 99 13 2A 999 999", "2 99 13 2A 999 999"),
    (Nir, "285051800608400", "285051800608400"),
    (HaitianNif, "003-123-456-7", "003-123-456-7"),
    (HaitianCin, "01-02-99-1985-05-00012", "01-02-99-1985-05-00012"),
    (HaitianCin, "01029919850500012", "01029919850500012"),
    (Ninu, "NINU mwen se 1234567890", "1234567890"),
    (ChineseResidentId, "身份证号码990105199912310020。", "990105199912310020"),
    (ChineseResidentId, "990105 19991231 002x", "990105 19991231 002x"),
    (ChineseResidentId, "９９０１０５１９９９１２３１００２０", "９９０１０５１９９９１２３１００２０"),
    (ChineseResidentId, "99010519993931002X", "99010519993931002X"),
    (ChineseResidentId, "990105991231002", "990105991231002"),
    (Cccd, "001099012345", "001099012345"),
    (Cccd, "001 099 012 345", "001 099 012 345"),
    (Cccd, "cccd: 123456789", "123456789"),
    (Cmnd, "CMND số 123456789", "123456789"),
    (KoreanResidentNumber, "990101-1234567", "990101-1234567"),
    (KoreanResidentNumber, "주민번호는 990101-5234567입니다", "990101-5234567"),
    (KoreanResidentNumber, "991399-1234567", "991399-1234567"),
    (KoreanResidentNumber, "990101-1******", "990101-1******"),
    (KoreanResidentNumber, "9901011234567", "9901011234567"),
    (Philsys, "PhilSys 1234-5678-9012-3456", "1234-5678-9012-3456"),
    (Sss, "12-3456789-0", "12-3456789-0"),
    (Sss, "sss number 1234567890", "1234567890"),
    (PhilippineTin, "123-456-789-000", "123-456-789-000"),
    (PhilippineTin, "123-456-789", "123-456-789"),
    (Umid, "0012-3456789-0", "0012-3456789-0"),
    (InlandPassport, "4508 123456", "4508 123456"),
    (InlandPassport, "45 08 № 123456", "45 08 № 123456"),
    (InlandPassport, "серия 4508 номер 123456", "4508 номер 123456"),
    (Snils, "123-456-789 00", "123-456-789 00"),
    (Snils, "12345678964", "12345678964"),
    (Snils, "мой снилс 12345678900", "12345678900"),
    (Inn, "123456789047", "123456789047"),
    (Inn, "ИНН: 123456789000", "123456789000"),
    (Rnokpp, "2345678902", "2345678902"),
    (Rnokpp, "мій РНОКПП 2345678900", "2345678900"),
    (Unzr, "19990101-01234", "19990101-01234"),
    (Aadhaar, "2345 6789 0123", "2345 6789 0123"),
    (Aadhaar, "2345-6789-0123", "2345-6789-0123"),
    (Aadhaar, "xxxx xxxx 0123", "xxxx xxxx 0123"),
    (Aadhaar, "आधार नंबर २३४५६७८९०१२३", "२३४५६७८९०१२३"),
    (Pan, "ABCPZ1234K", "ABCPZ1234K"),
    (Pan, "abcpz1234k", "abcpz1234k"),
    (Epic, "XYZ1234567", "XYZ1234567"),
    (Epic, "ZZ/01/001/123456", "ZZ/01/001/123456"),
    (CitizenshipCertificate, "27-01-72-12345", "27-01-72-12345"),
    (CitizenshipCertificate, "२७-०१-७२-१२३४५", "२७-०१-७२-१२३४५"),
    (EgyptianNationalId, "29901018812345", "29901018812345"),
    (EgyptianNationalId, "٢٩٩٠١٠١٨٨١٢٣٤٥", "٢٩٩٠١٠١٨٨١٢٣٤٥"),
    (Iqama, "iqama number 2123456789", "2123456789"),
    (Iqama, "الإقامة 2123456789", "2123456789"),
    (EmiratesId, "784-1999-1234567-1", "784-1999-1234567-1"),
    (EmiratesId, "784199912345671", "784199912345671"),
    (EmiratesId, "784-1999-123456-1", "784-1999-123456-1"),
    (LebaneseIdentityCard, "000012345678", "000012345678"),
    (AlgerianNin, "11 999 0012 00123 45 67", "11 999 0012 00123 45 67"),
    (ColombianCedula, "NUIP 1023456789", "1023456789"),
    (VenezuelanCedula, "V-12345678", "V-12345678"),
    (VenezuelanCedula, "v12.345.678", "v12.345.678"),
    (VenezuelanCedula, "E 81234567", "E 81234567"),
    (VenezuelanCedula, "V-12345678-9", "V-12345678-9"),
    (EcuadorianCedula, "171234567-8", "171234567-8"),
    (NicaraguanCedula, "001-010199-0001A", "001-010199-0001A"),
    (NicaraguanCedula, "0010101990001a", "0010101990001a"),
    (NicaraguanCedula, "001-010199-0001", "001-010199-0001"),
    (DominicanCedula, "001-1234567-8", "001-1234567-8"),
    (DominicanCedula, "40212345678", "40212345678"),
    (BolivianCi, "1234567-1A", "1234567-1A"),
    (BolivianCi, "1234567 CB", "1234567 CB"),
    (Cuil, "20-12345678-9", "20-12345678-9"),
    (NigerianNin, "my NIN is 12345678901", "12345678901"),
    (NigerianNin, "AB123456789012YZ", "AB123456789012YZ"),
    (GhanaCard, "GHA-123456789-0", "GHA-123456789-0"),
    (GhanaCard, "gha1234567890", "gha1234567890"),
    (GhanaCard, "ZZZ-123456789-0", "ZZZ-123456789-0"),
]

WEAK = [
    (Cpf, "12345678900"),
    (Rg, "123456789"),
    (Pis, "12345678900"),
    (Cnh, "01234567890"),
    (PortugueseNif, "234 567 891"),
    (Nir, "2850518006084"),
    (FrenchCni, "X4RTBPFW4"),
    (FrenchCni, "990699312345"),
    (HaitianNif, "0031234567"),
    (Ninu, "1234567890"),
    (Cccd, "1234 5678 9012"),
    (Cmnd, "123456789"),
    (KoreanResidentNumber, "990101-1"),
    (Philsys, "1234-5678-9012-3456"),
    (Sss, "1234567890"),
    (InlandPassport, "4508123456"),
    (Snils, "12345678900"),
    (Inn, "123456789000"),
    (Rnokpp, "2345678900"),
    (Aadhaar, "234567890123"),
    (Epic, "XYZ 1234567"),
    (CitizenshipCertificate, "1234/056"),
    (EgyptianNationalId, "29913458812345"),
    (Iqama, "2123456789"),
    (MoroccanCin, "AB123456"),
    (MoroccanCin, "A 12345"),
    (IraqiNationalCard, "1999 1234 5678"),
    (IraqiNationalCard, "A12345678"),
    (JordanianNationalNumber, "9991234567"),
    (LebaneseIdentityCard, "123456789012"),
    (AlgerianNin, "119990012001234567"),
    (ColombianCedula, "1.023.456.789"),
    (ColombianCedula, "52345678"),
    (PeruvianDni, "12345678"),
    (PeruvianDni, "12345678-K"),
    (EcuadorianCedula, "1712345678"),
    (CubanCi, "99010112345"),
    (DominicanCedula, "00112345671"),
    (BolivianCi, "1234567"),
    (ArgentineDni, "12.345.678"),
    (ArgentineDni, "F1234567"),
    (Cuil, "20123456789"),
    (NigerianNin, "12345678901"),
]

NO_MATCH = [
    (ArgentineDni, "$35.000"),
    (Cmnd, "12 34"),
    (Cnh, "cnh vencida"),
    (EcuadorianCedula, "12-3"),
    (IraqiNationalCard, "1999"),
    (LebaneseIdentityCard, "room 12"),
    (Ninu, "10 an"),
    (PeruvianDni, "$1234"),
    (Rnokpp, "3055"),
    (Cpf, "192.168.100.25"),
    (Cpf, "$123.456.789"),
    (Rg, "12.345.678"),
    (Cnpj, "05/12/2026"),
    (Pis, "305-555-0123"),
    (PortugueseNif, "part 2 of 3"),
    (CartaoDeCidadao, "12345678 is wrong"),
    (Nir, "3782 822463 10005"),
    (FrenchCni, "PASSEPORT"),
    (HaitianNif, "305-555-0123"),
    (HaitianCin, "05-12-2026"),
    (ChineseResidentId, "123456789012345678"),
    (ChineseResidentId, "4111 1111 1111 1111"),
    (Cccd, "305 555 0123"),
    (KoreanResidentNumber, "1234567-123456"),
    (Philsys, "555-0123"),
    (Sss, "ssss 12"),
    (PhilippineTin, "305-555-0123"),
    (Umid, "2026-05-12"),
    (InlandPassport, "305-555-0123"),
    (Snils, "305-555-0123"),
    (Inn, "Holiday Inn 2345678"),
    (Unzr, "20261350-12345"),
    (Aadhaar, "4111 1111 1111 1111"),
    (Pan, "there 2024 a year"),
    (Epic, "may 2024"),
    (Epic, "call 1234567"),
    (CitizenshipCertificate, "24/7"),
    (EgyptianNationalId, "4111111111111111"),
    (Iqama, "3055550123"),
    (EmiratesId, "784-1999"),
    (MoroccanCin, "a 5 year plan"),
    (JordanianNationalNumber, "3055550123"),
    (AlgerianNin, "11 999"),
    (ColombianCedula, "$35.000"),
    (VenezuelanCedula, "v 2"),
    (VenezuelanCedula, "5 mil e 300"),
    (NicaraguanCedula, "001-010199"),
    (CubanCi, "13055550123"),
    (DominicanCedula, "23055550123"),
    (BolivianCi, "33101 OR"),
    (Cuil, "05-12-2026"),
    (NigerianNin, "ninety 9"),
    (GhanaCard, "ghana 2024"),
]


test_match, test_weak_match_needs_context, test_no_match = table_tests(MATCH, WEAK, NO_MATCH)


@pytest.mark.parametrize(
    ("recognizer", "right", "wrong"),
    [
        (Cpf, "12345678909", "12345678900"),
        (PortugueseNif, "123456789", "123456788"),
        (Nir, "199019999999979", "199019999999978"),
        (ChineseResidentId, "990105199912310026", "990105199912310020"),
        (Snils, "12345678964", "12345678900"),
        (Inn, "123456789047", "123456789000"),
        (Rnokpp, "2345678902", "2345678900"),
        (DominicanCedula, "40212345678", "40212345671"),
    ],
)
def test_a_checksum_only_raises_the_score(matches: Any, recognizer: Any, right: Any, wrong: Any) -> None:
    assert matches(recognizer, right)[0][1] > matches(recognizer, wrong)[0][1] > 0
