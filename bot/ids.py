"""Identifiers: random, opaque and never derived from anything about a person."""

from __future__ import annotations

import hashlib
import secrets
from typing import NewType

ConversationId = NewType("ConversationId", str)

_ID_BYTES = 12
_TOKEN_BYTES = 32


def new_id(prefix: str) -> str:
    """A random id such as ``c_3f9a…`` (96 bits)."""
    return f"{prefix}_{secrets.token_hex(_ID_BYTES)}"


def new_token() -> str:
    """A bearer credential of 256 bits; only its digest is ever stored."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def token_digest(token: str) -> str:
    """SHA-256 of a token, hex. Enough for 256 random bits: there is nothing to guess slowly."""
    return hashlib.sha256(token.encode()).hexdigest()
