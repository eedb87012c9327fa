"""Loading Rasa safely: quiet logs, one thread, our own store, voice and hands, each asserted to be the real class."""

from __future__ import annotations

import os
from pathlib import Path

from bot.errors import AlderError
from bot.log import configure as configure_logging
from bot.settings import settings


class ModelMissing(AlderError):
    """There is no trained model."""

    code = "model_missing"

    def __init__(self) -> None:
        super().__init__("There is no trained model yet; run `alder train`.")


class ModelDoesNotFit(AlderError):
    """The model was trained for other code than this."""

    code = "model_does_not_fit"


def newest_model(folder: Path) -> Path:
    """The newest model archive.

    Raises:
        ModelMissing: there is none.
    """
    found = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise ModelMissing
    return found[-1]


def prepare_rasa() -> None:
    """Before the first ``import rasa``: no telemetry, one TensorFlow thread, and logs that carry no text."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    configure_logging(settings().log_level)


def load_processor(model: Path):  # type: ignore[no-untyped-def]
    """Rasa's processor over ``model`` with our parts in it."""
    prepare_rasa()
    from rasa.core.lock_store import InMemoryLockStore
    from rasa.shared.core.domain import Domain

    from bot.engine.nlg import CatalogueNLG
    from bot.engine.runner import LocalProcessor, load_actions
    from bot.engine.tracker import SnapshotTrackerStore

    store = SnapshotTrackerStore(Domain.empty())
    processor = LocalProcessor(model, store, InMemoryLockStore(), CatalogueNLG())
    store.domain = processor.domain
    processor.actions = load_actions()
    missing = [name for name in processor.domain.user_actions if not name.startswith("utter_")]
    missing = [name for name in missing if name not in processor.actions]
    if missing:
        raise ModelDoesNotFit(f"The model asks for actions that are not there: {', '.join(missing)}.")
    return processor
