"""Rights over what was said: erase it, take a permission back, see the plan, never be written to again."""

from __future__ import annotations

from dataclasses import replace

from actions.base import AlderAction, Here
from bot import clock
from bot.consent import service as consent
from bot.consent.rules import Act, Scope, standing
from bot.conversation import agenda
from bot.conversation import service as conversations
from bot.conversation.agenda import SKIPPED, Question
from bot.screening import service as screening
from bot.vault import service as vault


class ActionDeleteData(AlderAction):
    """Erase everything: asked once, because it cannot be undone."""

    def name(self) -> str:
        return "action_delete_data"

    def act(self, here: Here) -> None:
        if here.entity("sure") == "yes":
            here.effect = "erase"
            here.say("utter_erased")
            return
        here.state = replace(here.state, interlude=Question.ERASE.value)
        here.say("ask_erase")


class ActionWithdrawConsent(AlderAction):
    """Takes back every permission given so far and what it allowed."""

    def name(self) -> str:
        return "action_withdraw_consent"

    def act(self, here: Here) -> None:
        grants = standing(consent.ledger(here.session, here.conversation.id), clock.now())
        for grant in grants:
            here.note_consent(Act.WITHDRAWN, grant.scope, "utter_withdrawn", subject=grant.subject)
        vault.forget(here.session, here.conversation.id)
        screening.forget(here.session, here.conversation.id)
        here.state = replace(agenda.stop_questions(here.state), need=None, place=None, shown=0, trail=())
        here.say("utter_withdrawn")
        here.say("utter_nothing_shared")
        if any(grant.scope is Scope.STATISTICS for grant in grants):
            here.say("utter_count_stays")
        here.ask(Question.MENU)


class ActionShowPlan(AlderAction):
    """What was looked for so far, and that nothing was sent to anyone."""

    def name(self) -> str:
        return "action_show_plan"

    def act(self, here: Here) -> None:
        if not here.may_be_read_along:
            self._tell(here)
        here.resume()

    @staticmethod
    def _tell(here: Here) -> None:
        need = here.state.need
        if need is None or need == SKIPPED:
            here.say("utter_plan_empty")
        else:
            here.say("utter_plan", need=here.catalogue.title("needs", need, here.lang))


class ActionOptOut(AlderAction):
    """Never written to again. On the web, where nothing is ever sent unasked, this ends the conversation."""

    def name(self) -> str:
        return "action_opt_out"

    def act(self, here: Here) -> None:
        if here.channel != "sms":
            conversations.end(here.session, here.conversation)
            here.effect = "end"
            here.say("utter_goodbye")
            return
        conversations.opt_out(here.session, here.conversation)
        here.say("utter_opted_out")
