"""Speaking a line: the words of the edition, in the person's language, for the channel, with the line's buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Sequence

from bot.content.catalogue import FALLBACK, Catalogue
from bot.settings import settings

STANDING = ("pause", "talk_to_person", "end_chat")  # always within reach, see voice rules


@dataclass(frozen=True)
class Button:
    """A choice. ``payload`` is an intent with a slash, as Rasa has them."""

    title: str
    payload: str


@dataclass(frozen=True)
class Utterance:
    """One message of the assistant."""

    key: str
    text: str
    lang: str
    dir: str
    buttons: tuple[Button, ...] = ()


def speak(
    catalogue: Catalogue, key: str, lang: str, channel: str, buttons: Sequence[Button] = (), **values: Any
) -> Utterance:
    """Say ``key``. Extra ``buttons`` come before those that the line has by its shape."""
    template, spoken = catalogue.line(key, lang, channel)
    shape = catalogue.shape["lines"].get(key, {})
    names = [*shape.get("buttons", ()), *(STANDING if shape.get("question") else ())]
    if channel == "sms":
        names = [name for name in names if name not in catalogue.shape.get("web_only", ())]
    fixed = tuple(button(catalogue, name, lang) for name in names)
    text = template.format_map({**settings().policy.told, **values})
    return Utterance(key, text, spoken, catalogue.direction(spoken), (*buttons, *fixed))


def button(catalogue: Catalogue, name: str, lang: str) -> Button:
    """The button ``name`` with its title in ``lang``."""
    payload = catalogue.shape["buttons"].get(name, f"/{name}")
    if name.startswith("need_"):
        return Button(catalogue.title("needs", name.removeprefix("need_"), lang), payload)
    section = "buttons" if name in catalogue.languages[FALLBACK]["buttons"] else "meanings"
    return Button(catalogue.title(section, name, lang), payload)


def meaning(catalogue: Catalogue, intent: str, lang: str) -> Button:
    """A button that offers an intent as a meaning: "A place to stay"."""
    if intent.startswith("need_"):
        return button(catalogue, intent, lang)
    return Button(catalogue.title("meanings", intent, lang), f"/{intent}")
