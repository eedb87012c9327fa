"""Recognizers of names, places, addresses, organizations, dates of birth and ages: match and no match."""

from __future__ import annotations

import pytest

from redaction.frame import THRESHOLD
from redaction.recognizers.generic.age import Age
from redaction.recognizers.generic.date_of_birth import DateOfBirth
from redaction.recognizers.generic.location import Location
from redaction.recognizers.generic.organization import Organization
from redaction.recognizers.generic.person import Person
from redaction.recognizers.generic.street_address import StreetAddress
from redaction.recognizers.us.zip_code import ZipCode

MATCH = [
    (Person, "my name is jessica ramirez and I need help", "jessica ramirez"),
    (Person, "My name's Tuyet Nguyen", "Tuyet Nguyen"),
    (Person, "MY NAME IS DESHAWN CARTER", "DESHAWN CARTER"),
    (Person, "My Name Is Deshawn Carter", "Deshawn Carter"),
    (Person, "im maria", "maria"),
    (Person, "you can call me jess", "jess"),
    (Person, "my name is hope", "hope"),
    (Person, "my boyfriend Kevaughn hits me", "Kevaughn"),
    (Person, "his name is tyrell", "tyrell"),
    (Person, "Mr. Smith locked the door", "Smith"),
    (Person, "I met Mark at the club", "Mark"),
    (Person, "I was with Xochitl yesterday", "Xochitl"),
    (Person, "Grace Johnson told me", "Grace Johnson"),
    (Person, "maria's mother", "maria"),
    (Person, "me llamo yamileth funez", "yamileth funez"),
    (Person, "Mi nombre es José Luis Hernández García", "José Luis Hernández García"),
    (Person, "soy Luz", "Luz"),
    (Person, "mi patrón don Ramiro", "Ramiro"),
    (Person, "se llama Kimberly Yoselin", "Kimberly Yoselin"),
    (Person, "María de los Ángeles Quiroz", "María de los Ángeles Quiroz"),
    (Person, "fernandez me pega", "fernandez"),
    (Location, "I am from El Salvador", "El Salvador"),
    (Location, "soy de honduras y no hablo inglés", "honduras"),
    (Location, "I'm in Miami", "Miami"),
    (Location, "im in hialeah fl", "hialeah fl"),
    (Location, "I live near Little Havana", "Little Havana"),
    (Location, "she lives in st. petersburg, florida", "st. petersburg, florida"),
    (Location, "I live in Mobile", "Mobile"),
    (Location, "we went from Atlanta to Houston", "Houston"),
    (Location, "estoy en los angeles", "los angeles"),
    (Location, "vivo en Tegucigalpa", "Tegucigalpa"),
    (Location, "cerca de orlando", "orlando"),
    (Location, "estoy en el Bronx", "Bronx"),
    (ZipCode, "33101", "33101"),
    (ZipCode, " 33101-1234. ", "33101-1234"),
    (ZipCode, "my zip is 33101", "33101"),
    (ZipCode, "código postal 33010", "33010"),
    (ZipCode, "near 33101", "33101"),
    (ZipCode, "I'm at 33101", "33101"),
    (ZipCode, "somewhere, FL 33101", "33101"),
    (StreetAddress, "I live at 123 Main Street", "123 Main Street"),
    (StreetAddress, "4521 NW 7th Ave apt 12", "4521 NW 7th Ave apt 12"),
    (StreetAddress, "apt 4B, 77 lantern st", "apt 4B, 77 lantern st"),
    (StreetAddress, "on Biscayne Blvd", "Biscayne Blvd"),
    (StreetAddress, "calle 8 numero 345", "calle 8 numero 345"),
    (StreetAddress, "avenida Reforma 222", "avenida Reforma 222"),
    (StreetAddress, "carrera 7 # 45-12", "carrera 7 # 45-12"),
    (StreetAddress, "48 calle laguna", "48 calle laguna"),
    (StreetAddress, "corner of 5th and Main", "5th and Main"),
    (StreetAddress, "PO Box 1234", "PO Box 1234"),
    (Organization, "I work at Lucky Nails Spa", "Lucky Nails Spa"),
    (Organization, "i work at mcdonalds", "mcdonalds"),
    (Organization, "at the Red Roof Inn", "Red Roof Inn"),
    (Organization, "we're at Motel 6", "Motel 6"),
    (Organization, "Sunny Massage LLC", "Sunny Massage LLC"),
    (Organization, "trabajo en el Hotel Las Palmas", "Hotel Las Palmas"),
    (Organization, "trabajo para limpiezasol", "limpiezasol"),
    (DateOfBirth, "born on 03/05/1990", "03/05/1990"),
    (DateOfBirth, "dob 3/5/90", "3/5/90"),
    (DateOfBirth, "03/05/1990", "03/05/1990"),
    (DateOfBirth, "1990-03-05", "1990-03-05"),
    (DateOfBirth, "March 5, 1990", "March 5, 1990"),
    (DateOfBirth, "my birthday is march 5", "march 5"),
    (DateOfBirth, "born in 1999", "1999"),
    (DateOfBirth, "nací el 5 de marzo de 1990", "5 de marzo de 1990"),
    (DateOfBirth, "fecha de nacimiento: 05031990", "05031990"),
    (Age, "I'm 15", "15"),
    (Age, "im only 17 and scared", "17"),
    (Age, "I am fifteen", "fifteen"),
    (Age, "15yo", "15"),
    (Age, "my daughter is 5", "5"),
    (Age, "tengo 15 años", "15"),
    (Age, "tengo quince", "quince"),
    (Age, "una niña de 12 años", "12"),
    (Age, "mi hija tiene 5 años", "5"),
]

