"""Imports what takes a server longest to import, so that a test that starts it twenty times does it once."""

from __future__ import annotations

from bot.engine.load import prepare_rasa

prepare_rasa()  # logging first, as in the server

import lingua  # noqa: E402
import presidio_analyzer  # noqa: E402
import rasa.core.processor  # noqa: E402
import spacy  # noqa: E402

import channels.app  # noqa: E402

WARM = (channels.app, lingua, presidio_analyzer, rasa.core.processor, spacy)
