"""Sentence vectors as a component of Rasa: whatever encoder the configuration names, or none."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, Mapping, Optional, Protocol, Sequence

import structlog
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.engine.remembered import Remembered
from bot.settings import settings

SPOKEN = "languages"  # where a parsed message says how likely it is in which language
log = structlog.get_logger(__name__)


class Encoder(Protocol):
    """What can stand behind the component: (`made_of` changes when the vectors would)."""

    made_of: str

    def vector(self, text: str) -> Any:
        """(width,) float32."""

    def vectors(self, texts: Sequence[str]) -> Any:
        """(texts, width) float32."""

    def spoken(self, text: str) -> Mapping[str, float]:
        """By code of a language, how likely the message is in it."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVectors(GraphComponent):
    """Adds one dense vector for the whole message. Without its encoder it adds nothing, and `alder doctor` says so."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._encoder = find(str(config["encoder"]), settings().model_dir)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``encoder``: where a function stands that takes the folder of models and gives an `Encoder`."""
        return {"encoder": ""}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> Optional[str]:
        """Which encoder it is: else Rasa would hand on another one's vectors from its cache."""
        encoder = find(str(config["encoder"]), settings().model_dir)
        return encoder.made_of if encoder else ""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceVectors:
        """A component with its encoder."""
        return cls(config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the vectors of all examples; those of lines that were there the last time are remembered."""
        examples = training_data.intent_examples
        if self._encoder is not None:
            remembered = Remembered(settings().model_dir / "vectors.npz", self._encoder)
            for one, vector in zip(examples, remembered.vectors([one.get(TEXT) for one in examples]), strict=True):
                self._add(one, vector)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the vector of each message."""
        for message in messages:
            if self._encoder is not None:
                text = message.get(TEXT) or ""
                self._add(message, self._encoder.vector(text))
                message.set(SPOKEN, self._encoder.spoken(text), add_to_output=True)
        return messages

    def _add(self, message: Message, vector: Any) -> None:
        assert self._encoder is not None
        message.add_features(Features(vector[None], FEATURE_TYPE_SENTENCE, TEXT, self._encoder.made_of))


def vector_of(message: Message) -> tuple[Optional[Any], str]:
    """The vector that the component gave a message, and what it was made of; ``(None, "")`` without one."""
    for found in message.features:
        if found.is_dense() and found.type == FEATURE_TYPE_SENTENCE and found.attribute == TEXT:
            return found.features[0], str(found.origin)
    return None, ""


def find(name: str, models: Path) -> Optional[Encoder]:
    """The encoder that `name` ("package.module.function") gives for the folder of models, or none."""
    if not name:
        return None
    module, _, function = name.rpartition(".")
    try:
        encoder: Encoder = getattr(importlib.import_module(module), function)(models)
        return encoder
    except Exception as error:
        log.error("understanding_without_vectors", reason=type(error).__name__)
        return None
