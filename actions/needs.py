"""What a person needs, where, and what they tell about what happened to them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Optional

from actions.base import AlderAction, Here
from bot.audit import events as audit
from bot.conversation import agenda
from bot.conversation.agenda import ANYWHERE, Question
from bot.directory.places.centre import centre
from bot.directory.places.find import find_place
from bot.vault import service as vault

_PLACE = re.compile(r"<(?:LOCATION|ADDRESS)_\d+>")


class ActionTakeNeed(AlderAction):
    """A need was said, in words or by button; the place too, if it was said in the same breath."""

    def name(self) -> str:
        return "action_take_need"

    def act(self, here: Here) -> None:
        here.state = agenda.take_need(here.state, here.intent.removeprefix("need_"))
        place = _known_place(here)
        if place:
            here.state = agenda.take_place(here.state, place)
        here.go_on()


class ActionTakePlace(AlderAction):
    """A place was said, or "anywhere"."""

    def name(self) -> str:
        return "action_take_place"

    def act(self, here: Here) -> None:
        if _PLACE.search(here.text):
            place = _known_place(here)
            if place is None and here.state.need is None:
                here.resume()
                return
            if place is None:
                here.say("utter_place_unknown")
                here.ask(Question.PLACE)
                return
            here.state = agenda.take_place(here.state, place)
        else:
            here.state = agenda.take_place(here.state, ANYWHERE)
        here.go_on()


class ActionDisclosure(AlderAction):
    """Something hard was told: thanks, no question about it, and what would help."""

    def name(self) -> str:
        return "action_disclosure"

    def act(self, here: Here) -> None:
        if here.intent == "disclose_minor":
            here.say("utter_minor_limits")
            audit.append(here.session, audit.Event.MINOR_TOLD, here.conversation.id)
        else:
            here.say("utter_thank_for_telling")
        if here.state.question in (None, Question.AFTER.value, Question.MENU.value) and here.state.permission:
            here.state = replace(here.state, question=None)
            here.ask(Question.NEED if here.state.may_ask else Question.MENU)
        else:
            here.resume()


def _known_place(here: Here) -> Optional[str]:
    """The first placeholder in the message whose value is a place we know."""
    for placeholder in _PLACE.findall(here.text):
        purpose = vault.Purpose.SEARCH
        value = vault.read(here.session, here.house.keys, here.conversation.id, placeholder, purpose)
        if value and find_place(value, near=centre(here.house.db)):
            return str(placeholder)
    return None
