"""What is kept about a person: shown, given as a copy, corrected, kept longer; and what they said yes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, Optional

from actions import contact
from actions.base import AlderAction, Here
from bot import clock
from bot.consent import service as consent
from bot.consent.rules import Act, Entry, Scope, standing
from bot.content.locale import day
from bot.content.speak import button
from bot.conversation.agenda import SKIPPED, Question
from bot.kept.listed import listed

_TOLD = (Scope.QUESTIONS, Scope.TOPIC, Scope.KEEP, Scope.CONTACT, Scope.STATISTICS)
_LONGEST_WITH_AN_END, _ALWAYS = "keep_month", "keep_always"
_LENGTHS = {"keep_day": timedelta(hours=24), _LONGEST_WITH_AN_END: timedelta(days=30), _ALWAYS: None}


class ActionShowData(AlderAction):
    """Everything there is about this person, in plain words, with what can be done about it."""

    def name(self) -> str:
        return "action_show_data"

    def act(self, here: Here) -> None:
        here.state = replace(here.state, interlude=None)
        if here.may_be_read_along:
            here.resume()
            return
        items = listed(here.session, here.house, here.conversation, here.state, here.lang)
        here.say("utter_have", items="\n".join(items))


class ActionShowConsent(AlderAction):
    """What the person said yes to, and until when."""

    def name(self) -> str:
        return "action_show_consent"

    def act(self, here: Here) -> None:
        grants = standing(_ledger(here), clock.now())
        items = [_agreed(here, grant) for grant in grants if grant.scope in _TOLD]
        if items:
            here.say("utter_agreed", items="\n".join(items))
        else:
            here.say("utter_agreed_nothing")
        here.resume()


class ActionGiveCopy(AlderAction):
    """A copy of everything, as a file: the chat window saves it. By SMS, what there is instead."""

    def name(self) -> str:
        return "action_give_copy"

    def act(self, here: Here) -> None:
        here.state = replace(here.state, interlude=None)
        if here.may_be_read_along:
            here.resume()
            return
        offered = ("show_data", "show_consent") if here.channel == "sms" else ("save_copy", "save_copy_json")
        here.say("utter_copy", buttons=[button(here.catalogue, name, here.lang) for name in offered])


class ActionCorrect(AlderAction):
    """Another need or another place instead of the one that was told."""

    def name(self) -> str:
        return "action_correct"

    def act(self, here: Here) -> None:
        told = "need" if here.intent == "correct_need" else "place"
        if getattr(here.state, told) in (None, SKIPPED):
            here.say("utter_nothing_to_correct")
            here.resume()
            return
        trail = tuple(asked for asked in here.state.trail if asked != told)
        unanswered: dict[str, Any] = {told: None}
        here.state = replace(here.state, interlude=None, trail=trail, shown=0, **unanswered)
        if told == "need":
            here.ask(Question.NEED if here.state.may_ask else Question.MENU)
        else:
            here.ask(Question.PLACE)


class ActionKeep(AlderAction):
    """Whether what was told may stay longer than half a day, and how long: the person's to say, no unless they do."""

    def name(self) -> str:
        return "action_keep"

    def act(self, here: Here) -> None:
        if here.intent in _LENGTHS:
            keep_for(here, here.intent)
            return
        here.state = replace(here.state, interlude=Question.KEEP.value)
        offered = [name for name in _LENGTHS if name != _ALWAYS or here.channel == "sms"]
        here.say("ask_keep", buttons=[button(here.catalogue, name, here.lang) for name in offered])
        here.note_consent(Act.ASKED, Scope.KEEP, "ask_keep")


def keep_for(here: Here, length: Optional[str]) -> None:
    """Grant what was asked for, or leave it as it was; then back to the question in hand."""
    here.state = replace(here.state, interlude=None)
    if length == _ALWAYS and here.channel != "sms":  # nobody can come back to a closed page to erase it
        length = _LONGEST_WITH_AN_END
    if length is None:
        here.say("utter_not_kept")
    else:
        span = _LENGTHS[length]
        until = clock.now() + span if span else None
        here.note_consent(Act.GRANTED, Scope.KEEP, "ask_keep", until=until)
        if until:
            here.say("utter_kept", date=day(until, here.lang))
        else:
            here.say("utter_kept_always")
    here.resume()


def _agreed(here: Here, grant: Entry) -> str:
    since = day(grant.at, here.lang)
    if grant.scope is Scope.QUESTIONS:
        return here.line("agreed_questions", date=since)
    if grant.scope is Scope.STATISTICS:
        return here.line("agreed_statistics", date=since)
    if grant.scope is Scope.CONTACT:
        return contact.agreed(here, grant)
    if grant.scope is Scope.TOPIC:
        return here.line("agreed_topic", about=here.house.shelf.about(grant.subject, here.lang), date=since)
    if grant.ends is None:
        return here.line("agreed_keep_always")
    return here.line("agreed_keep", date=day(grant.ends, here.lang))


def _ledger(here: Here) -> list[consent.Line]:
    return consent.ledger(here.session, here.conversation.id)
