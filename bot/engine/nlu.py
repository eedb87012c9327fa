"""Understanding: one model for all languages, from letters and sentence vectors, as a component of Rasa."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import joblib
import numpy
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.engine.meaning import Meaning
from bot.engine.vectors import vector_of

_NONE = "sentence vectors (no encoder): the letters of a message decide alone"
_OTHER = "sentence vectors (the model learnt from another encoder's; train it again): the letters decide alone"
_PLACEHOLDER = re.compile(r"<([A-Z_]+)_\d+>")


def normalised(text: str) -> str:
    """Case, accents and width folded: text typed without them looks like text typed with them.

    A placeholder keeps its type and loses its number: the third phone number means no more than the first.
    """
    folded = unicodedata.normalize("NFKD", _PLACEHOLDER.sub(r"<\1>", text).casefold())
    return " ".join("".join(char for char in folded if not unicodedata.combining(char)).split())


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MeaningClassifier(GraphComponent, IntentClassifier):
    """Character and word n-grams, and the sentence vectors of `bot.engine.vectors` where they are."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: Any = None) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model
        self.lost = ""  # what understanding goes without, in plain words

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``ranking_length``: how many guesses are kept."""
        return {"ranking_length": 10}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MeaningClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example of every language at once, in an order of their own.

        Files are found in the order of the disk, and what is learnt depends a little on what is seen first: the same
        data would give another model on another machine.
        """
        examples = sorted(training_data.intent_examples, key=lambda one: (one.get(INTENT), one.get(TEXT)))
        texts = [normalised(one.get(TEXT)) for one in examples]
        found = [vector_of(one) for one in examples]
        made_of = found[0][1] if found else ""
        vectors = numpy.array([vector for vector, _ in found], numpy.float32) if made_of else None
        self._model = Meaning.fit(texts, vectors, [one.get(INTENT) for one in examples], made_of)
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
    ) -> MeaningClassifier:
        """The trained classifier. A missing file is an error: an untrained one would take everything for nothing."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / "classifier.joblib"))

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and the ranking of each message."""
        for message in messages:
            vector, made_of = vector_of(message)
            if made_of != self._model.made_of:  # another encoder's numbers would be without sense
                vector, self.lost = None, _OTHER if made_of else _NONE
            guesses = self._model.guess(normalised(message.get(TEXT) or ""), vector, self._config["ranking_length"])
            ranking = [{"name": name, "confidence": confidence} for name, confidence in guesses]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to add to training data."""
        return training_data
