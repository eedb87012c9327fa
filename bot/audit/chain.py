"""The chain through the audit log: each row carries a keyed digest of itself and of the row before it. Pure."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Optional

START = "0" * 64  # what the first row hangs on


@dataclass(frozen=True)
class Link:
    """One row of the log as the chain sees it. ``chain`` and ``key_id`` are ``None`` before it was forged."""

    id: int
    at: datetime
    event: str
    conversation_id: Optional[str]
    codes: Mapping[str, str]
    key_id: Optional[str] = None
    chain: Optional[str] = None


@dataclass(frozen=True)
class Head:
    """Where the log says that it ends: without it, rows cut off at the end would leave a chain that holds."""

    id: int
    chain: str


@dataclass(frozen=True)
class Verdict:
    """What a check found. ``broken`` says in one sentence where the chain breaks first; ``None`` when it holds."""

    events: int
    unchained: int
    broken: Optional[str] = None
    ends: str = START  # the last row's digest: written down elsewhere, it shows that an older copy was put back


def forge(key: bytes, before: str, row: Link) -> str:
    """The digest of ``row`` after ``before`` (HMAC-SHA256, hexadecimal), which nobody can make without the key."""
    at = row.at.astimezone(timezone.utc).isoformat(timespec="microseconds")
    told = [before, row.id, at, row.event, row.conversation_id, dict(sorted(row.codes.items()))]
    return hmac.new(key, json.dumps(told, ensure_ascii=True).encode(), hashlib.sha256).hexdigest()


def verify(keys: Mapping[str, bytes], rows: Iterable[Link], head: Head) -> Verdict:
    """Walk the rows in order of their ids. ``keys`` maps the id of a master key to the chain's key under it.

    Rows from before the log was chained may only stand before the first chained one.
    """
    chained, unchained, last, before = 0, 0, 0, START
    for row in rows:
        if row.chain is None and not chained:
            unchained, last = unchained + 1, row.id
            continue
        if chained and row.id != last + 1:
            return Verdict(chained, unchained, f"Rows are missing before row {row.id}.")
        key = keys.get(row.key_id or "")
        if key is None:
            return Verdict(chained, unchained, f"Row {row.id} needs a master key that is not in the settings.")
        if row.chain is None or not hmac.compare_digest(row.chain, forge(key, before, row)):
            return Verdict(chained, unchained, f"Row {row.id} was changed, or its place in the log was.")
        chained, last, before = chained + 1, row.id, row.chain
    if head != Head(last, before):
        return Verdict(chained, unchained, f"The log ends at row {last}, but row {head.id} was written.")
    return Verdict(chained, unchained, ends=before)
