"""What to ask next and what an answer means: pure rules over the state of one conversation.

The questions, in order: is this device private, may I ask, what would help, where to look. Every one can be skipped,
and refusing never costs help: without permission the person steers by a menu and nothing is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import Any, Mapping, Optional

ANYWHERE = "anywhere"
SKIPPED = "skipped"


class Question(str, Enum):
    """A question that can be in hand. Its catalogue line is ``ask_<value>``."""

    DEVICE = "device"
    PERMISSION = "permission"
    NEED = "need"
    PLACE = "place"
    MENU = "menu"  # not asked: the person picks, or does not
    AFTER = "after"
    TOPIC = "topic"  # may I ask about the topic of the pack in hand
    ITEM = "item"  # the next item of that pack
    ERASE = "erase"  # an interlude: answered or dropped, then the question in hand comes back
    LANGUAGE = "language"  # likewise
    KEEP = "keep"  # likewise
    CODE_WORD = "code_word"  # likewise
    COUNT = "count"  # likewise
    CONTACT = "contact"  # likewise


# Interludes that are not put again when something else was said instead of an answer.
DROPPED = (Question.LANGUAGE, Question.KEEP, Question.CODE_WORD, Question.COUNT, Question.CONTACT)
RESULTS = "results"  # not a question: show what fits, then ask AFTER


@dataclass(frozen=True)
class State:
    """Where a conversation stands. Everything here may rest in the record: codes and placeholders, never a value.

    ``may_ask`` is not kept with the rest: it is read from the consent ledger each time.
    """

    device: Optional[str] = None  # private, seen or skipped
    permission: Optional[str] = None  # "answered"; what was answered is in the ledger
    need: Optional[str] = None  # a need code or SKIPPED
    place: Optional[str] = None  # a placeholder such as <LOCATION_1>, or ANYWHERE
    shown: int = 0  # services shown for this need and place
    question: Optional[str] = None
    pack: Optional[str] = None  # the pack that is offered or asked; its answers rest sealed, not here
    interlude: Optional[str] = None  # "erase", "keep", "language:es" and so on
    trail: tuple[str, ...] = ()  # questions answered, oldest first
    misses: int = 0  # messages in a row that were not understood
    may_ask: bool = False

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any], may_ask: bool) -> State:
        """The state kept in Rasa's slots."""
        known = {field.name: slots[field.name] for field in fields(cls) if slots.get(field.name) is not None}
        return cls(**{**known, "trail": tuple(known.get("trail", ())), "may_ask": may_ask})

    def to_slots(self) -> dict[str, Any]:
        """What goes into Rasa's slots (JSON types only)."""
        values = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "may_ask"}
        return {**values, "trail": list(self.trail)}

    @property
    def in_hand(self) -> Optional[Question]:
        """The question that a "yes" would answer."""
        if self.interlude:
            return Question(self.interlude.split(":")[0])
        return Question(self.question) if self.question else None


def next_step(state: State) -> str:
    """The value of the :class:`Question` to ask, or :data:`RESULTS`."""
    if state.device is None:
        return Question.DEVICE.value
    if state.permission is None:
        return Question.PERMISSION.value
    if state.need == SKIPPED or (state.need is None and not state.may_ask):
        return Question.MENU.value
    if state.need is None:
        return Question.NEED.value
    if state.place is None and state.may_ask:
        return Question.PLACE.value
    return Question.AFTER.value if state.shown else RESULTS


def answered(state: State, question: Question, **changes: Any) -> State:
    """The state after an answer; the question goes onto the trail so that it can be gone back to."""
    trail = tuple(asked for asked in state.trail if asked != question.value) + (question.value,)
    return replace(state, trail=trail, question=None, interlude=None, misses=0, **changes)


def answer(state: State, intent: str) -> Optional[State]:
    """What *yes, no, not sure* or *skip* does to the question in hand; ``None`` if it is no answer to it."""
    question = state.in_hand
    if question is Question.DEVICE:
        device = {"affirm": "seen", "not_sure": "seen", "deny": "private", "skip": SKIPPED}[intent]
        return answered(state, question, device=device)
    if question is Question.PERMISSION:
        return answered(state, question, permission="answered", may_ask=intent == "affirm")
    if question is Question.NEED and intent != "affirm":
        return answered(state, question, need=SKIPPED)
    if question is Question.PLACE and intent != "affirm":
        return answered(state, question, place=ANYWHERE)
    if question in (Question.AFTER, Question.MENU) and intent != "affirm":
        return replace(state, misses=0)
    return None


def take_need(state: State, need: str) -> State:
    """The person said what they need: at any point, and as often as they like."""
    return answered(state, Question.NEED, need=need, shown=0)


def take_place(state: State, place: str) -> State:
    """The person said where, or that it does not matter."""
    return answered(state, Question.PLACE, place=place, shown=0)


def go_back(state: State) -> Optional[State]:
    """The question before this one, unanswered again; ``None`` at the first."""
    if state.interlude:
        return replace(state, interlude=None)
    if not state.trail:
        return None
    last = state.trail[-1]
    unanswered: dict[str, Any] = {last: None}
    return replace(state, trail=state.trail[:-1], question=last, shown=0, **unanswered)


def stop_questions(state: State) -> State:
    """No more questions: from here the person steers. Whoever stops questions has also answered the first two."""
    return replace(
        state,
        device=state.device or SKIPPED,
        permission="answered",
        may_ask=False,
        question=None,
        pack=None,
        interlude=None,
        misses=0,
    )
