"""TwilioSender against the stand-in over a real loopback server: sends, failures, reconciling, and silence in logs."""

from __future__ import annotations

import asyncio
import io
import logging
import socket
import time
import traceback
from datetime import timedelta
from typing import Any, Awaitable, Callable, Iterator, TypeVar

import httpx
import pytest
import typer
from fastapi import FastAPI, Request, Response
from twilio.request_validator import RequestValidator

from bot.clock import now
from bot.settings import settings
from channels.sms import phone
from channels.sms.signature import form_fields
from channels.sms.stand_in import StandIn, create_stand_in, running
from channels.sms.twilio import SendFailed, SendRefused, TwilioSender

SID, TOKEN = "AC" + "1" * 32, "invented-token"
FROM, TO = "+13055550100", "+13055550142"
BODY = "Está aquí: 😀 & +1 = ok?"
T = TypeVar("T")


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, StandIn]]:
    app = create_stand_in(SID, TOKEN)
    with running(app) as address:
        yield address, app.state.stand_in


@pytest.fixture
def stand_in(served: tuple[str, StandIn]) -> StandIn:
    state = served[1]
    state.reset()
    return state


@pytest.fixture
def talk(served: tuple[str, StandIn], stand_in: StandIn) -> Callable[..., Any]:
    """Runs one coroutine with a sender and closes it."""

    def run(job: Callable[[TwilioSender], Awaitable[T]], token: str = TOKEN, url: str = served[0]) -> T:
        async def whole() -> T:
            client = httpx.AsyncClient(timeout=0.4, trust_env=False)
            sender = TwilioSender(url, SID, token, FROM, client)
            try:
                return await job(sender)
            finally:
                await sender.close()

        return asyncio.run(whole())

    return run


def failure(talk: Callable[..., Any], **where: str) -> SendFailed:
    with pytest.raises(SendFailed) as caught:
        talk(lambda sender: sender.send(TO, BODY), **where)
    return caught.value


def test_a_message_arrives_as_written(talk: Callable[..., Any], stand_in: StandIn) -> None:
    sid = talk(lambda sender: sender.send(TO, BODY, "https://alder.example/sms/twilio/status"))
    [sent] = stand_in.messages
    assert (sent.sid, sent.to, sent.sender, sent.body) == (sid, TO, FROM, BODY)
    assert sent.status_callback == "https://alder.example/sms/twilio/status"
    assert BODY not in repr(sent) and TO not in repr(stand_in)


def test_twilio_own_client_is_at_home_here(served: tuple[str, StandIn], stand_in: StandIn) -> None:
    """The stand-in answers as Twilio's library expects, so what we learn against it holds for the real one."""
    from twilio.base.serialize import iso8601_datetime
    from twilio.rest import Client
    from twilio.rest.api.v2010.account.message import MessageInstance

    answer = httpx.post(
        f"{served[0]}/2010-04-01/Accounts/{SID}/Messages.json",
        data={"To": TO, "From": FROM, "Body": BODY},
        auth=(SID, TOKEN),
        trust_env=False,
    )
    message = MessageInstance(Client(SID, TOKEN).api.v2010, answer.json(), SID)
    assert answer.status_code == 201
    assert (message.body, message.date_sent) == (BODY, None)
    assert iso8601_datetime(message.date_created)


@pytest.mark.parametrize(("status", "code"), [(400, 21610), (400, 21211), (422, 422)])
def test_refusals_are_final(talk: Callable[..., Any], stand_in: StandIn, status: int, code: int) -> None:
    stand_in.fail_next(1, status, code)
    with pytest.raises(SendRefused) as caught:
        talk(lambda sender: sender.send(TO, BODY))
    assert caught.value.twilio_code == code
    assert talk(lambda sender: sender.send(TO, BODY)).startswith("SM")


@pytest.mark.parametrize(
    ("status", "code", "uncertain"), [(500, 20500, True), (503, 503, True), (429, 20429, False), (400, 21611, False)]
)
def test_what_passes_is_temporary(
    talk: Callable[..., Any], stand_in: StandIn, status: int, code: int, uncertain: bool
) -> None:
    stand_in.fail_next(1, status, code)
    failed = failure(talk)
    assert (failed.reason, failed.uncertain, failed.retry_after) == (str(code), uncertain, None)


def test_a_pause_asked_for_is_reported(talk: Callable[..., Any], stand_in: StandIn) -> None:
    stand_in.fail_next(1, 429, 20429, retry_after="7")
    assert failure(talk).retry_after == 7.0
    stand_in.fail_next(1, 503, retry_after="Fri, 01 Jan 2100 00:00:00 GMT")
    assert failure(talk).retry_after == 3600.0
    stand_in.fail_next(1, 503, retry_after="soon")
    assert failure(talk).retry_after is None


def test_wrong_credentials_do_not_throw_messages_away(talk: Callable[..., Any], stand_in: StandIn) -> None:
    failed = failure(talk, token="wrong")
    assert (failed.reason, failed.uncertain) == ("20003", False)
    assert stand_in.messages == []


def test_nobody_listening_is_certain(talk: Callable[..., Any]) -> None:
    failed = failure(talk, url="http://127.0.0.1:9")
    assert (failed.reason, failed.uncertain) == ("unreachable", False)


