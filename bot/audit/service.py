"""Writing the audit log's rows at commit, chained in the order in which transactions end, and checking the chain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from bot.audit.chain import START, Head, Link, Verdict, forge, verify
from bot.audit.models import AuditHead, AuditRow

KEYS = "audit_keys"  # in a session's ``info``: the chain's keys by master key id, newest first
_HEAD, _ROW = AuditHead.__table__, AuditRow.__table__
_TAKE = update(_HEAD).where(_HEAD.c.one == 1).values(id=_HEAD.c.id + bindparam("more"))
_READ = select(_HEAD.c.id, _HEAD.c.chain).where(_HEAD.c.one == 1)
_END = update(_HEAD).where(_HEAD.c.one == 1).values(chain=bindparam("ends"))
_INSERT = insert(_ROW)
_AT_ONCE = 1000  # rows read together, so that a long log needs little memory


def write(session: Session, events: list[Link]) -> None:
    """Insert ``events`` behind the last row. Taking numbers from the head lets one transaction at a time do this.

    Raises:
        KeyError: the database was opened without keys for the chain.
    """
    keys: Mapping[str, bytes] = session.info[KEYS]
    key_id, key = next(iter(keys.items()))
    connection = session.connection()
    connection.execute(_TAKE, {"more": len(events)})
    last, before = connection.execute(_READ).one()
    rows = []
    for number, event in enumerate(events, start=last - len(events) + 1):
        event = replace(event, id=number)
        before = forge(key, before, event)
        rows.append({**vars(event), "codes": dict(event.codes), "key_id": key_id, "chain": before})
    connection.execute(_INSERT, rows)
    connection.execute(_END, {"ends": before})


def check(session: Session) -> Verdict:
    """Whether the chain holds, or where it breaks first."""
    last, ends = session.connection().execute(_READ).one()
    return verify(session.info[KEYS], _links(session), Head(last, ends or START))


def _links(session: Session) -> Iterator[Link]:
    rows: Any = session.connection().execution_options(yield_per=_AT_ONCE).execute(select(_ROW).order_by(_ROW.c.id))
    for row in rows:
        yield Link(row.id, row.at, row.event, row.conversation_id, row.codes, row.key_id, row.chain)
