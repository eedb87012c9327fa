"""The agenda: what is asked next, what an answer means, and that nobody is ever stuck in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Optional

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.conversation import agenda
from bot.conversation.agenda import ANYWHERE, RESULTS, SKIPPED, Question, State

ANSWERS = ("affirm", "deny", "not_sure", "skip")
START = State()
ASKING = State(device="private", permission="answered", may_ask=True)
STEERING = replace(ASKING, may_ask=False)

PLACES = some.sampled_from((None, ANYWHERE, "<LOCATION_1>"))
STATES = some.builds(
    State,
    device=some.sampled_from((None, "private", "seen", SKIPPED)),
    permission=some.sampled_from((None, "answered")),
    need=some.sampled_from((None, SKIPPED, "shelter", "food")),
    place=PLACES,
    shown=some.integers(0, 9),
    question=some.sampled_from((None, "device", "permission", "need", "place", "menu", "after")),
    interlude=some.sampled_from((None, "erase", "language:es")),
    trail=some.lists(some.sampled_from(("device", "permission", "need", "place")), unique=True).map(tuple),
    misses=some.integers(0, 3),
    may_ask=some.booleans(),
)
MOVES = some.lists(some.sampled_from((*ANSWERS, "need", "place", "go_back", "stop_questions")), max_size=12)


def move(state: State, what: str) -> State:
    """What one message does to the agenda, as `actions/` does it: an answer that means nothing changes nothing."""
    after: Optional[State]
    if what == "need":
        after = agenda.take_need(state, "shelter")
    elif what == "place":
        after = agenda.take_place(state, "<LOCATION_1>")
    elif what == "go_back":
        after = agenda.go_back(state)
    elif what == "stop_questions":
        after = agenda.stop_questions(state)
    elif state.interlude:
        after = replace(state, interlude=None)
    else:
        after = agenda.answer(state, what)
    return ask(state if after is None else after)


def ask(state: State) -> State:
    """Hold the next question in hand, or show services and then ask what next."""
    if state.question or state.interlude:
        return state
    step = agenda.next_step(state)
    if step == RESULTS:
        return replace(state, shown=state.shown + 1, question=Question.AFTER.value)
    return replace(state, question=step)


@pytest.mark.parametrize(
    ("state", "step"),
    [
        (START, "device"),
        (State(device="seen"), "permission"),
        (State(device=SKIPPED, permission="answered"), "menu"),
        (ASKING, "need"),
        (replace(ASKING, need="food"), "place"),
        (replace(ASKING, need="food", place=ANYWHERE), RESULTS),
        (replace(ASKING, need="food", place="<LOCATION_1>", shown=3), "after"),
        (replace(ASKING, need=SKIPPED), "menu"),
        (STEERING, "menu"),
        (replace(STEERING, need="food"), RESULTS),  # who refused questions is shown services all the same
        (replace(STEERING, need="food", shown=3), "after"),
        (State(need="food", place=ANYWHERE), "device"),  # said before anything was asked: kept for later
    ],
)
def test_what_comes_next(state: State, step: str) -> None:
    assert agenda.next_step(state) == step


@pytest.mark.parametrize(
    ("question", "intent", "changes"),
    [
        ("device", "affirm", {"device": "seen"}),
        ("device", "not_sure", {"device": "seen"}),  # not knowing is treated as being seen
        ("device", "deny", {"device": "private"}),
        ("device", "skip", {"device": SKIPPED}),
        ("permission", "affirm", {"permission": "answered", "may_ask": True}),
        ("permission", "deny", {"permission": "answered", "may_ask": False}),
        ("permission", "not_sure", {"permission": "answered", "may_ask": False}),  # only yes is yes
        ("permission", "skip", {"permission": "answered", "may_ask": False}),
        ("need", "deny", {"need": SKIPPED}),
        ("need", "not_sure", {"need": SKIPPED}),
        ("need", "skip", {"need": SKIPPED}),
        ("place", "deny", {"place": ANYWHERE}),
        ("place", "not_sure", {"place": ANYWHERE}),
        ("place", "skip", {"place": ANYWHERE}),
    ],
)
def test_what_an_answer_means(question: str, intent: str, changes: dict[str, Any]) -> None:
    before = State(question=question, trail=("elsewhere",), misses=2)
    after = agenda.answer(before, intent)
    assert after == replace(before, question=None, misses=0, trail=("elsewhere", question), **changes)


@pytest.mark.parametrize("question", ["need", "place", "after", "menu"])
def test_a_bare_yes_names_no_need_and_no_place(question: str) -> None:
    assert agenda.answer(State(question=question), "affirm") is None


@pytest.mark.parametrize("question", ["after", "menu"])
@pytest.mark.parametrize("intent", ["deny", "skip", "not_sure"])
def test_a_no_after_the_services_asks_nothing_more(question: str, intent: str) -> None:
    state = State(question=question, misses=1)
    assert agenda.answer(state, intent) == replace(state, misses=0)


@pytest.mark.parametrize("intent", ANSWERS)
def test_nothing_in_hand_has_no_answer(intent: str) -> None:
    assert agenda.answer(START, intent) is None


def test_a_question_answered_twice_is_gone_back_to_once() -> None:
    state = agenda.take_need(agenda.take_place(agenda.take_need(ASKING, "food"), ANYWHERE), "legal")
    assert state.trail == ("place", "need") and (state.need, state.place) == ("legal", ANYWHERE)


def test_an_interlude_is_in_hand_before_the_question() -> None:
    assert replace(ASKING, question="need", interlude="erase").in_hand is Question.ERASE
    assert replace(ASKING, question="need", interlude="language:es").in_hand is Question.LANGUAGE
    assert agenda.go_back(replace(ASKING, question="need", interlude="erase")) == replace(ASKING, question="need")


def test_stopping_questions_also_answers_the_first_two() -> None:
    state = agenda.stop_questions(State(question="device", interlude="erase", misses=1))
    assert state == State(device=SKIPPED, permission="answered")
    assert agenda.next_step(state) == "menu"


@given(STATES)
def test_there_is_always_a_next_step(state: State) -> None:
    assert agenda.next_step(state) in {RESULTS, *(question.value for question in Question)}


@given(STATES)
def test_the_state_survives_rasas_slots(state: State) -> None:
    assert State.from_slots(state.to_slots(), state.may_ask) == state


def test_permission_never_rests_in_a_slot() -> None:
    assert "may_ask" not in ASKING.to_slots()
    assert not State.from_slots({"permission": "answered", "may_ask": True}, may_ask=False).may_ask


@given(STATES, MOVES)
def test_from_anywhere_skipping_leads_to_services_or_the_menu(state: State, moves: list[str]) -> None:
    """Nobody is stuck: whatever was said before, a few skips end where the person steers."""
    for what in moves:
        state = move(state, what)
    for _ in range(6):
        state = move(state, "skip")
    assert state.question in ("menu", "after")


@given(STATES, MOVES)
def test_refusing_permission_still_reaches_services(state: State, moves: list[str]) -> None:
    for what in (*moves, "stop_questions"):
        state = move(state, what)
    state = move(state, "need")
    assert state.question == "after" and state.shown > 0 and not state.may_ask


@given(STATES.filter(lambda state: state.interlude is None), some.sampled_from(ANSWERS))
def test_going_back_undoes_an_answer(state: State, intent: str) -> None:
    question = state.in_hand
    after = agenda.answer(state, intent)
    if after is None or question in (Question.AFTER, Question.MENU):
        return
    assert question is not None
    back = agenda.go_back(after)
    assert back is not None
    assert back.in_hand is question and getattr(back, question.value) is None
    others = [name for name in ("device", "permission", "need", "place") if name != question.value]
    assert [getattr(back, name) for name in others] == [getattr(state, name) for name in others]
    assert back.trail == tuple(asked for asked in state.trail if asked != question.value)


@given(STATES)
def test_going_back_ends_at_the_first_question(state: State) -> None:
    for _ in range(6):
        before = agenda.go_back(state)
        if before is None:
            return
        state = before
    pytest.fail("going back never ends")
