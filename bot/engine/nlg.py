"""Rasa's voice: every response is spoken by the published edition, so a changed sentence needs no training."""

from __future__ import annotations

from typing import Any, Optional

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.trackers import DialogueStateTracker

from bot.bootstrap import house
from bot.content.speak import speak

_RASAS_OWN = ("domain_responses",)


class CatalogueNLG(NaturalLanguageGenerator):
    """Named in `endpoints.yml`. Messages carry ``text, buttons, key, lang, dir``."""

    def __init__(self, endpoint_config: Any = None, domain: Any = None) -> None:
        """Rasa passes both; neither is needed."""

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> Optional[dict[str, Any]]:
        values = {name: value for name, value in kwargs.items() if name not in _RASAS_OWN}
        lang = values.pop("lang", None) or tracker.get_slot("language") or "en"
        channel = "sms" if output_channel == "sms" else "web"
        catalogue = house().editions.current().catalogue
        said = speak(catalogue, utter_action, lang, channel, values.pop("buttons", ()), **values)
        buttons = [{"title": button.title, "payload": button.payload} for button in said.buttons]
        return {"text": said.text, "buttons": buttons, "key": said.key, "lang": said.lang, "dir": said.dir}
