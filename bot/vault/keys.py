"""Master keys: read, made for development, rotated; they wrap the key of each conversation and nothing else."""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import SettingsError
from bot.settings import Settings
from bot.vault.seal import KEY_BYTES, SealBroken, seal, unseal

DEVELOPMENT_PREFIX = "dev."


@dataclass(frozen=True, repr=False)
class MasterKey:
    """One master key; ``id`` is a digest of it that may be stored beside what it wrapped."""

    id: str
    secret: bytes

    def derived(self, purpose: str) -> bytes:
        """A key for one purpose (HKDF-SHA256, RFC 5869), so that no key serves two."""
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(self.secret)


class KeyRing:
    """The master keys of this installation, newest first. New things use the newest; old ones open under theirs."""

    def __init__(self, keys: list[MasterKey]) -> None:
        self._keys = {key.id: key for key in keys}
        self._newest = keys[0]
        self._transit = {key.id: key.derived("transit") for key in keys}
        self._lookup = [key.derived("lookup") for key in keys]

    @property
    def newest_id(self) -> str:
        return self._newest.id

    def derived(self, purpose: str) -> dict[str, bytes]:
        """The keys for one purpose by master key id, newest first."""
        return {id: key.derived(purpose) for id, key in self._keys.items()}

    def wrap(self, data_key: bytes, conversation_id: str) -> tuple[str, bytes]:
        """``(master key id, wrapped key)``."""
        return self._newest.id, seal(self._newest.derived("wrap"), data_key, conversation_id)

    def unwrap(self, key_id: str, wrapped: bytes, conversation_id: str) -> bytes:
        """The data key.

        Raises:
            SealBroken: also when the master key it needs was taken out of the settings.
        """
        if key_id not in self._keys:
            raise SealBroken
        return unseal(self._keys[key_id].derived("wrap"), wrapped, conversation_id)

    def seal_in_flight(self, plain: bytes, belongs_to: str) -> bytes:
        """Seal a message for the seconds it waits in the inbox or outbox: ``key id (8) + sealed``."""
        return self._newest.id.encode() + seal(self._transit[self._newest.id], plain, belongs_to)

    def open_in_flight(self, sealed: bytes, belongs_to: str) -> bytes:
        """What :meth:`seal_in_flight` sealed."""
        key = self._transit.get(sealed[:8].decode(errors="replace"))
        if key is None:
            raise SealBroken
        return unseal(key, sealed[8:], belongs_to)

    def lookups(self, value: str) -> list[str]:
        """Keyed digests of an address, one per master key, newest first: they find a row, useless without the key."""
        return [hmac.new(key, value.encode(), hashlib.sha256).hexdigest() for key in self._lookup]


def new_master_key(development: bool = False) -> str:
    """A fresh key in the form of ``ALDER_MASTER_KEYS``."""
    text = base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    return DEVELOPMENT_PREFIX + text if development else text


def read_key_ring(settings: Settings) -> KeyRing:
    """The keys of the settings; in development one is made in ``ALDER_HOME`` on first use.

    Raises:
        SettingsError: a key is malformed, or a development key meets ``ALDER_ENV=production``.
    """
    if settings.master_keys:
        texts = [part.strip() for part in settings.master_keys.get_secret_value().split(",") if part.strip()]
    else:
        texts = [_development_key(settings.home)]
    if not texts:
        raise SettingsError("ALDER_MASTER_KEYS is empty; make a key with `alder keys new`.")
    if settings.env == "production" and any(text.startswith(DEVELOPMENT_PREFIX) for text in texts):
        raise SettingsError(
            "ALDER_MASTER_KEYS holds a development key, which production refuses; make one with `alder keys new`."
        )
    return KeyRing([_parse(text) for text in texts])


def _parse(text: str) -> MasterKey:
    try:
        secret = base64.b64decode(text.removeprefix(DEVELOPMENT_PREFIX), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) != KEY_BYTES:
        raise SettingsError("ALDER_MASTER_KEYS holds something that is not a key of 32 bytes in URL-safe base64.")
    return MasterKey(hashlib.sha256(b"alder key id" + secret).hexdigest()[:8], secret)


def _development_key(home: Path) -> str:
    path = home / "development.key"
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        draft = home / f"development.key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(new_master_key(development=True))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)  # never overwrites: two first starts at once agree on one key
        draft.unlink()
    return path.read_text().strip()
