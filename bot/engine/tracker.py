"""Rasa's memory: one compact snapshot per conversation, saved in the commit of the turn, ordered by no clock."""

from __future__ import annotations

from typing import Any, Iterable, Optional

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import select

from bot.bootstrap import house
from bot.conversation import service as conversations
from bot.conversation.models import Tracker

_OF_THE_TURN = ("language", "effect", "session_started_metadata")  # set anew each turn, never kept


class SnapshotTrackerStore(TrackerStore):
    """Keeps the slots and nothing of what was typed. Message 400 costs what message 10 costs."""

    def __init__(self, domain: Any = None, event_broker: Any = None, host: Any = None, **kwargs: Any) -> None:
        super().__init__(domain, event_broker, **kwargs)

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """A tracker as it stood after the last turn: the slots, and that the assistant listens."""
        with house().db.read() as session:
            row = session.get(Tracker, sender_id)
            kept = dict(row.slots) if row else None
        if kept is None:
            return None
        return self.restore(sender_id, kept)

    def restore(self, sender_id: str, slots: dict[str, Any]) -> DialogueStateTracker:
        """A tracker with these slots that is listening."""
        tracker = DialogueStateTracker(sender_id, self.domain.slots)
        for name, value in slots.items():
            tracker.update(SlotSet(name, value))
        tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the slots that differ from nothing."""
        values = tracker.current_slot_values()
        slots = {name: value for name, value in values.items() if value is not None and name not in _OF_THE_TURN}
        everything = house()
        with everything.db.transaction() as session:
            row = session.get(Tracker, tracker.sender_id)
            if row is not None:
                row.slots = slots
            else:
                conversations.adopt(session, everything.keys, tracker.sender_id)
                session.add(Tracker(conversation_id=tracker.sender_id, slots=slots))

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations that have a snapshot."""
        with house().db.read() as session:
            return list(session.execute(select(Tracker.conversation_id)).scalars())
