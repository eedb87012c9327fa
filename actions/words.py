"""About words themselves: which language, what was meant, what this cannot help with."""

from __future__ import annotations

from dataclasses import replace

from actions.base import AlderAction, Here
from bot.content.detect import by_name
from bot.content.help_lines import staffed
from bot.content.speak import Button, meaning
from bot.conversation.agenda import Question

_OFFERED = 2


class ActionChangeLanguage(AlderAction):
    """Another language: the one named, or a choice of those there are, each under its own name."""

    def name(self) -> str:
        return "action_change_language"

    def act(self, here: Here) -> None:
        catalogue = here.catalogue
        named = here.entity("language") or by_name(here.text, catalogue.languages, here.lang)
        here.state = replace(here.state, interlude=None)
        if named and catalogue.knows(named):
            set_language(here, named)
            here.resume()
            return
        buttons = [_language_button(catalogue.own_name(code), code) for code in catalogue.languages]
        here.say("utter_language_missing", buttons=buttons)
        here.say("utter_lines", lines=staffed(catalogue, here.lang, here.channel))


class ActionClarify(AlderAction):
    """Under the threshold: the two likeliest meanings as buttons; twice in a row, a person and the options."""

    def name(self) -> str:
        return "action_clarify"

    def act(self, here: Here) -> None:
        misses = here.state.misses + 1
        here.state = replace(here.state, misses=misses)
        if misses >= 2:
            here.say("utter_not_understood")
            here.state = replace(here.state, misses=0)
            return
        if here.may_be_read_along:
            here.resume()
            here.state = replace(here.state, misses=misses)
            return
        catalogue = here.catalogue
        ranking = here.tracker.latest_message.get("intent_ranking") or []
        likely = [guess["name"] for guess in ranking if guess["name"] not in ("nlu_fallback", "out_of_scope")]
        here.say("utter_clarify", buttons=[meaning(catalogue, intent, here.lang) for intent in likely[:_OFFERED]])


class ActionOutOfScope(AlderAction):
    """Something this cannot help with; said plainly, then back to the question in hand."""

    def name(self) -> str:
        return "action_out_of_scope"

    def act(self, here: Here) -> None:
        here.say("utter_out_of_scope")
        if here.state.in_hand in (Question.AFTER, Question.MENU):
            return
        here.resume()


def set_language(here: Here, code: str) -> None:
    """From here on in this language."""
    here.lang = code
    here.slots["language"] = code
    here.conversation.language = code
    here.conversation.language_chosen = True
    here.say("utter_language_set")


def _language_button(name: str, code: str) -> Button:
    return Button(name, f'/change_language{{"language": "{code}"}}')
