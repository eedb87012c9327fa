"""Questions of a pack: offered once, asked one at a time, and at the end what the person wants to put first."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

from actions.base import AlderAction, Here
from bot.audit import events as audit
from bot.consent.rules import Act, Scope
from bot.content.help_lines import crisis
from bot.content.speak import Button, button, meaning
from bot.conversation.agenda import Question
from bot.screening import rules
from bot.screening import service as screening
from bot.screening.offer import open_item, unasked
from bot.screening.pack import Item, ItemType, Pack

_YES_NO = {"yes": "affirm", "no": "deny", "unsure": "not_sure"}  # an answer, and the intent that means it


class ActionAnswerItem(AlderAction):
    """An answer to the item in hand: by button, by number or in the words of one of its answers."""

    def name(self) -> str:
        return "action_answer_item"

    def act(self, here: Here) -> None:
        value = here.entity("value")
        found = _in_hand(here)
        if found is None or value not in found[0].answers_to(found[1]):
            here.resume()
            return
        _take(here, *found, str(value))


class ActionStopTopic(AlderAction):
    """No more about this topic: the permission ends, and with it what was answered under it."""

    def name(self) -> str:
        return "action_stop_topic"

    def act(self, here: Here) -> None:
        topic = here.state.pack
        if topic is None:
            here.resume()
            return
        here.note_consent(Act.WITHDRAWN, Scope.TOPIC, "utter_topic_stopped", subject=topic)
        stop(here)
        screening.forget(here.session, here.conversation.id, [topic])
        _leave(here)
        here.say("utter_topic_stopped")
        here.ask(Question.AFTER)


def stop(here: Here) -> None:
    """The pack in hand, if there is one, is asked no further."""
    if here.state.pack:
        screening.finish(here.session, here.conversation.id, here.state.pack, screening.STOPPED)


def offer_topic(here: Here) -> bool:
    """Ask for the next topic that belongs to the need in hand and was not asked for yet; whether there was one."""
    if not here.state.may_ask or here.may_be_read_along:
        return False
    for pack in unasked(here.session, here.house.shelf, here.conversation.id, str(here.state.need)):
        if not pack.runs_in(here.lang):
            _note(here, Act.ASKED, pack)
            here.say("utter_pack_not_here")
            continue
        here.state = replace(here.state, pack=pack.pack, misses=0)
        here.ask(Question.TOPIC)
        return True
    return False


def ask(here: Here, question: Question) -> None:
    """Put the topic, or the item that is next in it; where there is none left, say so and go on."""
    pack = here.house.shelf.packs.get(here.state.pack or "")
    if pack is None or not pack.runs_in(here.lang):
        if question is Question.ITEM:
            stop(here)
        if pack is not None:
            here.say("utter_pack_not_here")
        _leave(here)
        here.ask(Question.AFTER)
        return
    here.state = replace(here.state, question=question.value, misses=0)
    if question is Question.TOPIC:
        if pack.sensitive:
            here.say("utter_topic_note", note=pack.words[here.lang].note)
        here.say("ask_topic", about=pack.words[here.lang].about)
        _note(here, Act.ASKED, pack)
        return
    item = open_item(here.session, here.house.keys, here.conversation.id, pack)
    if item is None:
        _end(here, pack)
        return
    _put(here, pack, item)


def answer(here: Here) -> None:
    """What *yes, no, not sure* or *skip* does to the topic or the item in hand."""
    pack = here.house.shelf.packs.get(here.state.pack or "")
    if pack is None:
        here.resume()
    elif here.state.in_hand is Question.TOPIC:
        _begin(here, pack) if here.intent == "affirm" else _decline(here)
    else:
        found = _in_hand(here)
        value = rules.read_intent(*found, here.intent) if found else None
        if found is None or value is None:
            here.resume()
        else:
            _take(here, *found, value)


def go_back(here: Here) -> None:
    """The item before, unanswered again; before the first item, whether to go on with the topic."""
    pack = here.house.shelf.packs.get(here.state.pack or "")
    said = _said(here, pack) if pack else {}
    before = rules.last(said)
    if pack is None or before is None:
        here.ask(Question.TOPIC)
        return
    key = (here.session, here.house.keys, here.conversation.id, pack.pack)
    screening.note(*key, {name: value for name, value in said.items() if name != before})
    here.ask(Question.ITEM)


def _begin(here: Here, pack: Pack) -> None:
    _note(here, Act.GRANTED, pack)
    screening.begin(here.session, here.house.keys, here.conversation.id, pack, here.lang)
    if pack.notice:
        here.say("utter_pack_notice", notice=pack.notice)
    here.ask(Question.ITEM)


def _decline(here: Here) -> None:
    _leave(here)
    here.say("utter_skipped")
    here.ask(Question.AFTER)


def _take(here: Here, pack: Pack, item: Item, value: str) -> None:
    said = rules.answered(pack, _said(here, pack), item.id, value)
    screening.note(here.session, here.house.keys, here.conversation.id, pack.pack, said)
    kind = rules.danger(item, value)
    if kind is None:
        here.ask(Question.ITEM)
        return
    # As in the server's own crisis step: it asks nothing, and the question in hand waits.
    audit.append(here.session, audit.Event.CRISIS_RAISED, here.conversation.id, kind=kind, why="answer")
    here.say(f"crisis_{kind}")
    here.say("utter_lines", lines=crisis(here.catalogue, kind, here.lang, here.channel))
    here.say("utter_topic_waits")


def _end(here: Here, pack: Pack) -> None:
    needs = [need for need in rules.offers(pack, _said(here, pack)) if need != here.state.need]
    screening.finish(here.session, here.conversation.id, pack.pack, screening.DONE)
    _leave(here)
    here.say("utter_topic_done")
    if needs:
        here.state = replace(here.state, question=Question.AFTER.value)
        here.say("ask_first", buttons=[button(here.catalogue, f"need_{need}", here.lang) for need in needs])
    else:
        here.ask(Question.AFTER)


def _put(here: Here, pack: Pack, item: Item) -> None:
    text = pack.words[here.lang].items[item.id]
    if item.type is ItemType.NUMBER:
        here.say("ask_number", item=text, least=item.least, most=item.most)
        return
    if item.type is ItemType.YES_NO:
        choices = [meaning(here.catalogue, _YES_NO[value], here.lang) for value in pack.answers_to(item)]
    else:
        titled = zip(pack.answers_to(item), pack.titles(item, here.lang), strict=True)
        choices = [Button(title, f'/answer_item{{"value": "{value}"}}') for value, title in titled]
    here.say("ask_item", item=text, buttons=choices)


def _leave(here: Here) -> None:
    here.state = replace(here.state, pack=None, question=None, interlude=None, misses=0)


def _in_hand(here: Here) -> Optional[tuple[Pack, Item]]:
    pack = here.house.shelf.packs.get(here.state.pack or "")
    if pack is None or here.state.in_hand is not Question.ITEM:
        return None
    item = open_item(here.session, here.house.keys, here.conversation.id, pack)
    return (pack, item) if item else None


def _said(here: Here, pack: Pack) -> dict[str, str]:
    return screening.answers(here.session, here.house.keys, here.conversation.id, pack.pack)


def _note(here: Here, act: Act, pack: Pack) -> None:
    here.note_consent(act, Scope.TOPIC, "ask_topic", subject=pack.pack)
