"""Whether, when and with what words somebody may text a person first: asked where it matters, by SMS only."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional, Sequence

from actions.base import AlderAction, Here
from bot import clock
from bot.consent import service as consent
from bot.consent.contact import LASTS, SAY, WHEN
from bot.consent.rules import Act, Entry, Scope
from bot.content.locale import day
from bot.content.speak import Button
from bot.conversation.agenda import Question


class ActionContactAnswer(AlderAction):
    """When, then with what words; the second answer makes the grant."""

    def name(self) -> str:
        return "action_contact_answer"

    def act(self, here: Here) -> None:
        value, chosen = here.entity("value"), _chosen(here)
        if here.state.in_hand is not Question.CONTACT or chosen is None:
            here.resume()
        elif chosen == "" and value in WHEN:
            here.say("ask_contact_say", buttons=_buttons(here, f"{Question.CONTACT.value}:{value}", SAY))
        elif chosen in WHEN and value in SAY:
            _grant(here, chosen, str(value))
        else:
            here.resume()


def offer_contact(here: Here) -> bool:
    """Ask whether they may be texted back, once; whether it was asked now."""
    asked = consent.happened(here.session, here.conversation.id, Scope.CONTACT, Act.ASKED)
    if asked or here.channel != "sms" or here.may_be_read_along:
        return False
    here.state = replace(here.state, interlude=Question.CONTACT.value)
    here.say("ask_contact")
    here.note_consent(Act.ASKED, Scope.CONTACT, "ask_contact")
    return True


def answer(here: Here) -> None:
    """A yes is asked when it is safe; anything else is a no, and half an answer grants nothing."""
    if here.intent == "affirm" and _chosen(here) is None:
        here.say("ask_contact_when", buttons=_buttons(here, f"{Question.CONTACT.value}:", WHEN))
        return
    here.state = replace(here.state, interlude=None)
    here.say("utter_contact_not")
    here.resume()


def agreed(here: Here, grant: Entry) -> str:
    """One line for a grant that stands."""
    assert grant.ends is not None
    return here.line("agreed_contact", **_words(here, grant.fields), date=day(grant.ends, here.lang))


def _buttons(here: Here, interlude: str, values: Sequence[str]) -> list[Button]:
    """What can be answered to the question that is now in hand."""
    here.state = replace(here.state, interlude=interlude)
    titled = ((here.catalogue.title("buttons", value, here.lang), value) for value in values)
    return [Button(title, f'/contact_answer{{"value": "{value}"}}') for title, value in titled]


def _grant(here: Here, when: str, say: str) -> None:
    fields = frozenset((when, say))
    here.state = replace(here.state, interlude=None)
    here.note_consent(Act.GRANTED, Scope.CONTACT, "ask_contact_say", fields=fields, until=clock.now() + LASTS)
    here.say("utter_contact_set", **_words(here, fields))
    here.resume()


def _words(here: Here, fields: frozenset[str]) -> dict[str, str]:
    chosen = {"when": next(iter(fields & set(WHEN))), "say": next(iter(fields & set(SAY)))}
    return {name: here.catalogue.title("buttons", value, here.lang) for name, value in chosen.items()}


def _chosen(here: Here) -> Optional[str]:
    """When, as answered so far: "" for asked, ``None`` for not asked yet."""
    _, colon, when = (here.state.interlude or "").partition(":")
    return when if colon else None
