"""Every setting of Alder, read once from the environment or `.env`; a wrong one stops the start in one sentence."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal, Optional

from pydantic import BaseSettings, Field, SecretStr, ValidationError, root_validator, validator

from bot.errors import SettingsError

DEVELOPMENT_TWILIO_TOKEN = "development-token-not-secret"
DEVELOPMENT_TWILIO_SID = "AC00000000000000000000000000000000"


class Settings(BaseSettings):
    """Documented in `docs/settings.md`; the names are promised in the interfaces of the project."""

    home: Path = Path(".alder")
    env: Literal["development", "production"] = "development"
    database_url: Optional[SecretStr] = None
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
    open_per_minute: int = Field(default=30, ge=0)
    messages_per_minute: int = Field(default=90, ge=0)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    crash_at: Optional[str] = None

    class Config:
        env_prefix = "ALDER_"
        env_file = ".env"

    @validator("public_url", "twilio_api_url")
    def _no_trailing_slash(cls, value: Optional[str]) -> Optional[str]:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value.rstrip("/") if value else value

    @root_validator(skip_on_failure=True)
    def _production_refuses_development(cls, values: dict) -> dict:
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
    def sms_sending(self) -> bool:
        """Whether outbound SMS are posted anywhere (off until a sender number is set)."""
        return self.twilio_from is not None


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
