"""What is kept about a person: shown, corrected, kept longer; and what they said yes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Optional

from actions import contact
from actions.base import AlderAction, Here
from bot import clock
from bot.consent import service as consent
from bot.consent.rules import Act, Entry, Scope, standing
from bot.content.locale import day
from bot.content.speak import button
from bot.conversation import service as conversations
from bot.conversation.agenda import ANYWHERE, SKIPPED, Question
from bot.retention.rules import record_until
from bot.screening import service as screening

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
        here.say("utter_have", items="\n".join(_kept(here)))


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


def _kept(here: Here) -> list[str]:
    """One line for each thing. A place stands as its placeholder; whoever sends this puts the value there."""
    state, line = here.state, here.line
    counts = conversations.counts(here.session, here.conversation.id)
    items = []
    if state.need not in (None, SKIPPED):
        items.append(line("have_need", need=here.catalogue.title("needs", str(state.need), here.lang)))
    if state.place is not None:
        anywhere = here.catalogue.title("buttons", "anywhere", here.lang)
        items.append(line("have_place", place=anywhere if state.place == ANYWHERE else state.place))
    items.append(line("have_messages", count=counts.messages))
    if counts.values:
        items.append(line("have_values", count=counts.values))
    answers = screening.count(here.session, here.house.keys, here.conversation.id)
    if answers:
        items.append(line("have_answers", count=answers))
    if here.channel == "sms":
        items.append(line("have_phone"))
    until: Optional[datetime] = record_until(_ledger(here), clock.now(), here.house.settings.policy)
    items.append(line("have_until", date=day(until, here.lang)) if until else line("agreed_keep_always"))
    return items


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
