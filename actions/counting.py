"""Whether a conversation may be counted: asked once, when there is nothing else to ask; no is the default."""

from __future__ import annotations

from dataclasses import replace

from actions.base import Here
from bot.consent import service as consent
from bot.consent.rules import Act, Scope
from bot.conversation.agenda import SKIPPED, Question
from bot.insight import service as insight


def offer_count(here: Here) -> None:
    """Ask, if there is something to count and it was not asked before."""
    asked = consent.happened(here.session, here.conversation.id, Scope.STATISTICS, Act.ASKED)
    if asked or here.state.need in (None, SKIPPED) or here.may_be_read_along:
        return
    here.state = replace(here.state, interlude=Question.COUNT.value)
    here.say("ask_count")
    here.note_consent(Act.ASKED, Scope.STATISTICS, "ask_count")


def answer(here: Here) -> None:
    """Count on a yes; anything else is a no."""
    here.state = replace(here.state, interlude=None)
    if here.intent == "affirm":
        here.note_consent(Act.GRANTED, Scope.STATISTICS, "ask_count")
        insight.count(here.session, str(here.state.need), here.lang, here.channel)
        here.say("utter_counted")
    else:
        here.say("utter_not_counted")
