"""Proof that a webhook comes from Twilio: its form fields as they were signed, and the signature over them."""

from __future__ import annotations

from typing import Mapping, Optional
from urllib.parse import parse_qsl

from bot.errors import BadInput

_MOST_FIELDS = 200  # Twilio sends about twenty; a flood of fields must not cost us time before the check


def form_fields(body: bytes) -> dict[str, str]:
    """The form fields of an ``application/x-www-form-urlencoded`` body exactly as sent: untrimmed, empty ones kept.

    A form parser that trims or drops would break the signature of ``" ok"`` and lose the message of a real person.

    Raises:
        BadInput: the body is not such a form.
    """
    try:
        return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        pass
    raise BadInput("The request is not a form.")  # outside of `except`: the decoding error quotes the body


def valid(auth_token: str, url: str, params: Mapping[str, str], signature: Optional[str]) -> bool:
    """Whether ``signature`` (the ``X-Twilio-Signature`` header) is Twilio's for this request.

    ``url`` is the public address Twilio was given, with its query; ``params`` are the fields of `form_fields`.
    The comparison is Twilio's own (HMAC-SHA1 over the URL and the sorted fields), in constant time.
    """
    from twilio.request_validator import RequestValidator

    if not signature or not auth_token:
        return False
    try:
        return bool(RequestValidator(auth_token).validate(url, dict(params), signature))
    except UnicodeEncodeError:  # half of a surrogate pair: Twilio cannot have signed that
        return False


def sign(auth_token: str, url: str, params: Mapping[str, str]) -> str:
    """The signature Twilio would send with this request; for the stand-in phone and for tests."""
    from twilio.request_validator import RequestValidator

    return str(RequestValidator(auth_token).compute_signature(url, dict(params)))
