"""Steering: greet, resume, pause, back, repeat, options, no more questions, leave."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions import screening
from actions.base import AlderAction, Here
from bot import clock
from bot.consent import service as consent
from bot.consent.rules import Act
from bot.conversation import agenda
from bot.conversation import service as conversations
from bot.conversation.agenda import Question
from bot.retention.rules import kept
from bot.returning import service as returning


class ActionResume(AlderAction):
    """Back to the question in hand; also what a greeting and "say it again" do.

    "He checks my phone", said when asked whether somebody could see this one, has answered that question.
    """

    def name(self) -> str:
        return "action_resume"

    def act(self, here: Here) -> None:
        if here.intent == "unsafe_device" and here.state.in_hand is Question.DEVICE:
            here.state = agenda.answer(here.state, "affirm") or here.state
        here.resume()


class ActionGoBack(AlderAction):
    """The question before this one, again."""

    def name(self) -> str:
        return "action_go_back"

    def act(self, here: Here) -> None:
        if here.state.in_hand is Question.ITEM:
            screening.go_back(here)
            return
        before = agenda.go_back(here.state)
        if before is None:
            here.say("utter_first_question")
        else:
            if here.state.may_ask and before.permission is None:
                here.note_consent(Act.WITHDRAWN)
                before = replace(before, may_ask=False)
            here.state = before
        here.resume()


class ActionShowOptions(AlderAction):
    """What can be said and asked for here. A question other than "what do you need?" stays in hand."""

    def name(self) -> str:
        return "action_show_options"

    def act(self, here: Here) -> None:
        here.say("utter_menu")
        if here.state.device is None or here.state.permission is None or here.state.question == Question.PLACE:
            here.resume()
        else:
            here.state = replace(here.state, interlude=None)
            here.ask(Question.MENU)


class ActionStopQuestions(AlderAction):
    """No more questions, but still here: the permission ends, the menu stays."""

    def name(self) -> str:
        return "action_stop_questions"

    def act(self, here: Here) -> None:
        if here.state.may_ask:
            here.note_consent(Act.WITHDRAWN)
        screening.stop(here)
        here.state = agenda.stop_questions(here.state)
        here.say("utter_no_more_questions")
        here.ask(Question.MENU)


class ActionEnd(AlderAction):
    """The person leaves."""

    def name(self) -> str:
        return "action_end"

    def act(self, here: Here) -> None:
        conversations.end(here.session, here.conversation, self._keeping(here))
        here.effect = "end"
        here.say("utter_goodbye")

    @staticmethod
    def _keeping(here: Here) -> dict[str, Any]:
        """Need and place, where a grant keeps them and there is a way back (phone, code). All else is asked anew."""
        if here.channel != "sms" and not returning.has_code(here.session, here.conversation.id):
            return {}
        if not kept(consent.ledger(here.session, here.conversation.id), clock.now()):
            return {}
        return {name: value for name in ("need", "place") if (value := getattr(here.state, name)) is not None}
