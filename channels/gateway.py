"""The gateway: takes what channels received through the inbox, the steps and the closing, one commit a message."""

from __future__ import annotations

from typing import Any, Callable, Optional

import structlog
from sqlalchemy.orm import Session

from bot import crashpoints, log
from bot.audit import events as audit
from bot.bootstrap import House
from bot.content.help_lines import staffed
from bot.conversation import inbox
from bot.conversation.models import Conversation, InboxRow
from bot.engine.engine import Engine
from bot.vault.seal import SealBroken
from bot.vault.service import KeyDestroyed
from channels import metrics
from channels.ahead import Ahead
from channels.close import Superseded, close
from channels.hub import Hub
from channels.message import Inbound
from channels.steps import STEPS
from channels.steps.redact import redact
from channels.way import Silence, Stop, Way
from redaction.types import WITHHELD_TEXT

_log = structlog.get_logger(__name__)


class Gateway:
    """Used by the turn thread; :meth:`receive` by any thread."""

    def __init__(self, house: House, engine: Callable[[], Engine], redactor: Any, hub: Hub) -> None:
        self._house = house
        self._engine = engine
        self._redactor = redactor
        self._hub = hub
        self._ahead = Ahead(redactor)

    def receive(self, inbound: Inbound) -> tuple[int, bool]:
        """Make a message durable: ``(inbox id, whether it is new)``. Only after this may a provider hear "yes"."""
        crashpoints.reached("received")
        with self._house.db.own_transaction() as session:
            stored = inbox.store(
                session,
                self._house.keys,
                inbound.channel,
                inbound.provider_id,
                inbound.conversation_id,
                inbound.to_bytes(),
            )
        crashpoints.reached("stored")
        inbox_id, new = stored
        if new and inbound.text:
            self._ahead.start(inbox_id, inbound.text)
        return stored

    def recover(self) -> int:
        """At start: count one try for the message a dead process had in hand; after three it is set apart.

        It is the first in the queue. Those that waited behind it are to blame for nothing.
        """
        with self._house.db.own_transaction() as session:
            waiting = inbox.next_waiting(session)
            if waiting is None:
                return 0
            waiting.row.attempts += 1
            return 1

    def take_next(self) -> bool:
        """Take the turn of the next waiting message. Returns whether there was one."""
        inbox_id: Optional[int] = None
        try:
            with self._house.db.transaction() as session:
                waiting = inbox.next_waiting(session)
                if waiting is None:
                    return False
                row, inbox_id = waiting.row, waiting.row.id
                crashpoints.reached("claimed")
                way = self._way(session, row)
                with metrics.turn_seconds(way.channel):
                    self._walk(way, row)
                crashpoints.reached("before_commit")
        except Superseded:
            self._after_failure(inbox_id, None)
        except Exception as error:  # never silence: whatever failed, the person is told and given lines
            _log.error("turn.failed", inbox_id=inbox_id, where=log.where(error), error=type(error).__name__)
            self._after_failure(inbox_id, error)
        else:
            crashpoints.reached("committed")
            if way.effect == "erase":
                self._house.db.fold_log()
            self._announce(way)
        return True

    def _way(self, session: Session, row: InboxRow) -> Way:
        inbound = Inbound.from_bytes(inbox.plain(self._house.keys, row))
        conversation = session.get(Conversation, row.conversation_id)
        assert conversation is not None  # its rows go with it
        # The same phone writes again, perhaps in other hands: begin anew. A web chat that ended stays ended.
        reopened = conversation.state == "ended" and conversation.channel == "sms"
        if reopened:
            conversation.state = "open"
        edition = self._house.editions.current()
        way = Way(self._house, session, inbound, row.id, conversation, edition, self._engine, self._redactor)
        way.reopened = reopened
        way.read = self._ahead.take(row.id)
        return way

    @staticmethod
    def _walk(way: Way, row: InboxRow) -> None:
        if row.attempts >= inbox.MOST_ATTEMPTS:
            raise RuntimeError("this message ended the process before")
        end = None
        for step in STEPS:
            end = step(way)
            if end is not None:
                break
        if way.text is None:  # a step before redaction ended the way: the record still gets no more than redacted text
            redact(way)
        crashpoints.reached("answered")
        close(way, row, end)

    def _after_failure(self, inbox_id: Optional[int], error: Optional[Exception]) -> None:
        """Finish a message whose turn was undone: with help lines after a failure, without a word after a takeover."""
        if inbox_id is None:
            return
        with self._house.db.transaction() as session:
            row = session.get(InboxRow, inbox_id)
            if row is None or row.state != "new":
                return
            try:
                way = self._way(session, row)
            except SealBroken:  # its master key was taken out of the settings: waiting on, it would hold up everybody
                audit.append(session, audit.Event.TURN_FAILED, str(row.conversation_id), error=SealBroken.__name__)
                inbox.finish(row)
                return
            way.text = WITHHELD_TEXT
            if isinstance(error, KeyDestroyed):  # an erasure that was cut off after its key was gone is finished
                way.effect = "erase"
                way.say("utter_erased")
            elif error is None:
                audit.append(session, audit.Event.TURN_SUPERSEDED, way.conversation.id)
            else:
                audit.append(session, audit.Event.TURN_FAILED, way.conversation.id, error=type(error).__name__)
                way.say("utter_trouble")
                way.say("utter_lines", lines=staffed(way.edition.catalogue, way.lang, way.channel))
                metrics.turns_failed.labels(way.channel).inc()
            close(way, row, Stop() if error else Silence())
        self._announce(way)

    def _announce(self, way: Way) -> None:
        self._hub.finished(way.inbox_id, way.told, way.conversation.id, way.channel == "sms")
