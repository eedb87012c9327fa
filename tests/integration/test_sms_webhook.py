"""Twilio's webhooks on a real server: signed by Twilio's own validator, answered once, refused when anything is off."""

from __future__ import annotations

import secrets
from typing import Any, Iterator, Mapping, Optional
from urllib.parse import urlencode

import httpx
import pytest
from twilio.request_validator import RequestValidator

from bot.settings import DEVELOPMENT_TWILIO_SID, DEVELOPMENT_TWILIO_TOKEN
from channels.sms.stand_in import StandIn, create_stand_in
from channels.sms.stand_in import running as standing_in
from tests.integration.serving import Server, serving, wait_until

OURS = "+13055550100"
VALIDATOR = RequestValidator(DEVELOPMENT_TWILIO_TOKEN)


class Carrier:
    """Twilio as a server sees it, and what it was given to send."""

    def __init__(self, server: Server, stand_in: StandIn) -> None:
        self.server, self.stand_in = server, stand_in
        self.url = f"{server.url}/sms/twilio"

    def fields(self, body: str, sender: str, sid: Optional[str] = None) -> dict[str, str]:
        sid = sid or f"SM{secrets.token_hex(16)}"
        return {
            "AccountSid": DEVELOPMENT_TWILIO_SID, "ApiVersion": "2010-04-01", "Body": body, "From": sender, "To": OURS,
            "FromCity": "", "MessageSid": sid, "NumMedia": "0", "NumSegments": "1", "SmsSid": sid,
            "SmsStatus": "received",
        }  # fmt: skip

    def deliver(
        self, fields: Mapping[str, str], signature: Optional[str] = None, path: str = "/sms/twilio"
    ) -> httpx.Response:
        """One webhook; signed as Twilio signs it unless another signature is given ("" is none)."""
        signed = (
            VALIDATOR.compute_signature(f"{self.server.url}{path}", dict(fields)) if signature is None else signature
        )
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if signed:
            headers["X-Twilio-Signature"] = signed
        return self.server.http.post(path, content=urlencode(fields), headers=headers)

    def sent_to(self, phone: str) -> list[Any]:
        """Everything sent to ``phone``, once the server has nothing left to do."""
        wait_until(self.server.idle)
        return [one for one in list(self.stand_in.messages) if one.to == phone]

    def heard(self, sid: str) -> int:
        [(count,)] = self.server.rows("SELECT count(*) FROM inbox WHERE provider_id = ?", sid)
        return int(count)


@pytest.fixture(scope="module")
def carrier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Carrier]:
    """A server that sends through a stand-in for Twilio's API."""
    app = create_stand_in()
    with standing_in(app) as address:
        home = tmp_path_factory.mktemp("webhook") / "home"
        with serving(home, twilio_from=OURS, twilio_api_url=address) as server:
            assert server.start(), server.log
            yield Carrier(server, app.state.stand_in)


@pytest.fixture
def phone() -> str:
    """A number that nobody used in another test."""
    return f"+1305555{secrets.randbelow(9000) + 1000}"


def refused(answer: httpx.Response) -> bool:
    assert set(answer.json()["error"]) == {"code", "message"}
    return answer.status_code == 403


def test_a_signed_text_is_answered_through_the_api(carrier: Carrier, phone: str) -> None:
    answer = carrier.deliver(carrier.fields("hello", phone))
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("application/xml")
    assert answer.text == "<Response/>", "the reply does not come with the answer: it passes the outbox"
    [sent] = carrier.sent_to(phone)
    assert sent.body.startswith("Hello. This is an automated assistant") and "Could someone else see" in sent.body


def test_a_text_delivered_twice_is_answered_once(carrier: Carrier, phone: str) -> None:
    fields = carrier.fields("hello", phone)
    assert [carrier.deliver(fields).status_code for _ in range(3)] == [200, 200, 200]
    assert len(carrier.sent_to(phone)) == 1 and carrier.heard(fields["MessageSid"]) == 1
    assert carrier.deliver(fields).status_code == 200, "hours later too"
    assert len(carrier.sent_to(phone)) == 1


def test_a_conversation_by_text(carrier: Carrier, phone: str) -> None:
    for number, words in enumerate(("hello", "1", "1", "2", "33130"), start=1):
        assert carrier.deliver(carrier.fields(words, phone)).status_code == 200
        assert len(carrier.sent_to(phone)) == number, "one text an answer"
    last = carrier.sent_to(phone)[-1].body
    assert last.startswith("3 places fit: Food.") and last.endswith("1 Show more\n2 Something else")


