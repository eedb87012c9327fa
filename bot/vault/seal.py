"""Sealing and opening bytes with AES-256-GCM; what a seal belongs to is bound in, so it opens nowhere else."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import AlderError

KEY_BYTES = 32
_NONCE_BYTES = 12


class SealBroken(AlderError):
    """The sealed bytes were changed, cut, moved to another place, or sealed under another key."""

    code = "seal_broken"

    def __init__(self) -> None:
        super().__init__("A sealed value could not be opened.")


def seal(key: bytes, plain: bytes, belongs_to: str) -> bytes:
    """``nonce (12) + ciphertext + tag (16)``; ``belongs_to`` (such as ``c_1/<PHONE_1>``) is bound in, not stored."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, belongs_to.encode())


def unseal(key: bytes, sealed: bytes, belongs_to: str) -> bytes:
    """The bytes that were sealed.

    Raises:
        SealBroken: always the same error, so that it tells nothing about the cause.
    """
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], belongs_to.encode())
    except (InvalidTag, ValueError):
        raise SealBroken from None
