"""Understanding: one model for all languages, n-grams into a linear classifier, as a component of Rasa."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.engine.linear import LinearModel

_PLACEHOLDER = re.compile(r"<([A-Z_]+)_\d+>")


def normalised(text: str) -> str:
    """Case, accents and width folded: text typed without them looks like text typed with them.

    A placeholder keeps its type and loses its number: the third phone number means no more than the first.
    """
    folded = unicodedata.normalize("NFKD", _PLACEHOLDER.sub(r"<\1>", text).casefold())
    return " ".join("".join(char for char in folded if not unicodedata.combining(char)).split())


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NgramClassifier(GraphComponent, IntentClassifier):
    """TF-IDF over character 1-5-grams inside words and word 1-2-grams, into multinomial logistic regression."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: Any = None) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``c``: inverse strength of the regularisation; ``ranking_length``: how many guesses are kept."""
        return {"c": 10.0, "ranking_length": 10}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NgramClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example of every language at once."""
        examples = training_data.intent_examples
        texts = [normalised(one.get(TEXT)) for one in examples]
        self._model = LinearModel.fit(texts, [one.get(INTENT) for one in examples], self._config["c"])
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model, folder / "classifier.joblib", compress=3)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NgramClassifier:
        """The trained classifier. A missing file is an error: an untrained one would take everything for nothing."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / "classifier.joblib"))

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and the ranking of each message."""
        for message in messages:
            guesses = self._model.guess(normalised(message.get(TEXT) or ""), self._config["ranking_length"])
            ranking = [{"name": name, "confidence": confidence} for name, confidence in guesses]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to add to training data."""
        return training_data
