"""Coming back later: a code for another device, and a word that is asked for before anything else."""

from __future__ import annotations

from dataclasses import replace

from actions.base import AlderAction, Here
from bot.content.speak import button
from bot.conversation.agenda import Question
from bot.returning import CODE
from bot.returning import service as returning


class ActionReturnCode(AlderAction):
    """A code for the web chat, where nothing else links two visits; a phone's way back is its number."""

    def name(self) -> str:
        return "action_return_code"

    def act(self, here: Here) -> None:
        here.state = replace(here.state, interlude=None)
        if here.channel == "sms":
            here.say("utter_return_sms", buttons=[button(here.catalogue, "code_word", here.lang)])
            return
        here.effect = "return_code"  # made where the answer goes out: Rasa keeps everything that an action says
        here.say("utter_return_code", code=CODE, buttons=[button(here.catalogue, "keep_answers", here.lang)])


class ActionCodeWord(AlderAction):
    """Asks for a code word; the next message is read by a step of the server, which Rasa never sees."""

    def name(self) -> str:
        return "action_code_word"

    def act(self, here: Here) -> None:
        if here.channel != "sms":
            ActionReturnCode().act(here)
            return
        here.state = replace(here.state, interlude=Question.CODE_WORD.value)
        here.say("ask_code_word")


class ActionNoCodeWord(AlderAction):
    """No word any more."""

    def name(self) -> str:
        return "action_no_code_word"

    def act(self, here: Here) -> None:
        here.state = replace(here.state, interlude=None)
        returning.drop_word(here.session, here.conversation.id)
        here.say("utter_code_word_gone")
        here.resume()
