"""A receipt in plain words: the words that were shown, and a sentence on what became of the yes to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Callable, Optional

from bot.consent.iso27560 import Worded, Words
from bot.consent.receipt import Receipt, State
from bot.content.locale import day

_ENDED = {State.WITHDRAWN: "copy_taken_back", State.EXPIRED: "copy_ended", State.RENEWED: "copy_renewed"}


@dataclass(frozen=True)
class Agreed:
    """``asked`` in the language in which it was asked, ``became`` in the one that is spoken now."""

    asked: Words
    became: str


def agreed(receipt: Receipt, worded: Worded, line: Callable[..., str], lang: str) -> Agreed:
    """``line`` says a line of the catalogue in ``lang``."""
    grant = receipt.grant
    asked = worded(receipt.asked, grant.at)
    end: Optional[datetime] = receipt.changed or grant.ends
    dates: dict[str, Any] = {"date": day(grant.at, lang)}
    if end is None:
        return Agreed(asked, line("copy_stands", **dates))
    key = _ENDED.get(receipt.state, "copy_stands_until")
    return Agreed(asked, line(key, **dates, end=day(end, lang)))
