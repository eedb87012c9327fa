"""Every setting of Alder, read once from the environment or `.env`; a wrong one stops the start in one sentence."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, Mapping, Optional

from pydantic import BaseSettings, Field, SecretStr, ValidationError, root_validator, validator

from bot import env_file
from bot.crashpoints import POINTS
from bot.errors import SettingsError
from bot.retention.rules import IDLE_HOURS, RECORD_DAYS, Policy

DEVELOPMENT_TWILIO_TOKEN = "development-token-not-secret"
DEVELOPMENT_TWILIO_SID = "AC00000000000000000000000000000000"


class Settings(BaseSettings):
    """Documented in `docs/settings.md`; the names are promised in the interfaces of the project."""

    home: Path = Path(".alder")
    env: Literal["development", "production"] = "development"
    database_url: Optional[SecretStr] = None
    keys_url: Optional[SecretStr] = None
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    public_url: Optional[str] = None
    master_keys: Optional[SecretStr] = None
    twilio_account_sid: str = DEVELOPMENT_TWILIO_SID
    twilio_auth_token: SecretStr = SecretStr(DEVELOPMENT_TWILIO_TOKEN)
    twilio_from: Optional[str] = None
    twilio_api_url: str = "https://api.twilio.com"
    smtp_url: Optional[SecretStr] = None
    metrics_token: Optional[SecretStr] = None
    model_dir: Path = Path("models")
    programme_name: str = "Alder"
    programme_contact: str = "the programme that gave you this number"
    packs: str = ""
    idle_hours: int = Field(default=12, ge=IDLE_HOURS[0], le=IDLE_HOURS[1])
    record_days: int = Field(default=30, ge=RECORD_DAYS[0], le=RECORD_DAYS[1])
    open_per_minute: int = Field(default=30, ge=0)
    messages_per_minute: int = Field(default=90, ge=0)
    open_data: Optional[bool] = None
    open_data_per_minute: int = Field(default=120, ge=0)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    crash_at: Optional[str] = None

    class Config:
        env_prefix = "ALDER_"

        @classmethod
        def customise_sources(cls, init_settings: Any, env_settings: Any, file_secret_settings: Any) -> tuple[Any, ...]:
            """What is given in code, then the environment, then `.env`."""
            return init_settings, lambda _: _ours(os.environ), lambda _: _ours(env_file.read(Path(".env")))

    @validator("database_url", "keys_url")
    def _a_database_we_know(cls, value: Optional[SecretStr]) -> Optional[SecretStr]:
        if value and not re.match(r"^(sqlite|postgresql)(\+\w+)?://", value.get_secret_value()):
            raise ValueError("must start with postgresql:// or sqlite://")
        return value

    @validator("twilio_from")
    def _a_number_or_a_short_code(cls, value: Optional[str]) -> Optional[str]:
        if value and not re.match(r"^(\+[1-9]\d{6,14}|\d{3,8})$", value):
            raise ValueError("must be a number such as +13055550100, or a short code")
        return value

    @validator("crash_at")
    def _known_points(cls, value: Optional[str]) -> Optional[str]:
        if value and not all(one.strip().partition(":")[0] in POINTS for one in value.split(",")):
            raise ValueError("must name points of bot/crashpoints.py")
        return value

    @validator("public_url", "twilio_api_url")
    def _no_trailing_slash(cls, value: Optional[str]) -> Optional[str]:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value.rstrip("/") if value else value

    @root_validator(skip_on_failure=True)
    def _production_refuses_development(cls, values: dict) -> dict:
        if values["keys_url"] and values["keys_url"] == values["database_url"]:
            raise ValueError("ALDER_KEYS_URL must be another database than ALDER_DATABASE_URL: see docs/backups.md")
        if values["env"] != "production":
            return values
        if not values["master_keys"]:
            raise ValueError("ALDER_MASTER_KEYS must be set in production")
        if values["twilio_auth_token"].get_secret_value() == DEVELOPMENT_TWILIO_TOKEN and values["twilio_from"]:
            raise ValueError("ALDER_TWILIO_AUTH_TOKEN is the development one; set the real one in production")
        if not (values["public_url"] or "").startswith("https://"):
            raise ValueError("ALDER_PUBLIC_URL must be an https:// address in production")
        if values["crash_at"]:
            raise ValueError("ALDER_CRASH_AT is for tests and is refused in production")
        return values

    @property
    def address(self) -> str:
        """How the outside reaches us, without a trailing slash."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def sqlalchemy_url(self) -> str:
        """The database in use: the configured one or SQLite under ``home``."""
        if self.database_url:
            return self.database_url.get_secret_value()
        return f"sqlite:///{(self.home / 'alder.db').resolve()}"

    @property
    def policy(self) -> Policy:
        """How long things are kept."""
        return Policy(timedelta(hours=self.idle_hours), timedelta(days=self.record_days))

    @property
    def packs_on(self) -> tuple[str, ...]:
        """The names of the packs that are on, in the programme's order."""
        return tuple(name.strip() for name in self.packs.split(",") if name.strip())

    @property
    def keys_sqlalchemy_url(self) -> str:
        """The store of keys: the configured one or SQLite under ``home``, never the database itself."""
        if self.keys_url:
            return self.keys_url.get_secret_value()
        return f"sqlite:///{(self.home / 'keys.db').resolve()}"

    @property
    def publishes(self) -> bool:
        """Whether everybody may read the directory under /hsds: in production only where somebody decided it."""
        return self.env == "development" if self.open_data is None else self.open_data

    @property
    def sms_sending(self) -> bool:
        """Whether outbound SMS are posted anywhere (off until a sender number is set)."""
        return self.twilio_from is not None

    @property
    def sms_receiving(self) -> bool:
        """Whether webhooks are believed. Anybody can sign with the development token, since it is in the source."""
        return self.env == "development" or self.twilio_auth_token.get_secret_value() != DEVELOPMENT_TWILIO_TOKEN


def _ours(variables: Mapping[str, str]) -> dict[str, str]:
    """The settings among these variables. An empty one is not set: compose files pass those for what is left out."""
    prefix = Settings.Config.env_prefix
    known = {f"{prefix}{name}".upper(): name for name in Settings.__fields__}
    return {known[name.upper()]: value for name, value in variables.items() if name.upper() in known and value}


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process.

    Raises:
        SettingsError: with one sentence that names the variable, never its value.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0])
        name = "" if field == "__root__" else f"ALDER_{field.upper()}: "
        raise SettingsError(f"{name}{first['msg']}") from None
