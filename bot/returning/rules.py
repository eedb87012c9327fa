"""What a return code looks like, what can be a code word, and how slowly both are compared. Pure."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from datetime import datetime, timedelta
from typing import Iterable, Optional

DIGITS, _GROUP = 16, 4
_SPOKEN = re.compile(rf"^\D*(?:\d[\s.-]*){{{DIGITS}}}\D*$")
_LONGEST = 60  # characters around and in a typed code
_SHORTEST_WORD, _LONGEST_WORD = 4, 30  # bytes at least: two Chinese characters are a word; characters at most
# scrypt (RFC 7914): about a tenth of a second and 32 MiB, so that a stolen table cannot be tried through.
_COST, _BLOCK, _MEMORY, _BYTES = 2**15, 8, 64 * 2**20, 32


def new_code() -> str:
    """Sixteen digits (about 50 random bits), in groups of four as one would say them; never a card's number."""
    first = "".join(secrets.choice("0123456789") for _ in range(DIGITS - 1))
    digits = first + secrets.choice([last for last in "0123456789" if not _is_card(first + last)])
    return " ".join(digits[at : at + _GROUP] for at in range(0, DIGITS, _GROUP))


def code_in(text: str) -> Optional[str]:
    """The digits of a code, if the whole ``text`` is one with a few words around it at most. A card is no code."""
    if len(text) > _LONGEST or not _SPOKEN.match(text):
        return None
    digits = "".join(str(unicodedata.digit(char)) for char in text if char.isdigit())
    return None if _is_card(digits) else digits


def _is_card(digits: str) -> bool:
    """The check digit of payment cards (ISO/IEC 7812-1, Luhn)."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def plain(word: str) -> str:
    """A code word as it is compared: however it was capitalised, accented or spaced."""
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in folded if char.isalnum())


def can_be_word(text: str, taken: Iterable[str]) -> bool:
    """Whether ``text`` can be a code word: long enough, and not one of the words that mean something here."""
    word = plain(text)
    return (
        len(word.encode()) >= _SHORTEST_WORD
        and len(text) <= _LONGEST_WORD
        and word not in {plain(one) for one in taken}
    )


def slow_hash(secret: str, salt: bytes) -> bytes:
    """32 bytes that take a tenth of a second to make."""
    return hashlib.scrypt(secret.encode(), salt=salt, n=_COST, r=_BLOCK, p=1, maxmem=_MEMORY, dklen=_BYTES)


def asks_first(locked: bool, last: datetime, now: datetime, idle: timedelta) -> bool:
    """Whether the word is asked for: after the silence, and until it was said."""
    return locked or now - last > idle
