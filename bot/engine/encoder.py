"""The encoder of messages for who needs sentence vectors outside of Rasa: the one that `config.yml` names."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Optional

from bot.errors import AlderError
from bot.yaml_file import read_yaml

if TYPE_CHECKING:
    from bot.engine.vectors import Encoder

_CONFIG = Path(__file__).parents[2] / "config.yml"
_COMPONENT = "bot.engine.vectors.SentenceVectors"


class NoEncoder(AlderError):
    """Its weights are not installed or not built, or none is configured."""

    code = "no_encoder"

    def __init__(self) -> None:
        super().__init__("There are no sentence vectors here: the encoder is not built (`make train`).")


def encoder_of_understanding(models: Path) -> Encoder:
    """The encoder that reads messages for understanding, found below the folder of models.

    Raises:
        NoEncoder: it cannot be loaded.
    """
    name = _named()
    if not name:
        raise NoEncoder
    module, _, function = name.rpartition(".")
    try:
        encoder: Encoder = getattr(importlib.import_module(module), function)(models)
    except Exception:
        raise NoEncoder from None
    return encoder


def _named() -> Optional[str]:
    if not _CONFIG.is_file():
        return None
    steps = read_yaml(_CONFIG).get("pipeline") or []
    return next((step.get("encoder") for step in steps if step.get("name") == _COMPONENT), None)
