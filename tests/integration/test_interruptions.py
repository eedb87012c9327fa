"""Whatever comes between, at whatever question: it is answered, and the conversation goes on where it stood."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.points import ANSWERS, NONSENSE, POINTS, bring, not_understood, stands_at
from tests.talking import Talk

pytestmark = pytest.mark.usefixtures("places_known")
PERSON = ["utter_no_one_on_duty", "utter_lines", "utter_still_here"]
# What is said, by language, and the lines that answer it before the question in hand comes again.
BETWEEN: dict[str, tuple[list[str], list[str]]] = {
    "repeat": (["can you say that again", "no entiendo la pregunta", "/repeat"], []),
    "person": (["can I talk to a real person", "quiero hablar con una persona", "/talk_to_person"], PERSON),
    "privacy": (["will you tell the police?", "quién puede ver esto", "/ask_privacy"], ["utter_privacy"]),
    "robot": (["are you a robot?", "¿es un robot?", "/ask_bot"], ["utter_bot"]),
    "purpose": (["what is this for", "para qué es esto"], ["utter_purpose"]),
    "cost": (["is it free?", "¿es gratis?"], ["utter_cost"]),
    "thanks": (["thank you", "muchas gracias"], ["utter_thank"]),
    "too much": (["this is too much", "esto es demasiado"], ["utter_overwhelmed"]),
    "hello": (["hello", "hola"], []),
    "a number of no choice": (["99", "0"], []),
}
points = pytest.mark.parametrize("point", POINTS)


def here(request: pytest.FixtureRequest, lang: str) -> Talk:
    """The person who writes in this language."""
    talk: Talk = request.getfixturevalue("talk" if lang == "en" else "talk_es")
    return talk


@points
@pytest.mark.parametrize("lang", ["en", "es"])
def test_it_is_answered_and_the_question_comes_again(request: pytest.FixtureRequest, point: str, lang: str) -> None:
    talk = bring(here(request, lang), point)
    for words, answer in BETWEEN.values():
        for said in words:
            talk.press(said) if said.startswith("/") else talk.say(said)
            assert talk.keys == [*answer, f"ask_{point}"], said
            assert {reply.lang for reply in talk.replies} == {lang}
    payload, last = ANSWERS[point]
    talk.press(payload)
    assert talk.keys[-1] == last, "and it can still be answered"


def test_a_person_is_not_promised_but_where_people_answer_is_told(talk: Talk, talk_es: Talk) -> None:
    honest, lines, stays, _ = talk.say("I want to talk to a person")
    assert "Nobody from this programme is on duty" in honest and "still here" in stays
    assert "1-888-373-7888" in lines and "988" in lines and "1-800-799-7233" in lines
    honest, lines, *_ = talk_es.say("quiero hablar con una persona")
    assert "Todavía no hay nadie" in honest and "Llame al 1-888-373-7888" in lines


def test_privacy_says_who_reads_and_whom_we_do_not_tell(talk: Talk) -> None:
    said, _ = talk.say("will you tell the police?")
    assert (
        "police, immigration or anyone else" in said and "only staff" in said and "30 days" in said and "ERASE" in said
    )


@points
@pytest.mark.parametrize(
    ("said", "on"), [("give me a minute", "ok"), ("wait", "yes"), ("/pause", "no"), ("I need a break", "hi")]
)
def test_after_a_break_any_word_brings_the_question_back(talk: Talk, point: str, said: str, on: str) -> None:
    """ "Send any word" was the offer: that word must not be taken for a permission."""
    bring(talk, point)
    before = dict(talk.slots)
    talk.press(said) if said.startswith("/") else talk.say(said)
    assert talk.keys == ["utter_paused"] and talk.buttons == ["/repeat", "/end_chat"]
    talk.say(on)
    assert stands_at(talk, point) and talk.slots == before


@points
def test_back_is_one_question_back(talk: Talk, point: str) -> None:
    bring(talk, point).say("go back please")
    before = {"device": "device", "permission": "device", "need": "permission", "place": "need", "after": "place"}
    assert stands_at(talk, before.get(point, "permission"))
    assert ("utter_first_question" in talk.keys) == (point == "device")


def test_back_to_the_permission_takes_it_back(talk: Talk) -> None:
    bring(talk, "need").say("I want to change my answer")
    assert stands_at(talk, "permission")
    talk.say("no")
    talk.press("/need_food")
    assert stands_at(talk, "after") and "ask_place" not in talk.keys


def test_back_without_permission_asks_nothing(talk: Talk) -> None:
    bring(talk, "menu").press("/need_food")
    talk.press("/go_back")
    assert stands_at(talk, "menu"), "to ask what would help was not permitted"


@points
def test_options_are_told_at_every_question(talk: Talk, point: str) -> None:
    bring(talk, point).say("what are my options")
    stays = point in ("device", "permission", "place")
    assert talk.keys == ["utter_menu", f"ask_{point}" if stays else "ask_menu"]
    for word in ("skip", "go back", "break", "person", "who reads", "erase", "leave"):
        assert word in talk.replies[0].text


@points
@pytest.mark.parametrize("said", ["bye", "I have to go", "/end_chat"])
def test_leaving_ends_it(talk: Talk, point: str, said: str) -> None:
    bring(talk, point)
    talk.press(said) if said.startswith("/") else talk.say(said)
    row = talk.row()
    assert talk.keys == ["utter_goodbye"] and row is not None and row.state == "ended"
    assert not talk.slots, "no place in the dialogue is kept of whoever left"


@points
@pytest.mark.parametrize(("lang", "word"), [("en", "ERASE"), ("en", "erase everything"), ("es", "Borrar")])
def test_the_word_erases_at_once(request: pytest.FixtureRequest, point: str, lang: str, word: str) -> None:
    talk = bring(here(request, lang), point)
    talk.say(word)
    assert talk.row() is None and not talk.record() and not talk.slots


@points
@pytest.mark.parametrize(
    ("lang", "words", "no", "yes"),
    [("en", "delete everything I said", "no", "yes"), ("es", "borre todo lo que dije", "no", "sí")],
)
def test_erasing_by_a_sentence_is_asked_once(
    request: pytest.FixtureRequest, point: str, lang: str, words: str, no: str, yes: str
) -> None:
    talk = bring(here(request, lang), point)
    talk.say(words)
    assert talk.keys == ["ask_erase"] and talk.buttons[:2] == ["/affirm", "/deny"]
    talk.say(no)
    assert talk.keys == ["utter_not_erased", f"ask_{point}"]
    talk.say(words)
    talk.say(yes)
    assert talk.row() is None


@pytest.mark.parametrize("between", ["/pause", "nonsense", "do you speak german?"])
def test_a_yes_to_something_else_erases_nothing(talk: Talk, engine: Any, between: str) -> None:
    bring(talk, "need").say("delete everything I said")
    said = not_understood(engine, *NONSENSE) if between == "nonsense" else between
    talk.press(said) if said.startswith("/") else talk.say(said)
    talk.say("yes")
    assert talk.row() is not None and talk.keys[-1] in ("ask_erase", "ask_need")


@points
@pytest.mark.parametrize(("lang", "words"), [("en", "stop texting me"), ("es", "no me escriban más")])
def test_never_write_again_ends_a_web_chat(request: pytest.FixtureRequest, point: str, lang: str, words: str) -> None:
    talk = bring(here(request, lang), point)
    talk.say(words)
    row = talk.row()
    assert talk.keys == ["utter_goodbye"] and row is not None and row.state == "ended"


@points
def test_what_is_not_understood_is_asked_and_then_a_person_is_offered(talk: Talk, engine: Any, point: str) -> None:
    words = not_understood(engine, *NONSENSE)
    bring(talk, point).say(words)
    if point == "place":
        assert talk.keys == ["utter_place_unknown", "ask_place"]
        return
    likely = [f"/{name}" for name, _ in engine.parse(words).ranking if name != "out_of_scope"][:2]
    assert talk.keys == ["utter_clarify"] and talk.buttons == [*likely, "/show_options", "/talk_to_person"]
    talk.say("yes")
    assert stands_at(talk, point), "a yes to 'did you mean one of these' means neither of them, nor the older question"
    talk.say(words)
    assert talk.keys == ["utter_clarify"]
    talk.say(words)
    assert talk.keys == ["utter_not_understood"] and talk.buttons == ["/show_options", "/talk_to_person"]
    payload, last = ANSWERS[point]
    talk.press(payload)
    assert talk.keys[-1] == last


def test_misses_count_only_in_a_row(talk: Talk, engine: Any) -> None:
    words = not_understood(engine, *NONSENSE)
    bring(talk, "need")
    for between in (words, "are you a robot?", words):
        talk.say(between)
    assert talk.keys == ["utter_clarify"]


@points
def test_something_out_of_scope_is_said_so(talk: Talk, point: str) -> None:
    bring(talk, point).say("what's the weather")
    assert talk.keys[0] == ("utter_place_unknown" if point == "place" else "utter_out_of_scope")
    assert talk.slots["question"] == point


@points
def test_the_plan_says_that_nothing_was_sent(talk: Talk, point: str) -> None:
    bring(talk, point).say("what did I ask for")
    assert talk.keys == ["utter_plan" if talk.slots.get("need") else "utter_plan_empty", f"ask_{point}"]
    assert "Nothing was sent to anyone" in talk.replies[0].text
