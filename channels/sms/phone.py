"""`alder sms-phone`: a stand-in phone in the terminal, with properly signed webhooks out and SMS bubbles back."""

from __future__ import annotations

import errno
import secrets
import sys
import threading
import time
from contextlib import suppress
from typing import Iterator, Optional

import httpx
import typer

from bot.errors import AlderError
from bot.settings import settings
from channels.sms.parts import count
from channels.sms.signature import sign
from channels.sms.stand_in import Sent, StandIn, create_stand_in, running
from channels.sms.twilio import is_loopback, silence_http_loggers

OUR_NUMBER = "+13055550100"  # invented; used when ALDER_TWILIO_FROM is not set
_FIRST_REPLY, _QUIET = 8.0, 0.8  # seconds to wait for a first reply, and without another one
_BUBBLE = 46  # columns


class PhoneError(AlderError):
    """The stand-in phone cannot go on."""

    code = "sms_phone"


def webhook_fields(number: str, to: str, body: str, account_sid: str) -> dict[str, str]:
    """The form Twilio posts for one text message; the MessageSid is new each time, the place is invented."""
    sid = "SM" + secrets.token_hex(16)
    return {
        "MessageSid": sid,
        "SmsSid": sid,
        "SmsMessageSid": sid,
        "AccountSid": account_sid,
        "From": number,
        "To": to,
        "Body": body,
        "NumMedia": "0",
        "NumSegments": str(count(body).parts),
        "SmsStatus": "received",
        "ApiVersion": "2010-04-01",
        "FromCity": "",
        "FromState": "FL",
        "FromZip": "",
        "FromCountry": "US",
        "ToCountry": "US",
    }


class Phone:
    """One phone number that texts one running server."""

    def __init__(self, number: str, server: Optional[str], stand_in: StandIn) -> None:
        house = settings()
        self._number, self._stand_in = number, stand_in
        self._to = house.twilio_from or OUR_NUMBER
        self._account_sid, self._token = house.twilio_account_sid, house.twilio_auth_token.get_secret_value()
        self._server = (server or house.address).rstrip("/")
        # A signature covers the public address, which is not where we post when a tunnel or proxy stands between.
        self._signed = f"{house.public_url or self._server}/sms/twilio"
        silence_http_loggers()
        self._client = httpx.Client(timeout=15.0, trust_env=not is_loopback(self._server))
        self._shown = 0
        self._lock = threading.Lock()

    def text(self, body: str) -> None:
        """Post ``body`` as one inbound message.

        Raises:
            PhoneError: the server does not run or does not take it.
        """
        fields = webhook_fields(self._number, self._to, body, self._account_sid)
        headers = {"X-Twilio-Signature": sign(self._token, self._signed, fields)}
        status = None
        with suppress(httpx.HTTPError):
            status = self._client.post(f"{self._server}/sms/twilio", data=fields, headers=headers).status_code
        if status is None:
            raise PhoneError(f"No server answers at {self._server}; start it with `make run`.")
        if status == 403:
            raise PhoneError(
                "The server refused the signature; use the same ALDER_TWILIO_AUTH_TOKEN and ALDER_PUBLIC_URL for both."
            )
        if status >= 300:
            raise PhoneError(f"The server answered {status} and did not take the message.")

    def received(self) -> list[Sent]:
        return [sent for sent in list(self._stand_in.messages) if sent.to == self._number]

    def show_new(self) -> None:
        """Print what came in since the last look."""
        with self._lock:
            new = self.received()[self._shown :]
            self._shown += len(new)
            for sent in new:
                _bubble(sent)

    def settle(self) -> None:
        """Wait until a reply came and nothing followed for a moment, or until waiting is no use."""
        before, started = self._shown, time.monotonic()
        last = started
        while time.monotonic() - last < (_QUIET if self._shown > before else _FIRST_REPLY):
            seen = self._shown
            self.show_new()
            if self._shown > seen:
                last = time.monotonic()
            time.sleep(0.05)


def _bubble(sent: Sent) -> None:
    from rich.console import Console
    from rich.panel import Panel
    from rich.text import Text

    cost = count(sent.body)
    parts = "1 part" if cost.parts == 1 else f"{cost.parts} parts"
    title = f"{sent.sender} · {parts} · {cost.encoding} {cost.units}"
    Console().print(Panel(Text(sent.body), title=Text(title), title_align="left", width=_BUBBLE))


def _lines() -> Iterator[str]:
    """What is typed or piped in, line by line, without empty lines."""
    for line in sys.stdin:
        if line.strip():
            yield line.rstrip("\r\n")


def _watch(phone: Phone, over: threading.Event) -> None:
    while not over.wait(0.1):
        phone.show_new()


def _talk(phone: Phone, at_terminal: bool) -> None:
    """Text each line. A pipe waits for the answer before the next line, as a person would."""
    over = threading.Event()
    if at_terminal:
        threading.Thread(target=_watch, args=(phone, over), daemon=True).start()
    texted = 0
    for line in _lines():
        if not at_terminal:
            typer.echo(f"> {line}")
        phone.text(line)
        texted += 1
        if not at_terminal:
            phone.settle()
    over.set()
    if at_terminal and texted:
        phone.settle()


def sms_phone(
    number: str = typer.Option("+13055550142", help="The number of this phone, in E.164."),
    server: Optional[str] = typer.Option(None, help="Where the server runs, if not at its configured address."),
    listen: int = typer.Option(8099, help="Port on 127.0.0.1 where replies are taken (ALDER_TWILIO_API_URL)."),
) -> None:
    """Text with the running server as a phone would; each line is one message, Ctrl-D ends."""
    try:
        app = create_stand_in(settings().twilio_account_sid, settings().twilio_auth_token.get_secret_value())
        with running(app, listen) as address:
            phone = Phone(number, server, app.state.stand_in)
            typer.echo(f"Phone {number} is on; it takes replies at {address}. Ctrl-D ends.")
            _talk(phone, sys.stdin.isatty())
            if not phone.received():
                typer.echo(
                    f"Nothing came back; the server must run with ALDER_TWILIO_API_URL={address} and "
                    f"ALDER_TWILIO_FROM={OUR_NUMBER}.",
                    err=True,
                )
    except AlderError as error:
        typer.echo(error.message, err=True)
        raise typer.Exit(1) from None
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        typer.echo(f"Port {listen} on 127.0.0.1 is taken or not allowed; choose another with --listen.", err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
