"""The way of one message: what the steps know and leave for each other, and the two ways to end it early."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Mapping, Optional, Sequence, Union

from sqlalchemy.orm import Session

from bot.bootstrap import House
from bot.content.editions import Edition
from bot.content.speak import Button, Utterance, speak
from bot.conversation.models import Conversation, Tracker
from bot.engine.engine import Engine
from channels.message import Inbound


@dataclass(frozen=True)
class Stop:
    """Say what was said so far and take no further step."""


@dataclass(frozen=True)
class Silence:
    """Say nothing; only the audit log knows."""


End = Union[Stop, Silence]


@dataclass
class Way:
    """One message in the hands of the steps. Lives for one turn, in memory only."""

    house: House
    session: Session
    inbound: Inbound
    inbox_id: int
    conversation: Conversation
    edition: Edition
    engine: Callable[[], Engine]
    redactor: Any
    text: Optional[str] = None  # redacted; until the redact step ran there is none
    intent: Optional[str] = None
    chosen: bool = False  # by button or number: there is nothing to understand
    entities: dict[str, str] = field(default_factory=dict)
    said: list[Utterance] = field(default_factory=list)
    moved: Optional[Conversation] = None  # where a return code led
    secrets: dict[str, str] = field(default_factory=dict)  # placeholder to value: said once, kept nowhere
    told: list[Mapping[str, Any]] = field(default_factory=list)  # the same, numbered, for whoever waits on the web
    effect: Optional[str] = None
    crisis: Optional[str] = None
    offer: Optional[str] = None  # a language to offer once the answer is given
    read: Any = None  # what the tagger made of the text while it waited
    reopened: bool = False  # it had ended; whoever writes now is told everything again
    under_age: bool = False  # says so in this message; the number itself is redacted
    of_age: bool = False  # likewise
    _tracker: Optional[Tracker] = None

    @property
    def raw(self) -> str:
        """What the person typed. Only steps before ``redact`` may look."""
        return self.inbound.text or ""

    @property
    def lang(self) -> str:
        return str(self.conversation.language)

    @property
    def channel(self) -> str:
        return self.inbound.channel

    def slots(self) -> dict[str, Any]:
        """Where the dialogue stands."""
        if self._tracker is None:  # held, because the session's own memory of rows is weak
            self._tracker = self.session.get(Tracker, self.conversation.id)
        return dict(self._tracker.slots) if self._tracker else {}

    def say(self, key: str, buttons: Sequence[Button] = (), lang: Optional[str] = None, **values: Any) -> None:
        """Say one line, in the language of the conversation unless another is given."""
        spoken, catalogue = lang or self.lang, self.edition.catalogue
        self.said.append(speak(catalogue, key, spoken, self.channel, buttons, **values))


Step = Callable[[Way], Optional[End]]
