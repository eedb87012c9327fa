"""What may be done with identifying values: keep one, read one for a purpose, forget them, destroy the key."""

from __future__ import annotations

import re
import secrets
from typing import Callable, Mapping, Optional

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from bot import clock
from bot.audit import events as audit
from bot.consent import service as consent
from bot.consent.rules import Purpose
from bot.db import at_commit
from bot.errors import AlderError
from bot.vault.keys import KeyRing
from bot.vault.models import KnownMark, VaultValue
from bot.vault.seal import KEY_BYTES, seal, unseal
from bot.vault.store import HELD, KeyStore, Wrapped

_PLACEHOLDER = re.compile(r"<[A-Z_]+_\d+>")
# In a session's ``info``: what it has read, by conversation, for the length of one transaction.
_KEYS_HELD, _MARKS_HELD = "keys", "marks"
_MARKS = select(KnownMark.mark, KnownMark.placeholder).where(KnownMark.conversation_id == bindparam("conversation_id"))
_ADD_MARK = insert(KnownMark.__table__)
_KEPT = select(VaultValue.placeholder).where(
    VaultValue.conversation_id == bindparam("conversation_id"),
    VaultValue.placeholder.in_(bindparam("placeholders", expanding=True)),
)


class KeyDestroyed(AlderError):
    """The conversation was erased: nothing sealed in it can be read again."""

    code = "erased"

    def __init__(self) -> None:
        super().__init__("This conversation was erased.")


def create_key(session: Session, keys: KeyRing, conversation_id: str) -> bytes:
    """Give a new conversation its key."""
    data_key = secrets.token_bytes(KEY_BYTES)
    store(session).keep(conversation_id, Wrapped(*keys.wrap(data_key, conversation_id)))
    return data_key


def has_key(session: Session, conversation_id: str) -> bool:
    """Whether the key of a conversation is there. One without was erased: by a run that was cut off before the rows
    were, or before the backup was taken that they come from."""
    return store(session).read(conversation_id) is not None


def store(session: Session) -> KeyStore:
    """The store of keys that the session's database is wired with."""
    found: KeyStore = session.info[HELD]
    return found


def data_key(session: Session, keys: KeyRing, conversation_id: str) -> bytes:
    """The key of a conversation, unwrapped for the moment of use.

    Raises:
        KeyDestroyed: after an erasure.
    """
    held: dict[str, bytes] = session.info.setdefault(_KEYS_HELD, {})
    if conversation_id not in held:
        key = store(session).read(conversation_id)
        if key is None:
            raise KeyDestroyed
        held[conversation_id] = keys.unwrap(key.master_key_id, key.wrapped, conversation_id)
    return held[conversation_id]


def keep(session: Session, keys: KeyRing, conversation_id: str, values: Mapping[str, str]) -> None:
    """Seal ``placeholder -> value`` pairs that are not kept yet (or no longer: what is idle is forgotten)."""
    if not values:
        return
    key = data_key(session, keys, conversation_id)
    wanted = {"conversation_id": conversation_id, "placeholders": list(values)}
    kept = set(session.execute(_KEPT, wanted).scalars())
    kept |= {row.placeholder for row in session.new if isinstance(row, VaultValue)}
    for placeholder, value in values.items():
        if placeholder in kept:
            continue
        session.add(
            VaultValue(
                conversation_id=conversation_id,
                placeholder=placeholder,
                type=placeholder.strip("<>").rsplit("_", 1)[0],
                sealed=seal(key, value.encode(), f"{conversation_id}/{placeholder}"),
                created_at=clock.now(),
            )
        )


def marks(session: Session, keys: KeyRing, conversation_id: str) -> tuple[bytes, dict[bytes, str]]:
    """The key for marks, and the marks of what was masked in this conversation, those of the turn in hand too."""
    return data_key(session, keys, conversation_id), dict(_marks(session, conversation_id))


def remember(session: Session, conversation_id: str, fresh: Mapping[bytes, str]) -> None:
    """Keep marks; one that is kept already takes the new placeholder."""
    known = _marks(session, conversation_id) if fresh else {}
    for mark, placeholder in fresh.items():
        row = {"conversation_id": conversation_id, "mark": mark, "placeholder": placeholder}
        if mark not in known:
            at_commit(session, _ADD_MARK, row)
        elif known[mark] != placeholder:
            mine = (KnownMark.conversation_id == conversation_id, KnownMark.mark == mark)
            at_commit(session, update(KnownMark).where(*mine).values(placeholder=placeholder))
        known[mark] = placeholder


def _marks(session: Session, conversation_id: str) -> dict[bytes, str]:
    """Placeholders by mark, asked for once a turn; those that the turn adds are among them."""
    held: dict[str, dict[bytes, str]] = session.info.setdefault(_MARKS_HELD, {})
    if conversation_id not in held:
        rows = session.execute(_MARKS, {"conversation_id": conversation_id})
        held[conversation_id] = {bytes(mark): str(placeholder) for mark, placeholder in rows}
    return held[conversation_id]


def read(session: Session, keys: KeyRing, conversation_id: str, placeholder: str, purpose: Purpose) -> Optional[str]:
    """The value behind one placeholder; ``None`` when it was forgotten, or when the ledger does not allow the purpose.

    The reading is audited, the value is not.
    """
    pending = (row for row in session.new if isinstance(row, VaultValue))
    mine = (row for row in pending if (row.conversation_id, row.placeholder) == (conversation_id, placeholder))
    row = next(mine, None) or session.get(VaultValue, (conversation_id, placeholder))
    if row is None or not consent.readable(session, conversation_id, purpose, row.created_at):
        return None
    audit.append(session, audit.Event.VAULT_READ, conversation_id, purpose=purpose.value, type=row.type)
    key = data_key(session, keys, conversation_id)
    return unseal(key, row.sealed, f"{conversation_id}/{placeholder}").decode()


def opened(session: Session, keys: KeyRing, conversation_id: str, text: str) -> str:
    """``text`` as the person it is about may read it: with values in the place of placeholders, or dots if forgotten.

    Only for what goes out to that person; the record keeps the placeholders.
    """
    return opener(session, keys, conversation_id, Purpose.REPLY)(text)


def opener(session: Session, keys: KeyRing, conversation_id: str, purpose: Purpose) -> Callable[[str], str]:
    """Does to any number of texts what :func:`opened` does to one; each value is read, and audited, once."""
    seen: dict[str, str] = {}

    def value(found: re.Match[str]) -> str:
        placeholder = found.group()
        if placeholder not in seen:
            seen[placeholder] = read(session, keys, conversation_id, placeholder, purpose) or "…"
        return seen[placeholder]

    return lambda text: _PLACEHOLDER.sub(value, text)


def placeholders(session: Session, conversation_id: str) -> list[str]:
    """Of every value that rests sealed in a conversation, in the order of their names."""
    mine = select(VaultValue.placeholder).where(VaultValue.conversation_id == conversation_id)
    return list(session.execute(mine.order_by(VaultValue.placeholder)).scalars())


def forget(session: Session, conversation_id: str) -> None:
    """Drop the working values of a conversation; its record stays."""
    at_commit(session, delete(VaultValue).where(VaultValue.conversation_id == conversation_id))


def destroy_key(session: Session, conversation_id: str) -> None:
    """Make everything sealed in this conversation unreadable for good, at once; its marks go with the rows."""
    store(session).destroy([conversation_id])
    session.execute(delete(KnownMark).where(KnownMark.conversation_id == conversation_id))
    for held in (_KEYS_HELD, _MARKS_HELD):
        session.info.get(held, {}).pop(conversation_id, None)
