"""The sender: takes texts from the outbox to the provider, once each; a try that was cut off is looked up first."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Optional

import structlog

from bot import crashpoints, log
from bot.audit import events as audit
from bot.bootstrap import House
from bot.conversation import outbox
from bot.conversation.models import OutboxRow
from bot.conversation.outbox import Parcel
from channels import metrics
from channels.sms.parts import count
from channels.sms.twilio import SendFailed, SendRefused, TwilioSender

_log = structlog.get_logger(__name__)
_LOOK_EVERY = 0.5  # seconds
_LIST_LAG = 3.0  # seconds


class Sender:
    """Runs on the web loop; the database is asked in threads."""

    def __init__(self, house: House, provider: TwilioSender, status_callback: Optional[str] = None) -> None:
        self._house = house
        self._provider = provider
        self._callback = status_callback
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """A text was put in the outbox."""
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled. Whatever was cut off when the process died before is reconciled first."""
        if self._house.db.is_sqlite:
            await asyncio.to_thread(self._recover)
        while True:
            self._wake.clear()
            try:
                parcel = await asyncio.to_thread(self._claim)
                if parcel:
                    await self._deliver(parcel)
                    continue
            except Exception as error:  # a database that is away: the texts stay in the outbox
                _log.error("sender.stumbled", where=log.where(error))
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._wake.wait(), _LOOK_EVERY)

    async def _deliver(self, parcel: Parcel) -> None:
        crashpoints.reached("sending")
        try:
            provider_id = await self._reconcile(parcel) if parcel.cut_off_at else None
            if provider_id is None:
                provider_id = await self._provider.send(parcel.address, parcel.body, self._callback)
        except SendRefused as error:
            metrics.texts_sent.labels("refused").inc()
            await asyncio.to_thread(self._refused, parcel, str(error.twilio_code))
        except SendFailed as error:
            metrics.texts_sent.labels("failed").inc()
            await asyncio.to_thread(self._failed, parcel, error)
        else:
            crashpoints.reached("sent_unmarked")
            metrics.texts_sent.labels("sent").inc()
            parts = count(parcel.body)
            metrics.sms_parts.labels(parts.encoding).inc(parts.parts)
            await asyncio.to_thread(self._sent, parcel, provider_id)
            crashpoints.reached("sent")

    async def _reconcile(self, parcel: Parcel) -> Optional[str]:
        """Whether the try that was cut off arrived. Asked twice, because the provider's list lags behind its sends."""
        assert parcel.cut_off_at is not None
        for pause in (0.0, _LIST_LAG):
            await asyncio.sleep(pause)
            found = await self._provider.find(parcel.address, parcel.body, parcel.cut_off_at, parcel.known)
            if found is not None:
                return found
        return None

    def _recover(self) -> None:
        with self._house.db.own_transaction() as session:
            outbox.recover(session)

    def _claim(self) -> Optional[Parcel]:
        with self._house.db.own_transaction() as session:
            parcel = outbox.claim(session, self._house.keys)
            if parcel is not None:
                crashpoints.reached("before_send")
        return parcel

    def _sent(self, parcel: Parcel, provider_id: str) -> None:
        with self._house.db.own_transaction() as session:
            outbox.sent(session, parcel.id, provider_id)

    def _failed(self, parcel: Parcel, error: SendFailed) -> None:
        with self._house.db.own_transaction() as session:
            outbox.try_later(session, parcel.id, certainly_not_sent=not error.uncertain, retry_after=error.retry_after)

    def _refused(self, parcel: Parcel, code: str) -> None:
        with self._house.db.own_transaction() as session:
            outbox.refuse(session, parcel.id)
            row = session.get(OutboxRow, parcel.id)
            audit.append(session, audit.Event.SEND_REFUSED, row.conversation_id if row else None, code=code)
