"""Giving and taking a return code, and the word that is asked for first."""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta
from typing import Optional

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import clock
from bot.audit import events as audit
from bot.conversation.models import Conversation, Tracker
from bot.returning.models import CodeWord, ReturnCode
from bot.returning.rules import asks_first, code_in, new_code, plain, slow_hash
from bot.vault.keys import KeyRing

_PURPOSE = "return code"
_ASKED_ANEW = ("device", "question", "interlude")  # it may be another device, in another room


def give_code(session: Session, keys: KeyRing, conversation_id: str) -> str:
    """A new code for a conversation, in place of an older one. It is said once and kept nowhere."""
    code = new_code()
    row = session.get(ReturnCode, conversation_id) or ReturnCode(conversation_id=conversation_id)
    row.digest, row.at = _digests(keys, code)[0], clock.now()
    session.add(row)
    audit.append(session, audit.Event.CODE_GIVEN, conversation_id)
    return code


def find(session: Session, keys: KeyRing, typed: str) -> Optional[str]:
    """The conversation that a typed code opens; ``None`` if it is none, or what it opened is erased."""
    query = select(ReturnCode.conversation_id).where(ReturnCode.digest.in_(_digests(keys, typed)))
    return session.execute(query).scalar_one_or_none()


def move(session: Session, here: Conversation, there: str) -> Conversation:
    """Let whoever holds the token of ``here`` go on in ``there``, and nobody by the token it had.

    Sequence numbers go on above both, so that nothing new is taken for something seen. Whether the device is private
    is asked anew.
    """
    target = session.get(Conversation, there)
    assert target is not None  # its code goes with it
    target.state, target.token_digest = "open", None
    target.seq = max(target.seq, here.seq)
    here.state, here.moved_to = "moved", there
    row = session.get(Tracker, there)
    if row is not None:
        row.slots = {name: value for name, value in row.slots.items() if name not in _ASKED_ANEW}
    audit.append(session, audit.Event.CAME_BACK, there)
    return target


def has_code(session: Session, conversation_id: str) -> bool:
    """Whether somebody can come back to a web conversation."""
    return session.get(ReturnCode, conversation_id) is not None


def set_word(session: Session, conversation_id: str, word: str) -> None:
    """Ask for this word after a silence from now on."""
    row = session.get(CodeWord, conversation_id) or CodeWord(conversation_id=conversation_id)
    row.salt, row.locked, row.at = secrets.token_bytes(16), False, clock.now()
    row.digest = slow_hash(plain(word), row.salt)
    session.add(row)


def has_word(session: Session, conversation_id: str) -> bool:
    """Whether a word is asked for after a silence."""
    return session.get(CodeWord, conversation_id) is not None


def drop_word(session: Session, conversation_id: str) -> None:
    """Ask for no word any more."""
    session.execute(delete(CodeWord).where(CodeWord.conversation_id == conversation_id))


def asked_first(session: Session, conversation: Conversation, idle: timedelta) -> Optional[CodeWord]:
    """The word that must be said before anything else; ``None`` where nothing is asked."""
    row = session.get(CodeWord, conversation.id)
    if row is None or not asks_first(row.locked, conversation.last_at, clock.now(), idle):
        return None
    return row


def is_word(row: CodeWord, typed: str) -> bool:
    """Whether this is the word."""
    return hmac.compare_digest(slow_hash(plain(typed), row.salt), row.digest)


def _digests(keys: KeyRing, typed: str) -> list[bytes]:
    """Under each master key, newest first. The salt is secret and the same for all: a code must be found by itself."""
    digits = code_in(typed) or ""
    return [slow_hash(digits, salt) for salt in keys.derived(_PURPOSE).values()]
