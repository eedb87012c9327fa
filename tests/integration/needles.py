"""Canaries: invented identifiers of every type, in sentences as people write them, and a search that sees disguises."""

from __future__ import annotations

import base64
import json
import re
import tarfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, Iterator, Mapping
from urllib.parse import quote, quote_plus

_HEX = re.compile(rb"[0-9a-f]{16,}|\.\d{6,}")  # ids, digests and fractions hold short numbers by chance
_BETWEEN_DIGITS = re.compile(rb"(?<=\d)[\s().\-/+_]{1,3}(?=\d)")
_LONG = 7  # digits; fewer are looked for only where no longer number goes on


@dataclass(frozen=True)
class Plant:
    """One message of a person: its identifier type, its language, what is typed, and what must be found nowhere."""

    type: str
    lang: str
    text: str
    needles: tuple[str, ...]


def _plant(type_: str, lang: str, text: str) -> Plant:
    """Needles stand in double brackets, the first and the last word apart when ``|`` parts them."""
    needles = [part for found in re.findall(r"\[\[(.+?)\]\]", text) for part in found.split("|")]
    return Plant(type_, lang, re.sub(r"\[\[(.+?)\]\]", lambda match: match[1].replace("|", " "), text), tuple(needles))


PLANTS: tuple[Plant, ...] = tuple(
    _plant(*line)
    for line in (
        ("PERSON", "en", "My name is [[Marisol|Quintanilla]] and I need a lawyer"),
        ("PERSON", "en", "i'm [[Thandiwe|Okonkwo]], can you help me find food"),
        ("PERSON", "en", "his name is [[Bogdan|Vasilescu]] and he keeps my passport"),
        ("PERSON", "en", "MY NAME IS [[LEOCADIA|BRANDT]]"),
        ("PERSON", "es", "Me llamo [[Itzel|Zaldívar]] y necesito un abogado"),
        ("PERSON", "es", "mi jefe se llama [[Evaristo|Peñalosa]] y no me paga"),
        ("PHONE", "en", "you can call me at [[305-555-0177]] after six"),
        ("PHONE", "en", "my number is [[(786) 555-0163]]"),
        ("PHONE", "en", "text me: [[+1 954 555 0188]] please"),
        ("PHONE", "en", "call [[2 3 9 5 5 5 0 1 1 6]] or [[239.555.0114]]"),
        ("PHONE", "en", "my number is [[three oh five, five five five, oh one nine two]]"),
        ("PHONE", "es", "mi número es [[3055550129]]"),
        ("PHONE", "es", "llámeme al [[+52 55 5555 0144]] por favor"),
        ("EMAIL", "en", "my email is [[canary.quill@example.org]]"),
        ("EMAIL", "en", "write to [[Heron_Wharf+42@Mail.Example.com]] when you know more"),
        ("EMAIL", "es", "mi correo es [[zaldivar.itzel@example.net]]"),
        ("EMAIL", "es", "mi correo: [[garza.celeste]] arroba example punto net"),
        ("ADDRESS", "en", "I live at [[4821 Heron Wharf Road]], I need food"),
        ("ADDRESS", "en", "they keep us at [[1733 NW 83rd Terrace]] apt 4B"),
        ("ADDRESS", "en", "send it to [[P.O. Box 77190]], Hialeah"),
        ("ADDRESS", "es", "vivo en la [[calle Garzas Blancas 2217]] y necesito comida"),
        ("LOCATION", "en", "I am staying near zip code [[33186]]"),
        ("LOCATION", "en", "we moved here from [[Tegucigalpa]] last year"),
        ("LOCATION", "es", "nací en [[Quetzaltenango]] y no tengo papeles"),
        ("ORGANIZATION", "en", "I work at [[Velvet Anchor Spa]] and they don't pay me"),
        ("ORGANIZATION", "es", "trabajo en el [[Restaurante Garza Azul]] y no me pagan"),
        ("URL", "en", "he put my photos on [[https://quillfeather.example.com/marisol77]]"),
        ("URL", "es", "mis fotos están en [[www.garzablanca-canario.example]]"),
        ("SOCIAL_HANDLE", "en", "my instagram is [[@heronquill_77]]"),
        ("SOCIAL_HANDLE", "es", "en facebook soy [[@garza.canaria88]]"),
        ("SOCIAL_HANDLE", "en", "snap: [[quill.bird_77]]"),
        ("DATE_OF_BIRTH", "en", "my date of birth is [[03/17/1998]]"),
        ("DATE_OF_BIRTH", "en", "I was born on [[March 17, 1998]]"),
        ("DATE_OF_BIRTH", "en", "DOB [[1998-03-17]]"),
        ("DATE_OF_BIRTH", "es", "nací el [[17 de marzo de 1998]]"),
        ("AGE", "en", "I'm [[43 years old]] and I need a job"),
        ("AGE", "es", "tengo [[43 años]] y necesito trabajo"),
        ("GOVERNMENT_ID", "en", "my social security number is [[536-22-8147]]"),
        ("GOVERNMENT_ID", "en", "ssn [[536228147]]"),
        ("GOVERNMENT_ID", "en", "my ITIN is [[912-84-3307]]"),
        ("GOVERNMENT_ID", "en", "my A-number is [[A087-654-329]]"),
        ("GOVERNMENT_ID", "en", "my case receipt number is [[MSC2190876543]]"),
        ("GOVERNMENT_ID", "en", "he took my passport, number [[G47719053]]"),
        ("GOVERNMENT_ID", "en", "my visa number is [[20194477310]]"),
        ("GOVERNMENT_ID", "en", "my driver license is [[Q536-771-98-077-0]]"),
        ("GOVERNMENT_ID", "es", "mi seguro social es [[536 22 8148]]"),
        ("GOVERNMENT_ID", "es", "mi número de pasaporte es [[N08812347]]"),
        ("GOVERNMENT_ID", "es", "mi CURP es [[QUIM980317MDFNRR07]]"),
        ("GOVERNMENT_ID", "es", "mi DUI es [[04771905-3]]"),
        ("FINANCIAL", "en", "he uses my card [[4539 1488 0343 6467]]"),
        ("FINANCIAL", "en", "my iban is [[GB33BUKB20201555555555]]"),
        ("FINANCIAL", "en", "my bank account number is [[000771905344]]"),
        ("FINANCIAL", "es", "mi tarjeta es [[5425-2334-3010-9903]]"),
        ("FINANCIAL", "es", "mi cuenta de banco es [[7719053442]]"),
        ("VEHICLE", "en", "his license plate is [[QHX-77R]]"),
        ("VEHICLE", "en", "plate is [[wjb 41t]] florida"),
        ("VEHICLE", "es", "la placa del carro es [[KZT 482]]"),
        ("IP_ADDRESS", "en", "he found me by my IP [[203.0.113.77]]"),
        ("IP_ADDRESS", "es", "mi dirección IP es [[2001:db8:77::beef]]"),
    )
)

