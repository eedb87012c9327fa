"""The action server of the stock side: what `actions/` does, as simply as a stock bot would. Copied next to its model.

It must not lose time that stock Rasa need not lose: fixed lines, one slot, and for services one query on one open
SQLite connection. It keeps no ledger, reads no vault, ranks nothing by distance or hours and seals nothing.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

_PAGE = 3
_DIRECTORY = Path(__file__).with_name("services.db")
_QUERY = "SELECT name, description, phone FROM service WHERE need = ? ORDER BY name LIMIT ? OFFSET ?"
# Per action: the responses it says and the question it then holds in hand.
_LINES: dict[str, tuple[tuple[str, ...], Optional[str]]] = {
    "action_disclosure": (("utter_thank_for_telling", "utter_ask_need"), "need"),
    "action_go_back": (("utter_ask_need",), "need"),
    "action_show_options": (("utter_menu", "utter_ask_menu"), "menu"),
    "action_stop_questions": (("utter_no_more_questions", "utter_ask_menu"), "menu"),
    "action_end": (("utter_goodbye",), None),
    "action_talk_to_person": (("utter_no_one_on_duty", "utter_still_here"), "after"),
    "action_crisis": (("utter_no_one_on_duty",), None),
    "action_delete_data": (("utter_ask_erase",), "erase"),
    "action_withdraw_consent": (("utter_withdrawn", "utter_ask_menu"), "menu"),
    "action_show_plan": (("utter_plan_empty",), None),
    "action_opt_out": (("utter_goodbye",), None),
    "action_change_language": (("utter_language_set",), None),
    "action_clarify": (("utter_not_understood",), None),
    "action_out_of_scope": (("utter_out_of_scope",), None),
}
_NEXT = {"device": "permission", "permission": "need", "need": "menu", "place": "after"}
_directory: list[sqlite3.Connection] = []


def _services(need: str, shown: int) -> list[tuple[str, str, str]]:
    if not _directory:  # opened in the process that serves, once
        _directory.append(sqlite3.connect(_DIRECTORY, check_same_thread=False))
    return _directory[0].execute(_QUERY, (need, _PAGE, shown)).fetchall()


def _show(dispatcher: CollectingDispatcher, need: str, shown: int) -> list[dict[str, Any]]:
    found = _services(need, shown)
    dispatcher.utter_message(response="utter_results_many" if found else "utter_no_more", need=need, count=len(found))
    for name, description, phone in found:
        dispatcher.utter_message(text=f"{name}\n{description}\nCall {phone}")
    dispatcher.utter_message(response="utter_ask_after")
    return [SlotSet("shown", shown + len(found)), SlotSet("question", "after")]


def _fixed(name: str, lines: tuple[str, ...], question: Optional[str]) -> type[Action]:
    def run(self: Action, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        for line in lines:
            dispatcher.utter_message(response=line)
        return [SlotSet("question", question)] if question else []

    return type(name, (Action,), {"name": lambda self: name, "run": run, "__module__": __name__})


_FIXED = [_fixed(name, *said) for name, said in _LINES.items()]  # the action server finds every subclass that is alive


class ActionAnswer(Action):
    """The question after the one in hand."""

    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        after = _NEXT.get(tracker.get_slot("question") or "device", "menu")
        dispatcher.utter_message(response=f"utter_ask_{after}")
        return [SlotSet("question", after)]


class ActionResume(Action):
    """The question in hand again."""

    def name(self) -> str:
        return "action_resume"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        dispatcher.utter_message(response=f"utter_ask_{tracker.get_slot('question') or 'device'}")
        return []


class ActionTakeNeed(Action):
    """Keeps the need; shows services once a place is known."""

    def name(self) -> str:
        return "action_take_need"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        need = str(tracker.get_intent_of_latest_message()).replace("need_", "")
        if tracker.get_slot("place"):
            return [SlotSet("need", need), *_show(dispatcher, need, 0)]
        dispatcher.utter_message(response="utter_ask_place")
        return [SlotSet("need", need), SlotSet("question", "place")]


class ActionTakePlace(Action):
    """Keeps that a place was said, and shows services."""

    def name(self) -> str:
        return "action_take_place"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        return [SlotSet("place", "said"), *_show(dispatcher, tracker.get_slot("need") or "shelter", 0)]


class ActionMoreResults(Action):
    """The next page."""

    def name(self) -> str:
        return "action_more_results"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        return _show(dispatcher, tracker.get_slot("need") or "shelter", tracker.get_slot("shown") or 0)
