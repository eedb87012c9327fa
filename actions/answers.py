"""Yes, no, not sure and skip: answers to the question in hand, whatever it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable

from actions import contact, counting, screening
from actions.base import AlderAction, Here
from actions.kept import keep_for
from bot.consent.rules import Act
from bot.conversation import agenda
from bot.conversation.agenda import Question
from bot.conversation.offered import last_offered, line_of


class ActionAnswer(AlderAction):
    """An answer to the question in hand; when it answers nothing, the question is asked again."""

    def name(self) -> str:
        return "action_answer"

    def act(self, here: Here) -> None:
        question = here.state.in_hand
        if question and _answers_something_else(here, question):
            here.resume()
            return
        if question in _ELSEWHERE:
            _ELSEWHERE[question](here)
            return
        before, after = here.state, agenda.answer(here.state, here.intent)
        if after is None:
            here.resume()
            return
        here.state = after
        if question is Question.DEVICE and after.device == "seen":
            here.say("utter_device_tip")
        elif question is Question.PERMISSION:
            if after.may_ask:
                here.note_consent(Act.GRANTED)
            else:
                if before.may_ask:  # given in an earlier conversation of this phone: this no ends it
                    here.note_consent(Act.WITHDRAWN)
                here.say("utter_permission_no")
        elif question in (Question.NEED, Question.PLACE):
            here.say("utter_skipped")
        elif question in (Question.AFTER, Question.MENU):
            here.say("utter_still_here")
            counting.offer_count(here)
            return
        here.go_on()


def _answers_something_else(here: Here, question: Question) -> bool:
    """Whether a typed yes or no is about what came between, such as "did you mean …?" or "send any word to go on".

    Taken for an answer to the older question it would give a permission, or erase everything, that nobody meant.
    """
    if here.intent == "skip" or here.text.startswith("/"):  # "skip" and buttons say themselves what they answer
        return False
    return last_offered(here.session, here.conversation.id) not in (None, line_of(question))


def _erase(here: Here) -> None:
    if here.intent == "affirm":
        here.effect = "erase"
        here.say("utter_erased")
        return
    here.state = replace(here.state, interlude=None)
    here.say("utter_not_erased")
    here.resume()


def _language(here: Here) -> None:
    from actions.words import set_language

    offered = (here.state.interlude or ":").split(":")[1]
    here.state = replace(here.state, interlude=None)
    if here.intent == "affirm":
        set_language(here, offered)
    here.resume()


def _keep(here: Here) -> None:
    keep_for(here, "keep_day" if here.intent == "affirm" else None)


# Questions that are answered in a room of their own; the others are the agenda's.
_ELSEWHERE: dict[Question, Callable[[Here], None]] = {
    Question.ERASE: _erase,
    Question.LANGUAGE: _language,
    Question.KEEP: _keep,
    Question.TOPIC: screening.answer,
    Question.ITEM: screening.answer,
    Question.COUNT: counting.answer,
    Question.CONTACT: contact.answer,
    Question.CODE_WORD: Here.resume,  # no word after all
}
