"""Settings: safe by default, and a wrong one stops the start with a sentence that names it and never shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator

import pytest
from pydantic import SecretStr

from bot import settings as module
from bot.errors import SettingsError
from bot.settings import DEVELOPMENT_TWILIO_TOKEN, Settings, settings
from bot.vault.keys import new_master_key

PRODUCTION = {"ENV": "production", "MASTER_KEYS": new_master_key(), "PUBLIC_URL": "https://alder.example.org"}


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)  # no `.env` of a developer
    settings.cache_clear()
    yield
    settings.cache_clear()


def read(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    """The settings of a process with these variables."""
    for name, value in values.items():
        monkeypatch.setenv(f"ALDER_{name}", value)
    settings.cache_clear()
    return settings()


def refused(monkeypatch: pytest.MonkeyPatch, **values: str) -> str:
    """The sentence with which these variables stop the start."""
    with pytest.raises(SettingsError) as error:
        read(monkeypatch, **values)
    assert error.value.__suppress_context__, "a traceback would show the value"
    return error.value.message


def test_without_anything_set_it_serves_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    config = read(monkeypatch)
    assert (config.env, config.host, config.port) == ("development", "127.0.0.1", 8000)
    assert config.address == "http://127.0.0.1:8000" and not config.sms_sending
    assert config.sqlalchemy_url == f"sqlite:///{Path.cwd() / '.alder' / 'alder.db'}"


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("ALDER_PORT=8100\nALDER_HOST=0.0.0.0\nSOMETHING_ELSE=1\n")
    config = read(monkeypatch, PORT="8200")
    assert (config.port, config.host) == (8200, "0.0.0.0")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("ALDER_PROGRAMME_NAME=Harbor", "Harbor"),
        ("export ALDER_PROGRAMME_NAME = Harbor House  # ours", "Harbor House"),
        ('ALDER_PROGRAMME_NAME="Harbor # House" # ours', "Harbor # House"),
        ("ALDER_PROGRAMME_NAME='a$b\\c=d#e'", "a$b\\c=d#e"),
        ("alder_programme_name=Harbor", "Harbor"),
        ("ALDER_PROGRAMME_NAME=", "Alder"),
        ("# ALDER_PROGRAMME_NAME=Harbor", "Alder"),
        ("just words", "Alder"),
    ],
)
def test_lines_of_the_file(monkeypatch: pytest.MonkeyPatch, line: str, value: str) -> None:
    Path(".env").write_text(f"\n{line}\n\n")
    assert read(monkeypatch).programme_name == value


def test_a_wrong_line_of_the_file_is_named_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("ALDER_DATABASE_URL=sw0rdfish\n")
    sentence = refused(monkeypatch)
    assert "ALDER_DATABASE_URL" in sentence and "sw0rdfish" not in sentence


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENV", "staging"),
        ("PORT", "eighty"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PUBLIC_URL", "alder.example.org"),
        ("PUBLIC_URL", "ftp://alder.example.org"),
        ("TWILIO_API_URL", "api.example.org"),
        ("OPEN_PER_MINUTE", "-1"),
        ("MESSAGES_PER_MINUTE", "many"),
        ("LOG_LEVEL", "LOUD"),
        ("DATABASE_URL", "sw0rdfish-no-url"),
        ("DATABASE_URL", "mysql://alder:sw0rdfish@db.example.org/alder"),
        ("TWILIO_FROM", "Harbor House"),
        ("CRASH_AT", "sometime"),
    ],
)
def test_a_wrong_setting_is_named_and_never_shown(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    sentence = refused(monkeypatch, **{name: value})
    assert f"ALDER_{name}" in sentence and "\n" not in sentence
    assert len(value) < 2 or value not in sentence


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"MASTER_KEYS": ""}, "ALDER_MASTER_KEYS"),
        ({"PUBLIC_URL": "http://alder.example.org"}, "ALDER_PUBLIC_URL"),
        ({"TWILIO_FROM": "+13055550100"}, "ALDER_TWILIO_AUTH_TOKEN"),
        ({"CRASH_AT": "stored"}, "ALDER_CRASH_AT"),
    ],
)
def test_production_refuses_what_is_for_development(
    monkeypatch: pytest.MonkeyPatch, change: dict[str, str], named: str
) -> None:
    assert named in refused(monkeypatch, **{**PRODUCTION, **change})


@pytest.mark.parametrize("left_out", ["MASTER_KEYS", "PUBLIC_URL"])
def test_production_needs_its_own(monkeypatch: pytest.MonkeyPatch, left_out: str) -> None:
    given = {name: value for name, value in PRODUCTION.items() if name != left_out}
    assert f"ALDER_{left_out}" in refused(monkeypatch, **given)


def test_production_starts_with_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    config = read(monkeypatch, **PRODUCTION, TWILIO_FROM="+13055550100", TWILIO_AUTH_TOKEN="a real one")
    assert config.sms_sending and config.address == "https://alder.example.org"


def test_a_slash_at_the_end_does_not_break_signatures(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, PUBLIC_URL="https://alder.example.org/").address == "https://alder.example.org"


@pytest.mark.parametrize("name", ["DATABASE_URL", "MASTER_KEYS", "TWILIO_AUTH_TOKEN", "SMTP_URL", "METRICS_TOKEN"])
def test_a_secret_is_not_in_the_repr(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    value = "postgresql://alder:sw0rdfish@db.example.org/alder"
    assert "sw0rdfish" not in repr(read(monkeypatch, **{name: value}))


def test_every_secret_is_kept_as_one() -> None:
    secrets = {name for name, field in Settings.__fields__.items() if field.type_ is SecretStr}
    assert secrets == {"database_url", "keys_url", "master_keys", "twilio_auth_token", "smtp_url", "metrics_token"}


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compose files and unit files pass empty strings for what was not configured."""
    unset = read(monkeypatch)
    assert read(monkeypatch, **{name.upper(): "" for name in Settings.__fields__}) == unset
    assert read(monkeypatch).twilio_auth_token.get_secret_value() == DEVELOPMENT_TWILIO_TOKEN


def test_no_other_setting_is_read_from_the_environment_by_its_bare_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "9999")
    assert read(monkeypatch).port == 8000 and module.Settings.Config.env_prefix == "ALDER_"
