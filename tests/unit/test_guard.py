"""Who may come in as Twilio and as the operator: a signature, a token or this machine, and nothing else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from pydantic import SecretStr
from starlette.requests import Request

from bot.errors import NotAuthorised
from bot.settings import DEVELOPMENT_TWILIO_TOKEN, Settings
from bot.vault.keys import new_master_key
from channels import guard
from channels.sms.signature import sign

FIELDS = {"MessageSid": "SM1", "From": "+13055550142", "Body": "hello"}
URL = "https://alder.example.org/sms/twilio"
PRODUCTION = {"env": "production", "master_keys": new_master_key()}


def request(settings: Settings, body: bytes = b"", host: str = "203.0.113.9", **headers: str) -> Request:
    """A request to the webhook as the server sees it."""

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    house = SimpleNamespace(settings=settings)
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/sms/twilio",
        "query_string": b"",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        "client": (host, 4711),
        "app": SimpleNamespace(state=SimpleNamespace(house=house)),
    }
    return Request(scope, receive)


def webhook(signed_with: str, **settings: Any) -> Request:
    """A webhook to an installation with these settings."""
    config = Settings(public_url="https://alder.example.org", **settings)
    return request(config, urlencode(FIELDS).encode(), x_twilio_signature=sign(signed_with, URL, FIELDS))


async def test_a_signature_over_the_public_address_opens() -> None:
    assert await guard.twilio(webhook("secret", twilio_auth_token="secret")) == FIELDS
    assert await guard.twilio(webhook(DEVELOPMENT_TWILIO_TOKEN)) == FIELDS


async def test_another_token_does_not() -> None:
    with pytest.raises(NotAuthorised):
        await guard.twilio(webhook("another", twilio_auth_token="secret"))


async def test_in_production_nobody_can_sign_with_the_token_in_the_source() -> None:
    with pytest.raises(NotAuthorised):
        await guard.twilio(webhook(DEVELOPMENT_TWILIO_TOKEN, **PRODUCTION))
    assert await guard.twilio(webhook("secret", twilio_auth_token="secret", **PRODUCTION)) == FIELDS


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
async def test_the_operator_on_this_machine_may_read_the_counts(host: str) -> None:
    await guard.operator(request(Settings(), host=host))


@pytest.mark.parametrize("header", ["x_forwarded_for", "forwarded", "x_real_ip"])
async def test_what_a_proxy_on_this_machine_passes_on_is_not_this_machine(header: str) -> None:
    with pytest.raises(NotAuthorised):
        await guard.operator(request(Settings(), b"", host="127.0.0.1", **{header: "203.0.113.9"}))


async def test_from_elsewhere_the_token_opens_and_no_token_opens_nothing() -> None:
    with_token = Settings(metrics_token=SecretStr("count-me"))
    await guard.operator(request(with_token, authorization="Bearer count-me"))
    for settings, given in (
        (with_token, "Bearer count-you"),
        (with_token, ""),
        (Settings(), "Bearer "),
        (Settings(), ""),
    ):
        with pytest.raises(NotAuthorised):
            await guard.operator(request(settings, authorization=given))


async def test_a_token_that_is_no_ascii_is_refused_and_not_an_error() -> None:
    with pytest.raises(NotAuthorised):
        await guard.operator(request(Settings(metrics_token=SecretStr("count-me")), authorization="Bearer \xe9"))