def test_two_phones_are_two_people(carrier: Carrier, phone: str) -> None:
    other = f"{phone[:-1]}{(int(phone[-1]) + 1) % 10}"
    for number in (phone, other):
        carrier.deliver(carrier.fields("hello", number))
    assert "Could someone else see" in carrier.sent_to(phone)[0].body
    assert "Could someone else see" in carrier.sent_to(other)[0].body


@pytest.mark.parametrize("signature", ["", "wrong", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="])
def test_without_the_right_signature_nothing_is_taken(carrier: Carrier, phone: str, signature: str) -> None:
    fields = carrier.fields("hello", phone)
    assert refused(carrier.deliver(fields, signature))
    assert carrier.heard(fields["MessageSid"]) == 0 and not carrier.sent_to(phone)


@pytest.mark.parametrize("change", [{"Body": "hello "}, {"From": "+13055550199"}, {"Extra": ""}, {"FromCity": "MIAMI"}])
def test_a_signature_is_for_these_fields_only(carrier: Carrier, phone: str, change: dict[str, str]) -> None:
    fields = carrier.fields("hello", phone)
    signature = VALIDATOR.compute_signature(carrier.url, fields)
    assert refused(carrier.deliver({**fields, **change}, signature))


def test_a_signature_is_for_this_address_and_this_account(carrier: Carrier, phone: str) -> None:
    fields = carrier.fields("hello", phone)
    elsewhere = VALIDATOR.compute_signature("https://elsewhere.example/sms/twilio", fields)
    others = RequestValidator("another-token").compute_signature(carrier.url, fields)
    for signature in (elsewhere, others):
        assert refused(carrier.deliver(fields, signature))
    assert refused(carrier.deliver(fields, VALIDATOR.compute_signature(f"{carrier.url}?a=b", fields)))


def test_fields_are_taken_as_they_were_signed(carrier: Carrier, phone: str) -> None:
    """Spaces at the ends, empty fields, accents, plus signs: a parser that trims would turn a real person away."""
    assert carrier.deliver(carrier.fields("  ¿hola? +1 & 2 = é\n", phone)).status_code == 200
    [sent] = carrier.sent_to(phone)
    assert sent.body.startswith("Hola.")


def test_an_empty_text_is_answered_too(carrier: Carrier, phone: str) -> None:
    assert carrier.deliver(carrier.fields("", phone)).status_code == 200  # a picture without words
    assert len(carrier.sent_to(phone)) == 1


def test_what_is_no_message_is_refused(carrier: Carrier, phone: str) -> None:
    assert carrier.deliver({"Body": "hello"}).status_code == 422
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": "x"}
    assert carrier.server.http.post("/sms/twilio", content=b"\xff\xfe\x00", headers=headers).status_code in (403, 422)


def test_stop_help_and_start(carrier: Carrier, phone: str) -> None:
    def bodies() -> list[str]:
        return [one.body for one in carrier.sent_to(phone)]

    for words in ("HELP", "STOP", "hello?", "STOP", "START", "hello"):
        assert carrier.deliver(carrier.fields(words, phone)).status_code == 200
        bodies()
    helped, stopped, started, first = bodies()
    assert "Msg & data rates may apply" in helped and stopped.startswith("You will get no more texts")
    assert started.startswith("You will get replies") and first.startswith("Hello. This is an automated")


def test_what_became_of_a_text_is_noted(carrier: Carrier, phone: str) -> None:
    carrier.deliver(carrier.fields("hello", phone))
    [sent] = carrier.sent_to(phone)
    report = {"MessageSid": sent.sid, "SmsSid": sent.sid, "MessageStatus": "delivered", "To": phone, "From": OURS}
    assert refused(carrier.deliver(report, "wrong", path="/sms/twilio/status"))
    answer = carrier.deliver(report, path="/sms/twilio/status")
    assert (answer.status_code, answer.content) == (204, b"")
    assert carrier.server.rows("SELECT delivery FROM outbox WHERE provider_id = ?", sent.sid) == [("delivered",)]
    unknown = {**report, "MessageSid": "SM" + "0" * 32, "SmsSid": "SM" + "0" * 32}
    assert carrier.deliver(unknown, path="/sms/twilio/status").status_code == 204
