"""A person instead of a machine: until somebody is on duty here, honestly the lines where people answer."""

from __future__ import annotations

from actions.base import AlderAction, Here
from actions.contact import offer_contact
from bot.audit import events as audit
from bot.content.help_lines import staffed


class ActionTalkToPerson(AlderAction):
    """Asks for a human."""

    def name(self) -> str:
        return "action_talk_to_person"

    def act(self, here: Here) -> None:
        audit.append(here.session, audit.Event.PERSON_ASKED_FOR, here.conversation.id)
        here.say("utter_no_one_on_duty")
        here.say("utter_lines", lines=staffed(here.catalogue, here.lang, here.channel))
        if offer_contact(here):
            return
        here.say("utter_still_here")
        here.resume()


class ActionCrisis(AlderAction):
    """Only for plain Rasa (`rasa shell`): in the server a crisis is answered before Rasa is asked."""

    def name(self) -> str:
        return "action_crisis"

    def act(self, here: Here) -> None:
        from bot.content.help_lines import crisis

        kind = here.intent.removeprefix("crisis_")
        here.say(f"crisis_{kind}")
        here.say("utter_lines", lines=crisis(here.catalogue, kind, here.lang, here.channel))
