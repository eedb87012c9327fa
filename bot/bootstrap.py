"""The one place that wires: settings, database, keys and editions of this process, each made once on first use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.audit.service import KEYS as AUDIT_KEYS
from bot.content.editions import Editions
from bot.db import Database
from bot.screening.shelf import Shelf, stocked
from bot.settings import Settings, settings
from bot.vault.keys import KeyRing, read_key_ring
from bot.vault.store import HELD, KeyStore


@dataclass(frozen=True)
class House:
    """What verbs need to do their work. Passed, never looked up, except by the classes that Rasa builds itself."""

    settings: Settings
    db: Database
    keys: KeyRing
    editions: Editions
    shelf: Shelf


@lru_cache(maxsize=1)
def house() -> House:
    """The house of this process: a migrated database with the catalogue of the repository published in it."""
    config, db = settings(), database()
    editions = Editions(db)
    editions.publish_files()
    return House(config, db, keys(), editions, stocked(config.home, config.packs_on))


@lru_cache(maxsize=1)
def keys() -> KeyRing:
    """The master keys of the settings."""
    return read_key_ring(settings())


@lru_cache(maxsize=1)
def database() -> Database:
    """The database of the settings, brought to the newest schema."""
    from bot.migrations.run import migrate

    config = settings()
    config.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    store = KeyStore(config.keys_sqlalchemy_url)
    db = Database(config.sqlalchemy_url, **{AUDIT_KEYS: keys().derived("audit"), HELD: store})
    migrate(db, handed={HELD: store})
    return db


def reset() -> None:
    """Forget everything wired, so that a test can begin with other settings."""
    for made in (house, database, keys, settings):
        made.cache_clear()
