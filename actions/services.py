"""Showing services that fit: up to three at a time, each with what it is, hours, ways to reach it, and how to go on."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

from actions.base import AlderAction, Here
from actions.screening import offer_topic
from bot import clock
from bot.content.cards import card
from bot.content.help_lines import staffed
from bot.conversation.agenda import ANYWHERE, SKIPPED, Question
from bot.directory import service as directory
from bot.directory.places.centre import centre
from bot.directory.places.find import Place, find_place
from bot.directory.searching.query import Query, Results, Widened
from bot.vault import service as vault

PAGE = 3


class ActionMoreResults(AlderAction):
    """The next few for the same need and place."""

    def name(self) -> str:
        return "action_more_results"

    def act(self, here: Here) -> None:
        if not here.state.shown or here.state.need in (None, SKIPPED):
            here.resume()
            return
        show_services(here)


def show_services(here: Here) -> None:
    """Say what fits from where the last page ended, then ask what next."""
    need = str(here.state.need)
    results = directory.search(here.house.db, _query(here, need))
    catalogue = here.catalogue
    title = catalogue.title("needs", need, here.lang)
    if results.hits:
        here.say(_introduction(results, here.state.shown), need=title, count=len(results.hits))
        for hit in results.hits:
            here.say("utter_service", card=card(catalogue, hit, here.lang, here.channel))
        if not here.state.shown:
            here.say("utter_how_to_go_on")
    elif here.state.shown:
        here.say("utter_no_more", need=title)
    else:
        here.say("utter_results_none")
        here.say("utter_lines", lines=staffed(catalogue, here.lang, here.channel))
    here.state = replace(here.state, shown=here.state.shown + max(1, len(results.hits)), misses=0)
    if here.state.pack:  # another need was told amid a topic
        here.ask(Question.ITEM)
    elif not offer_topic(here):
        here.ask(Question.AFTER)


def _query(here: Here, need: str) -> Query:
    return Query(need=need, place=_place(here), lang=here.lang, at=clock.now(), limit=PAGE, offset=here.state.shown)


def _place(here: Here) -> Optional[Place]:
    """The place behind the placeholder, read from the vault for this search only."""
    if here.state.place in (None, ANYWHERE):
        return None
    key = (here.session, here.house.keys, here.conversation.id)
    value = vault.read(*key, str(here.state.place), vault.Purpose.SEARCH)
    return find_place(value, near=centre(here.house.db)) if value else None


def _introduction(results: Results, shown: int) -> str:
    if results.widened is Widened.NATIONAL and not shown:
        return "utter_results_national"
    if results.widened and not shown:
        return "utter_results_widened"
    return "utter_results_one" if len(results.hits) == 1 else "utter_results_many"
