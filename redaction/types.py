"""What redaction gives back: findings, and the redacted text beside the values it took out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

PERSON = "PERSON"
LOCATION = "LOCATION"
ADDRESS = "ADDRESS"
ORGANIZATION = "ORGANIZATION"
PHONE = "PHONE"
EMAIL = "EMAIL"
URL = "URL"
SOCIAL_HANDLE = "SOCIAL_HANDLE"
DATE_OF_BIRTH = "DATE_OF_BIRTH"
AGE = "AGE"
GOVERNMENT_ID = "GOVERNMENT_ID"
FINANCIAL = "FINANCIAL"
VEHICLE = "VEHICLE"
IP_ADDRESS = "IP_ADDRESS"

IDENTIFIER_TYPES = (
    PERSON, LOCATION, ADDRESS, ORGANIZATION, PHONE, EMAIL, URL, SOCIAL_HANDLE, DATE_OF_BIRTH, AGE, GOVERNMENT_ID,
    FINANCIAL, VEHICLE, IP_ADDRESS,
)  # fmt: skip

# Not an identifier type: the type of the one finding over a text that was withheld whole.
WITHHELD = "WITHHELD"
WITHHELD_TEXT = "[REDACTED]"


@dataclass(frozen=True)
class Finding:
    """One identifier: its type, `start` and `end` in code points of the text as typed, and a score from 0 to 1."""

    type: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, repr=False)
class Redacted:
    """A text without its identifiers.

    `values` maps each placeholder in it to what was typed, for the vault only; `marks` are the new keyed hashes by
    which the conversation knows these values again (see `known`).
    """

    text: str
    findings: tuple[Finding, ...] = ()
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    marks: Mapping[bytes, str] = field(default_factory=lambda: MappingProxyType({}))

    def __repr__(self) -> str:
        # A traceback or a debug line prints reprs; neither text nor values may reach a log that way.
        return f"Redacted({len(self.text)} code points, {len(self.findings)} findings)"


def withheld(text: str) -> Redacted:
    """The closed answer: nothing of `text` is passed on, because nothing in it could be told apart."""
    if not text:
        return Redacted("")
    return Redacted(WITHHELD_TEXT, (Finding(WITHHELD, 0, len(text), 1.0),))
