"""Sends SMS through Twilio's API and finds out whether a send that was cut off arrived there after all."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Collection, Mapping, Optional
from urllib.parse import urlsplit

import httpx

from bot.clock import now
from bot.errors import AlderError

# 4xx that say something about our account or the moment, not about this message: once repaired, the same message
# must still go out, because somebody is waiting for it.
_OURS = frozenset({401, 403, 404, 408, 425, 429})
_QUEUE_FULL = 21611  # comes as 400, but passes
_TIMEOUT = httpx.Timeout(10.0, connect=5.0)
_SLACK = timedelta(seconds=5)  # Twilio stamps whole seconds, by its own clock
_PAGE_SIZE, _MOST_PAGES = 100, 20
_TRIAL_PREFIX = "Sent from your Twilio trial account - "
_LONGEST_WAIT = 3600.0


class SendRefused(AlderError):
    """Twilio will never take this message, e.g. ``twilio_code`` 21610 (opted out) or 21211 (no such number)."""

    code = "sms_refused"

    def __init__(self, twilio_code: int) -> None:
        super().__init__(f"The SMS provider refused the message (code {twilio_code}).")
        self.twilio_code = twilio_code


class SendFailed(AlderError):
    """It did not work this time.

    ``reason`` is a word or a status code. ``uncertain`` tells that Twilio may have taken the message, so `find` it
    before sending it again. ``retry_after`` is in seconds, if Twilio asked for a pause.
    """

    code = "sms_failed"

    def __init__(self, reason: str, uncertain: bool = False, retry_after: Optional[float] = None) -> None:
        super().__init__(f"The SMS provider could not be used ({reason}).")
        self.reason, self.uncertain, self.retry_after = reason, uncertain, retry_after


class TwilioSender:
    """One Twilio account and one sender number. Its errors and logs hold codes only: no text, number or token."""

    def __init__(
        self,
        api_url: str,
        account_sid: str,
        auth_token: str,
        from_number: str,
        client: Optional[httpx.AsyncClient] = None,
    ) -> None:
        silence_http_loggers()
        self._api_url = api_url.rstrip("/")
        self._messages = f"{self._api_url}/2010-04-01/Accounts/{account_sid}/Messages.json"
        self._auth = httpx.BasicAuth(account_sid, auth_token)
        self._from = from_number
        self._client = client or httpx.AsyncClient(timeout=_TIMEOUT, trust_env=not is_loopback(api_url))

    async def send(self, to: str, body: str, status_callback: Optional[str] = None) -> str:
        """Post one message; the answer is its MessageSid.

        Raises:
            SendRefused: Twilio will never take it.
            SendFailed: not this time; see ``uncertain``.
        """
        form = {"To": to, "From": self._from, "Body": body}
        if status_callback:
            form["StatusCallback"] = status_callback
        answer = await self._ask("POST", self._messages, data=form)
        sid = answer.get("sid")
        if not isinstance(sid, str) or not sid:
            raise SendFailed("no sid", uncertain=True)
        return sid

    async def find(self, to: str, body: str, since: datetime, known: Collection[str] = ()) -> Optional[str]:
        """The newest message with this body that we sent to ``to`` at or after ``since`` (aware), or None.

        ``known`` are MessageSids that belong to other messages: the same words may rightly have been sent twice.
        Twilio's list lags behind its sends by some moments: None soon after a send is not yet a no.

        No ``DateSent`` filter is used: a message still queued has no such date, and overlooking it would send the
        person the same words twice.

        Raises:
            SendFailed: it could not be found out (always ``uncertain``).
        """
        if since.tzinfo is None:
            raise ValueError("naive datetime")
        earliest = since.astimezone(timezone.utc) - _SLACK
        matches: list[tuple[datetime, str]] = []
        for page in await self._pages(to, earliest):
            for row in page:
                created = _created(row)
                if created >= earliest and row.get("sid") not in known and _is_ours(row, body):
                    matches.append((created, row["sid"]))
        return max(matches, key=lambda match: match[0])[1] if matches else None

    async def _pages(self, to: str, earliest: datetime) -> list[list[dict[str, Any]]]:
        pages: list[list[dict[str, Any]]] = []
        params: Optional[dict[str, str]] = {"To": to, "From": self._from, "PageSize": str(_PAGE_SIZE)}
        url = self._messages
        while len(pages) < _MOST_PAGES:
            answer = await self._look(url, params)
            pages.append([row for row in answer.get("messages") or [] if isinstance(row, dict)])
            following = answer.get("next_page_uri")
            past = all(_created(row) < earliest - timedelta(days=1) for row in pages[-1])
            if past or not isinstance(following, str) or not following.startswith("/"):
                break  # an absolute address is not followed: the credentials go to one host only
            url, params = self._api_url + following, None
        return pages

    async def _look(self, url: str, params: Optional[dict[str, str]]) -> Mapping[str, Any]:
        try:
            return await self._ask("GET", url, params=params)
        except SendRefused as refused:
            reason = str(refused.twilio_code)
        except SendFailed as failed:
            raise SendFailed(failed.reason, uncertain=True, retry_after=failed.retry_after) from None
        raise SendFailed(reason, uncertain=True)

    async def _ask(self, method: str, url: str, **request: Any) -> Mapping[str, Any]:
        response, failure = None, SendFailed("network", uncertain=True)
        try:
            response = await self._client.request(method, url, auth=self._auth, **request)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            failure = SendFailed("unreachable")
        except httpx.TimeoutException:
            failure = SendFailed("timeout", uncertain=True)
        except httpx.HTTPError:
            pass
        if response is None:
            raise failure  # outside of `except`: httpx's error keeps the request, and with it the number
        return _read(response)

    async def close(self) -> None:
        await self._client.aclose()


def _read(response: httpx.Response) -> Mapping[str, Any]:
    """The JSON object of a good answer; otherwise the error that its status means."""
    status, answer = response.status_code, _json(response)
    if 200 <= status < 300:
        return answer
    code = answer.get("code")
    code = code if isinstance(code, int) else status
    if 400 <= status < 500 and status not in _OURS and code != _QUEUE_FULL:
        raise SendRefused(code)
    raise SendFailed(str(code), uncertain=status >= 500, retry_after=_retry_after(response))


def _json(response: httpx.Response) -> Mapping[str, Any]:
    try:
        answer = response.json()
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _retry_after(response: httpx.Response) -> Optional[float]:
    """Seconds asked for by ``Retry-After`` (a number or a date, RFC 9110 10.2.3), at most an hour."""
    header = response.headers.get("Retry-After", "")
    try:
        seconds = float(header) if header.isdecimal() else (parsedate_to_datetime(header) - now()).total_seconds()
    except (TypeError, ValueError):
        return None
    return min(max(seconds, 0.0), _LONGEST_WAIT)


def _created(row: Mapping[str, Any]) -> datetime:
    """When Twilio made the message; an unreadable date counts as now, which errs on the side of looking on."""
    try:
        created = parsedate_to_datetime(row["date_created"])
    except (KeyError, TypeError, ValueError):
        return now()
    return created if created.tzinfo else created.replace(tzinfo=timezone.utc)


def _is_ours(row: Mapping[str, Any], body: str) -> bool:
    text = str(row.get("body") or "")
    same = text.removeprefix(_TRIAL_PREFIX).strip() == body.strip()
    return same and str(row.get("direction", "")).startswith("outbound") and isinstance(row.get("sid"), str)


def is_loopback(url: str) -> bool:
    """Whether ``url`` stays on this machine, where a proxy of the environment must not be asked."""
    return urlsplit(url).hostname in ("127.0.0.1", "::1", "localhost")


_HTTP_LOGGERS = (
    "httpx",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.http2",
    "httpcore.proxy",
    "httpcore.socks",
)


def silence_http_loggers() -> None:
    """Drop every record of httpx and httpcore: at INFO they print addresses, and ours hold a person's number.

    A filter, not a level: log configuration that runs later sets levels and handlers again, but keeps filters.
    """
    for name in _HTTP_LOGGERS:
        logging.getLogger(name).addFilter(_never)


def _never(_record: logging.LogRecord) -> bool:
    return False
