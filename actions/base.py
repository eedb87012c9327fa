"""The shape of an action: the state and the house come in, lines and a new state go out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from typing import Any, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.orm import Session

from bot.bootstrap import House, house
from bot.consent import service as consent
from bot.consent.rules import Act, Scope
from bot.content.catalogue import Catalogue
from bot.content.speak import speak
from bot.conversation import service as conversations
from bot.conversation.agenda import DROPPED, Question, State, next_step
from bot.conversation.models import Conversation


@dataclass
class Here:
    """Everything an action may know and do in the turn in hand."""

    house: House
    session: Session
    conversation: Conversation
    tracker: Tracker
    dispatcher: CollectingDispatcher
    state: State
    lang: str
    channel: str
    effect: Optional[str] = None
    slots: dict[str, Any] = field(default_factory=dict)

    @property
    def intent(self) -> str:
        return str(self.tracker.get_intent_of_latest_message())

    @property
    def text(self) -> str:
        """The message, redacted."""
        return str(self.tracker.latest_message.get("text") or "")

    def entity(self, name: str) -> Optional[str]:
        """A value that a button of ours carried."""
        return next(self.tracker.get_latest_entity_values(name), None)

    def say(self, key: str, **values: Any) -> None:
        """Say one line of the catalogue."""
        self.dispatcher.utter_message(response=key, lang=self.lang, **values)

    def line(self, key: str, **values: Any) -> str:
        """The text of a line that is said inside of another."""
        return speak(self.catalogue, key, self.lang, self.channel, **values).text

    def ask(self, question: Question) -> None:
        """Ask, and hold the question in hand. Whoever is asked something was understood: misses start anew."""
        if question in (Question.TOPIC, Question.ITEM):
            from actions import screening

            screening.ask(self, question)
            return
        self.state = replace(self.state, question=question.value, misses=0)
        self.say(f"ask_{question.value}")
        if question is Question.PERMISSION:
            self.note_consent(Act.ASKED)

    @property
    def catalogue(self) -> Catalogue:
        """The words of the published edition."""
        return self.house.editions.current().catalogue

    @property
    def may_be_read_along(self) -> bool:
        """Whether this is a phone of which nobody has said yet who can see it: then nothing that was told is named."""
        return self.channel == "sms" and self.state.device is None

    def note_consent(
        self, act: Act, scope: Scope = Scope.QUESTIONS, wording: str = "ask_permission", **limits: Any
    ) -> None:
        """Write one act on a permission (by default the one to ask) into the ledger, with the wording shown."""
        shown = consent.Shown(wording, self.lang, self.house.editions.current().id, **limits)
        consent.note(self.session, self.conversation.id, scope, act, shown)

    def go_on(self) -> None:
        """Ask the next question, or show what fits."""
        from actions.services import show_services

        step = next_step(self.state)
        if step == "results":
            show_services(self)
        else:
            self.ask(Question(step))

    def resume(self) -> None:
        """Go back to the question in hand after something came between."""
        in_hand = self.state.in_hand
        if in_hand in DROPPED:  # an offer not taken is dropped, not repeated
            self.state = replace(self.state, interlude=None)
        elif in_hand is Question.ERASE:
            self.say("ask_erase")
            return
        if self.state.question == Question.NEED and not self.state.may_ask:  # gone back to, but nothing may be asked
            self.ask(Question.MENU)
        elif self.state.question:
            self.ask(Question(self.state.question))
        else:
            self.go_on()


class AlderAction(Action, ABC):
    """Base of every action. Subclasses say their ``name`` and what to do in :meth:`act`."""

    @abstractmethod
    def act(self, here: Here) -> None:
        """Do the one thing this action is for."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        """Called by Rasa. Returns slot events for what changed."""
        everything = house()
        with everything.db.transaction() as session:
            here = self._here(everything, session, dispatcher, tracker)
            before = here.state.to_slots()
            self.act(here)
        after = {**here.state.to_slots(), **here.slots}
        if here.effect:
            after["effect"] = here.effect
        return [
            {"event": "slot", "name": name, "value": value}
            for name, value in after.items()
            if before.get(name, None) != value
        ]

    @staticmethod
    def _here(everything: House, session: Session, dispatcher: CollectingDispatcher, tracker: Tracker) -> Here:
        conversation = conversations.adopt(session, everything.keys, tracker.sender_id)
        may_ask = consent.granted(session, conversation.id, Scope.QUESTIONS)
        return Here(
            house=everything,
            session=session,
            conversation=conversation,
            tracker=tracker,
            dispatcher=dispatcher,
            state=State.from_slots(tracker.slots, may_ask),
            lang=tracker.get_slot("language") or "en",
            channel=conversation.channel,
        )