# In a crisis the phrases are looked for in the raw text: the way that ends before the redaction step.
CRISES: tuple[Plant, ...] = tuple(
    _plant(*line)
    for line in (
        ("PERSON", "en", "I want to kill myself. my name is [[Ximena|Arrowood]], call [[305-555-0151]]"),
        ("ADDRESS", "en", "he is outside with a gun, I am at [[9152 Pelican Quay Street]]"),
        ("PHONE", "es", "me quiero morir, mi teléfono es [[786-555-0136]]"),
    )
)
TYPES: tuple[str, ...] = (
    "PERSON", "LOCATION", "ADDRESS", "ORGANIZATION", "PHONE", "EMAIL", "URL", "SOCIAL_HANDLE", "DATE_OF_BIRTH",
    "AGE", "GOVERNMENT_ID", "FINANCIAL", "VEHICLE", "IP_ADDRESS",
)  # fmt: skip


def needles(plants: Iterable[Plant]) -> tuple[str, ...]:
    """Every needle of these messages once."""
    return tuple(dict.fromkeys(needle for plant in plants for needle in plant.needles))


def found_in(sought: Iterable[str], places: Mapping[str, bytes]) -> list[str]:
    """``needle in place`` for each needle that stands in a place in any form a program could have given it."""
    folded = {name: _Blob(blob) for name, blob in places.items()}
    return [f"{needle!r} in {name}" for needle in sought for name, blob in folded.items() if blob.holds(needle)]


class _Blob:
    """Bytes in the ways they are looked at: as they are, in small letters, and with the gaps in numbers closed."""

    def __init__(self, blob: bytes) -> None:
        self.raw, self.lower = (
            blob,
            blob.decode("utf-8", "surrogateescape").casefold().encode("utf-8", "surrogateescape"),
        )
        self.closed = _BETWEEN_DIGITS.sub(b"", _HEX.sub(b" ", blob))

    def holds(self, needle: str) -> bool:
        digits = re.sub(r"\D", "", needle).encode()
        number = not re.search(r"[^\W\d_]", needle)
        if number and len(digits) < _LONG:
            return bool(re.search(rb"(?<![\d.])" + re.escape(digits) + rb"(?!\d)", self.closed))
        if needle.casefold().encode() in self.lower or (number and "." not in needle and digits in self.closed):
            return True
        return any(form in self.raw for form in set(forms(needle)))


def forms(needle: str) -> Iterator[bytes]:
    """``needle`` as typed and in small letters, as UTF-16, JSON, an address, hex or base64 would write it."""
    for text in {needle, needle.lower()}:
        yield text.encode("utf-16-le")
        yield json.dumps(text)[1:-1].encode()
        yield quote(text).encode()
        yield quote_plus(text).encode()
        yield text.encode().hex().encode()
        yield from _base64(text.encode())


def _base64(plain: bytes) -> Iterator[bytes]:
    """The characters of base64 that depend on nothing but ``plain``, at each of the three places it can begin."""
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + plain)
        start, end = (before * 8 + 5) // 6, (before + len(plain)) * 8 // 6
        yield coded[start:end]
        yield coded[start:end].replace(b"+", b"-").replace(b"/", b"_")


def inside(archive: Path) -> dict[str, bytes]:
    """What is in a model archive, unpacked as far as it is packed: in a packed file nothing could be found."""
    with tarfile.open(archive) as packed:
        found = {one.name: packed.extractfile(one) for one in packed.getmembers() if one.isfile()}
        return {name: _unpacked(file.read()) for name, file in found.items() if file}


def _unpacked(blob: bytes) -> bytes:
    try:
        return zlib.decompress(blob)
    except zlib.error:
        return blob


def files_under(*folders: Path) -> dict[str, bytes]:
    """Every file below these folders by its name, the write-ahead log and shared memory of SQLite included."""
    found = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.name: path.read_bytes() for path in found}
