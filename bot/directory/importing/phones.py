"""A phone cell as published into a number that can be dialled, its extension and whether it takes calls or texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Optional

from bot.directory.importing.cells import text

_EXTENSION = re.compile(r"(?:\bext(?:ension)?\b\.?|\bx|\#)\s*:?\s*(\d{1,8})\s*$", re.IGNORECASE)
_TEXT_TYPES = {"text", "sms", "txt", "cell text"}
_UNUSABLE_TYPES = {"fax", "pager", "modem"}
_TOLL_FREE = {"800", "833", "844", "855", "866", "877", "888"}
_SHORTEST = 3  # 911, 988


@dataclass(frozen=True)
class Number:
    """``305-555-0101``; ``kind`` is ``voice``, ``text``, ``tty`` or ``fax``."""

    number: str
    extension: Optional[str]
    kind: str


def read_number(number: Any, extension: Any = None, kind: Any = None) -> Optional[Number]:
    """None when there is nothing to dial. US numbers are written 305-555-0101 or 1-888-373-7888 (toll-free)."""
    written = text(number)
    if written is None:
        return None
    found = _EXTENSION.search(written)
    own = text(extension)
    if found and found.start() > 0:
        written, own = written[: found.start()], own or found[1]
    dialled = _dialled(written)
    return Number(dialled, own, _kind(kind)) if dialled else None


def _dialled(written: str) -> Optional[str]:
    digits = re.sub(r"\D", "", written)
    if len(digits) < _SHORTEST:
        return None
    if written.lstrip().startswith("+") and not digits.startswith("1"):
        return re.sub(r"[^\d+ ]", "", written).strip()
    if len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    if len(digits) == 10:
        plain = f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
        return f"1-{plain}" if digits[:3] in _TOLL_FREE else plain
    return digits if len(digits) <= 8 else re.sub(r"[^\d+ -]", "", written).strip() or None


def _kind(kind: Any) -> str:
    named = (text(kind) or "voice").lower()
    if named in _TEXT_TYPES:
        return "text"
    if named in _UNUSABLE_TYPES:
        return "fax"
    return "tty" if named in {"tty", "tdd", "textphone", "tty/tdd"} else "voice"