def test_a_send_that_timed_out_is_found_again(talk: Callable[..., Any], stand_in: StandIn) -> None:
    began, stand_in.delay = now(), 0.8
    failed = failure(talk)
    stand_in.delay = 0.0
    assert (failed.reason, failed.uncertain) == ("timeout", True)
    assert talk(lambda sender: sender.find(TO, BODY, began)) == stand_in.messages[0].sid


def test_a_dropped_connection_is_found_again(talk: Callable[..., Any], stand_in: StandIn) -> None:
    began = now()
    stand_in.drop_next()
    assert failure(talk).uncertain
    assert talk(lambda sender: sender.find(TO, BODY, began)) == stand_in.messages[0].sid


def test_find_tells_messages_apart(talk: Callable[..., Any], stand_in: StandIn) -> None:
    began = now()
    for to, body in ((TO, "another"), ("+13055550143", BODY), (TO, BODY + " more")):
        talk(lambda sender, to=to, body=body: sender.send(to, body))
    assert talk(lambda sender: sender.find(TO, BODY, began)) is None
    first, second = (talk(lambda sender: sender.send(TO, BODY)) for _ in range(2))
    assert talk(lambda sender: sender.find(TO, BODY, began, known={second})) == first
    assert talk(lambda sender: sender.find(TO, BODY, began, known={first, second})) is None
    assert talk(lambda sender: sender.find(TO, BODY, now() + timedelta(seconds=30))) is None


def test_find_goes_through_the_pages(talk: Callable[..., Any], stand_in: StandIn) -> None:
    began = now()
    wanted = talk(lambda sender: sender.send(TO, BODY))
    for number in range(230):
        stand_in.take({"To": TO, "From": FROM, "Body": f"later {number}"})
    assert talk(lambda sender: sender.find(TO, BODY, began)) == wanted


def test_find_that_fails_leaves_it_uncertain(talk: Callable[..., Any]) -> None:
    for where in ({"token": "wrong"}, {"url": "http://127.0.0.1:9"}):
        with pytest.raises(SendFailed) as caught:
            talk(lambda sender: sender.find(TO, BODY, now()), **where)
        assert caught.value.uncertain


def test_nothing_said_reaches_logs_or_errors(
    talk: Callable[..., Any], stand_in: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "httpcore.http11"):  # a log configuration that comes later
        logging.getLogger(name).setLevel(logging.DEBUG)
    errors = []
    stand_in.fail_next(1, 400, 21610)
    stand_in.drop_next()
    send, find = (lambda sender: sender.send(TO, BODY)), (lambda sender: sender.find(TO, BODY, now()))
    for job in (send, send, send, find):
        try:
            talk(job)
        except (SendRefused, SendFailed) as error:
            assert error.__cause__ is None and error.__context__ is None
            errors.append("".join(traceback.format_exception(error)) + repr(error))
    assert len(errors) == 2
    for text in (*errors, caplog.text):
        for secret in (TO, TO[1:], BODY, TOKEN):
            assert secret not in text


def test_the_phone_signs_what_twilio_accepts_and_prints_what_comes_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    port, status = free_port(), {"now": 200}
    bodies: list[str] = []
    with running(echo_server(f"http://127.0.0.1:{port}", status, bodies)) as server:
        assert run_phone(monkeypatch, server, port, "hello\n\n  ¿dónde? 😀 \n") == 0
        shown = capsys.readouterr().out
        assert bodies == ["hello", "  ¿dónde? 😀 "]
        assert "Echo: hello" in shown and "1 part · GSM-7 11" in shown and "UCS-2" in shown
        status["now"] = 403
        assert run_phone(monkeypatch, server, port, "hello\n") == 1
        assert "refused the signature" in capsys.readouterr().err
    assert run_phone(monkeypatch, "http://127.0.0.1:9", port, "hello\n") == 1
    assert "No server answers" in capsys.readouterr().err


def test_the_phone_says_when_its_port_is_taken(
    served: tuple[str, StandIn], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_phone(monkeypatch, "http://127.0.0.1:9", int(served[0].rsplit(":")[-1]), "hello\n") == 1
    assert "is taken" in capsys.readouterr().err


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def echo_server(api_url: str, status: dict[str, int], bodies: list[str]) -> FastAPI:
    """A server that checks the signature with Twilio's validator and echoes through the phone's stand-in."""
    app, house = FastAPI(), settings()
    account, token = house.twilio_account_sid, house.twilio_auth_token.get_secret_value()

    @app.post("/sms/twilio")
    async def webhook(request: Request) -> Response:
        fields = form_fields(await request.body())
        if not RequestValidator(token).validate(str(request.url), fields, request.headers["X-Twilio-Signature"]):
            return Response(status_code=418)
        if status["now"] == 200:
            bodies.append(fields["Body"])
            sender = TwilioSender(api_url, account, token, fields["To"])
            await sender.send(fields["From"], "Echo: " + fields["Body"])
            await sender.close()
        return Response(status_code=status["now"])

    return app


def run_phone(monkeypatch: pytest.MonkeyPatch, server: str, port: int, typed: str) -> int:
    """The exit code of `alder sms-phone` with ``typed`` piped in."""
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    monkeypatch.setattr(phone, "_QUIET", 0.2)
    try:
        phone.sms_phone(number=TO, server=server, listen=port)
    except typer.Exit as left:
        return left.exit_code
    return 0


def test_the_stand_in_stops_quickly() -> None:
    started = time.monotonic()
    with running(create_stand_in()):
        pass
    assert time.monotonic() - started < 3
