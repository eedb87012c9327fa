"""Signatures: ours are accepted by Twilio's own validator, and nothing altered is."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from bot.errors import BadInput
from channels.sms.signature import form_fields, sign, valid

TOKEN, URL = "invented-token", "https://alder.example/sms/twilio"
FIELDS = {"MessageSid": "SM1", "From": "+13055550142", "To": "+13055550100", "Body": "  ¿Dónde? 你好 😀 \n", "City": ""}


def test_the_example_twilio_publishes() -> None:
    """From Twilio's page on webhook security; the signature there was made by Twilio, not by this library."""
    fields = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert sign("12345", url, fields) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="
    assert valid("12345", url, fields, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")


def test_twilio_accepts_what_we_sign() -> None:
    assert RequestValidator(TOKEN).validate(URL, FIELDS, sign(TOKEN, URL, FIELDS))


def test_fields_survive_the_wire_untrimmed() -> None:
    read = form_fields(urlencode(FIELDS).encode())
    assert read == FIELDS
    assert valid(TOKEN, URL, read, sign(TOKEN, URL, FIELDS))


@given(st.dictionaries(st.text("ABCab", min_size=1, max_size=4), st.text(st.characters(codec="utf-8"))))
def test_any_form_survives(fields: dict[str, str]) -> None:
    assert valid(TOKEN, URL, form_fields(urlencode(fields).encode()), sign(TOKEN, URL, fields))


@pytest.mark.parametrize(
    ("token", "url", "fields"),
    [
        ("another", URL, FIELDS),
        ("", URL, FIELDS),
        (TOKEN, URL + "?a=1", FIELDS),
        (TOKEN, URL.replace("https", "http"), FIELDS),
        (TOKEN, URL, {**FIELDS, "Body": FIELDS["Body"].strip()}),
        (TOKEN, URL, {**FIELDS, "Extra": "1"}),
        (TOKEN, URL, {name: value for name, value in FIELDS.items() if name != "MessageSid"}),
        (TOKEN, URL, {**FIELDS, "Body": "\ud83d"}),
    ],
)
def test_altered_requests_are_refused(token: str, url: str, fields: dict[str, str]) -> None:
    assert not valid(token, url, fields, sign(TOKEN, URL, FIELDS))


@pytest.mark.parametrize("signature", [None, "", "x", "é" * 28])
def test_bad_signatures_are_refused(signature: str | None) -> None:
    assert not valid(TOKEN, URL, FIELDS, signature)


def test_an_empty_token_accepts_nothing() -> None:
    assert not valid("", URL, FIELDS, sign("", URL, FIELDS))


@pytest.mark.parametrize("body", [b"Body=\xff", b"&".join(b"a%d=1" % n for n in range(300))])
def test_what_is_no_form_is_refused_without_quoting_it(body: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        form_fields(body)
    assert caught.value.__context__ is None
