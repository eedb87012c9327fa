"""The engine: understands one redacted message and lets Rasa take one turn with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Mapping, Optional

from bot.errors import AlderError
from bot.yaml_file import read_yaml

FALLBACK_INTENT = "nlu_fallback"
_GOLDEN = Path(__file__).with_name("golden.yml")


class EngineError(AlderError):
    """Rasa could not take the turn, or took it and said nothing."""

    code = "engine"


@dataclass(frozen=True, repr=False)
class Parsed:
    """What a message was taken for. ``intent`` may be ``nlu_fallback``; ``likeliest`` never is."""

    text: str
    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    data: Mapping[str, Any]

    @property
    def likeliest(self) -> tuple[str, float]:
        return self.ranking[0] if self.ranking else (self.intent, self.confidence)


@dataclass(frozen=True, repr=False)
class Answer:
    """What Rasa said: messages with ``text, buttons, key, lang, dir``; ``effect`` is ``erase``, ``end`` or nothing."""

    messages: tuple[Mapping[str, Any], ...]
    effect: Optional[str]


class Engine:
    """A loaded model. Must be used from one thread with one event loop; it is made there too."""

    def __init__(self, model: Path) -> None:
        from bot.engine.load import load_processor

        self.model = model
        self._processor = load_processor(model)
        self._prove()

    def _prove(self) -> None:
        """A model file that was swapped, cut or trained on something else is found out before it answers anybody."""
        for known in read_yaml(_GOLDEN):
            if self.parse(known["text"]).likeliest[0] != known["intent"]:
                raise EngineError("The model takes a plain sentence for something else; train it again.")

    @property
    def intents(self) -> frozenset[str]:
        """The intents that the model knows."""
        return frozenset(self._processor.domain.intents)

    @property
    def lost(self) -> str:
        """What understanding goes without and why, in plain words; "" when nothing is missing."""
        nodes = self._processor.graph_runner._instantiated_nodes.values()
        found = (getattr(node._component, "lost", "") for node in nodes)
        return next((str(lost) for lost in found if lost), "")

    def parse(self, text: str) -> Parsed:
        """Understand redacted text. A leading slash means nothing here: people do not give orders to Rasa."""
        from rasa.core.channels.channel import UserMessage
        from rasa.shared.core.trackers import DialogueStateTracker

        message = UserMessage(text.lstrip("/ ") or " ", sender_id="nobody")
        tracker = DialogueStateTracker.from_events("nobody", [])
        data = self._processor._parse_message_with_graph(message, tracker)  # parse_message would log the text
        data["entities"] = []
        ranking = tuple(
            (guess["name"], float(guess["confidence"]))
            for guess in data.get("intent_ranking", [])
            if guess["name"] != FALLBACK_INTENT
        )
        return Parsed(
            text, data["intent"]["name"] or FALLBACK_INTENT, float(data["intent"]["confidence"]), ranking, data
        )

    @staticmethod
    def told(text: str, intent: str, entities: Mapping[str, str]) -> Parsed:
        """An intent that needs no understanding: a button's payload, or what a rule decided."""
        data = {
            "text": text,
            "intent": {"name": intent, "confidence": 1.0},
            "intent_ranking": [{"name": intent, "confidence": 1.0}],
            "entities": [{"entity": name, "value": value} for name, value in entities.items()],
        }
        return Parsed(text, intent, 1.0, ((intent, 1.0),), data)

    async def take_turn(self, conversation_id: str, channel: str, language: str, parsed: Parsed) -> Answer:
        """One turn of the dialogue, in the database transaction in hand.

        Raises:
            EngineError: nothing was said. Anything an action raises comes out as it is; the caller undoes the turn.
        """
        from rasa.shared.core.events import SlotSet, UserUttered

        from bot.engine.collect import Collecting

        processor = self._processor
        tracker = await processor.tracker_store.retrieve(conversation_id)
        if tracker is None:
            tracker = processor.tracker_store.restore(conversation_id, {})
        tracker.update(SlotSet("language", language))
        data = dict(parsed.data)
        tracker.update(UserUttered(parsed.text, data["intent"], data["entities"], data, input_channel=channel))
        output = Collecting(channel)
        await processor._run_prediction_loop(output, tracker)
        if not output.messages:
            raise EngineError("The assistant had no answer.")
        effect = tracker.get_slot("effect")
        if effect is None:
            await processor.tracker_store.save(tracker)
        return Answer(tuple(output.messages), effect)