NO_MATCH = [
    (Person, "I'm scared"),
    (Person, "I'm Mexican and Catholic"),
    (Person, "this is hard"),
    (Person, "call me later"),
    (Person, "my boyfriend hits me"),
    (Person, "my name is not important"),
    (Person, "they call me stupid"),
    (Person, "Will you help me? Hope so"),
    (Person, "I Need A Place To Stay Tonight"),
    (Person, "soy madre"),
    (Person, "soy hondureña"),
    (Person, "qué linda mi niña"),
    (Person, "mi jefe se queda con mi dinero"),
    (Location, "I'm in danger"),
    (Location, "I'm in love with him"),
    (Location, "near the church"),
    (Location, "I am from the United States"),
    (Location, "llegué a Estados Unidos"),
    (Location, "estoy en casa"),
    (Location, "vivo en la calle"),
    (Location, "me caí en los ojos"),
    (ZipCode, "I owe 33101 dollars"),
    (ZipCode, "they gave 33101 and left"),
    (ZipCode, "a debt in 20000"),
    (StreetAddress, "2 kids in a place"),
    (StreetAddress, "I walked 2 miles down the road"),
    (StreetAddress, "duermo en la calle 3 noches"),
    (Organization, "I work at a nail salon"),
    (Organization, "I work at night"),
    (Organization, "in a hotel"),
    (Organization, "trabajo en un restaurante"),
    (DateOfBirth, "on 12/05/2026"),
    (DateOfBirth, "the 3rd of May"),
    (DateOfBirth, "since 2019"),
    (Age, "I'm 20 minutes away"),
    (Age, "I'm 5 months pregnant"),
    (Age, "I'm 100% sure"),
    (Age, "for 5 years"),
    (Age, "tengo 2 hijos"),
    (Age, "tengo 3 años aquí"),
    (Age, "hace 5 años"),
]


@pytest.mark.parametrize(("recognizer", "text", "value"), MATCH)
def test_match(matches, recognizer, text, value):
    found = matches(recognizer, text)
    assert any(part == value and score >= THRESHOLD for part, score in found), found


@pytest.mark.parametrize(("recognizer", "text"), NO_MATCH)
def test_no_match(matches, recognizer, text):
    assert [part for part, score in matches(recognizer, text) if score >= THRESHOLD] == []
