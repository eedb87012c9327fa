"""Rasa's hands: runs `actions/` in this process and this thread, and lets no failure pass as silence.

Stock Rasa posts the whole history to an action server and checks each answer against a JSON schema that it checks
anew every time; half of a turn went there. An action waits for nothing but the database, which has limits of its own.
"""

from __future__ import annotations

import importlib
import inspect
from typing import Any

from rasa.core.actions.action import Action, create_bot_utterance
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.predict import InOrder, only_intents_count, situation_of


def load_actions(module: str = "actions") -> dict[str, Any]:
    """Every concrete action of ``module`` by its name."""
    from rasa_sdk import Action as SdkAction

    importlib.import_module(module)
    found = [cls for cls in _subclasses(SdkAction) if cls.__module__.split(".")[0] == module]
    return {action.name(): action for action in (cls() for cls in found if not inspect.isabstract(cls))}


def _subclasses(cls: Any) -> list[Any]:
    return [found for sub in cls.__subclasses__() for found in (sub, *_subclasses(sub))]


class LocalAction(Action):
    """One of our actions as Rasa sees it."""

    def __init__(self, action: Any) -> None:
        self._action = action

    def name(self) -> str:
        return str(self._action.name())

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        """What was said and which slots changed. An error undoes the turn, and the person is told."""
        from rasa_sdk import Tracker as SdkTracker
        from rasa_sdk.executor import CollectingDispatcher

        dispatcher = CollectingDispatcher()
        latest = tracker.latest_message.parse_data if tracker.latest_message else {}
        seen = SdkTracker(tracker.sender_id, tracker.current_slot_values(), dict(latest), [], False, None, {}, None)
        changes = self._action.run(dispatcher, seen, {})
        if inspect.isawaitable(changes):
            changes = await changes
        said: list[Event] = [
            await _utterance(response, nlg, tracker, output_channel.name()) for response in dispatcher.messages
        ]
        return [*said, *(SlotSet(change["name"], change["value"]) for change in changes)]


async def _utterance(
    response: dict[str, Any], nlg: NaturalLanguageGenerator, tracker: DialogueStateTracker, channel: str
) -> BotUttered:
    values = {**response, **(response.get("custom") or {})}
    key = values.pop("response")
    extra = {name: value for name, value in values.items() if name not in _SDK_FIELDS}
    message = await nlg.generate(key, tracker, channel, buttons=response.get("buttons") or (), **extra)
    return create_bot_utterance(message)


_SDK_FIELDS = ("text", "buttons", "elements", "custom", "template", "image", "attachment", "response")


class LocalProcessor(MessageProcessor):
    """Rasa's processor with our actions, and without its habit of swallowing what goes wrong in one."""

    actions: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.graph_runner.__class__ = InOrder
        self._predicted: dict[Any, Any] = {}
        self._memory = only_intents_count(self.domain, self.model_metadata)

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> Any:
        """What follows, remembered: our rules look at nothing but the intent and what was done about it in this turn.

        Going through every rule twice for each step of each turn took a fifth of the time of a message.
        """
        situation = situation_of(tracker) if self._memory else None
        if situation is None:
            return super()._predict_next_with_tracker(tracker)
        if situation not in self._predicted:
            self._predicted[situation] = super()._predict_next_with_tracker(tracker)
        return self._predicted[situation]

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: Any,
    ) -> bool:
        if action.name() in self.actions:
            action = LocalAction(self.actions[action.name()])
        tracker.update_with_events(prediction.events, self.domain)
        events = await action.run(output_channel, nlg, tracker, self.domain)
        tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(events, self.domain)
        await self._send_bot_messages(events, tracker, output_channel)
        return self.should_predict_another_action(action.name())
