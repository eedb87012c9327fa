"""A pack that is only a file: asked under its own permission, by button, number and word, on the web and by SMS."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot import bootstrap
from bot.audit.models import AuditRow
from bot.consent import service as consent
from bot.consent.rules import Act, Scope
from bot.retention import service as retention
from bot.retention.rules import Policy
from bot.screening import service as screening
from bot.screening.models import ScreeningRun
from bot.screening.rules import Sum
from tests.talking import Talk, with_food

PACK = """
# A pack of a test, written as a programme would write one.
pack: garden
kind: intake
needs: [food]
sensitive: true
licence: CC0-1.0
source: written for a test
scales: {often: [0, 1, 2]}
items:
  - {id: plot, type: yes_no, offers: {no: [work], unsure: [work]}}
  - {id: beds, type: number, from: 0, to: 12, ask_if: {plot: [yes]}}
  - {id: hungry, type: scale, scale: often, safety: {danger: [2]}}
  - {id: grows, type: choice, options: [beans, maize], offers: {beans: [education]}}
scores:
  - {name: total, items: [hungry], bands: {0: low, 1: high}}
words:
  en:
    title: A garden
    about: growing food
    note: This part is about growing food.
    items:
      plot: Do you have a plot?
      beds: How many beds are in it?
      hungry: How often are you hungry?
      grows: What grows best?
    scales: {often: [Never, Some days, Every day]}
    options: {grows: {beans: Beans, maize: Maize}}
    bands: {total: {low: No hunger told of., high: Hunger told of.}}
"""


@pytest.fixture
def begin(at: Any, house: Any, home: Path, engine: Any, redactor: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Talks in a house with the pack beside the running system."""
    (home / "packs").mkdir()
    monkeypatch.setenv("ALDER_PACKS", "garden")

    def begun(channel: str, lang: str = "en", pack: str = PACK) -> Talk:
        (home / "packs" / "garden.yml").write_text(pack)
        bootstrap.reset()
        return Talk(bootstrap.house(), engine, redactor, channel, lang)

    return begun


@pytest.fixture(params=["web", "sms"])
def asked(request: pytest.FixtureRequest, begin: Any) -> Talk:
    """Somebody who found food in Miami and is asked whether they want to be asked about gardens."""
    talk = with_food(begin(request.param))
    assert talk.keys[-2:] == ["utter_topic_note", "ask_topic"]
    return talk


def answers(talk: Talk) -> dict[str, str]:
    with talk.house.db.own_transaction() as session:
        return screening.answers(session, talk.house.keys, talk.id, "garden")


def acts(talk: Talk) -> list[Act]:
    with talk.house.db.own_transaction() as session:
        ledger = consent.ledger(session, talk.id)
        return [one.act for one in ledger if one.scope is Scope.TOPIC and one.subject == "garden"]


def runs(talk: Talk) -> list[str]:
    with talk.house.db.own_transaction() as session:
        return list(
            session.execute(select(ScreeningRun.state).where(ScreeningRun.conversation_id == talk.id)).scalars()
        )


def events(talk: Talk) -> list[str]:
    with talk.house.db.own_transaction() as session:
        return list(session.execute(select(AuditRow.event).where(AuditRow.conversation_id == talk.id)).scalars())


def test_a_whole_pack_by_word_button_and_number(asked: Talk) -> None:
    assert asked.say("yes")[-1] == "Do you have a plot?"
    assert asked.say("yes I do")[-1].startswith("How many beds are in it?")
    assert asked.say("3")[-1] == "How often are you hungry?"
    assert asked.say("some days")[-1] == "What grows best?"
    assert asked.say("2" if asked.channel == "sms" else "Maize")[0].startswith("That was the last question")
    assert asked.keys == ["utter_topic_done", "ask_after"]
    assert answers(asked) == {"plot": "yes", "beds": "3", "hungry": "1", "grows": "maize"}
    assert runs(asked) == [screening.DONE] and acts(asked) == [Act.ASKED, Act.GRANTED]
    assert {"pack.begun", "pack.ended"} <= set(events(asked))


def test_what_was_answered_stands_nowhere_in_the_record(asked: Talk) -> None:
    for one in ("yes", "yes", "11", "some days"):
        asked.say(one)
    told = [one.text for one in asked.record() if one.who == "person"]
    assert told[-2:] == ["/answer_item", "/answer_item"]
    assert "11" not in str(asked.slots)


def test_no_is_the_end_of_it_and_costs_nothing(asked: Talk) -> None:
    asked.say("no")
    assert asked.keys == ["utter_skipped", "ask_after"]
    assert acts(asked) == [Act.ASKED] and runs(asked) == []
    asked.say("I need food")
    assert "ask_topic" not in asked.keys, "a no is not asked again"
    assert "utter_service" in asked.keys


def test_skip_back_and_an_answer_changed(asked: Talk) -> None:
    asked.through("/affirm", "/affirm", "/skip")
    assert answers(asked) == {"plot": "yes", "beds": "skipped"} and "hungry" in asked.replies[-1].text
    asked.press("/go_back")
    assert asked.keys == ["ask_number"]
    asked.press("/go_back")
    assert asked.keys == ["ask_item"] and answers(asked) == {}
    asked.press("/deny")
    assert answers(asked) == {"plot": "no"} and "hungry" in asked.replies[-1].text, "beds no longer apply"
    asked.through("/go_back", "/go_back")
    assert asked.keys[-1] == "ask_topic"


def test_at_the_end_the_person_says_what_comes_first(asked: Talk) -> None:
    asked.through("/affirm", "/deny", '/answer_item{"value": "0"}', '/answer_item{"value": "beans"}')
    assert asked.keys == ["utter_topic_done", "ask_first"]
    assert asked.buttons[:2] == ["/need_work", "/need_education"]
    asked.press("/need_work")
    assert "utter_service" in asked.keys


def test_an_answer_that_tells_of_danger_takes_the_safety_path_and_the_pack_waits(asked: Talk) -> None:
    asked.through("/affirm", "/deny")
    asked.press('/answer_item{"value": "2"}')
    assert asked.keys == ["crisis_danger", "utter_lines", "utter_topic_waits"]
    assert "crisis.raised" in events(asked)
    asked.press("/repeat")
    assert asked.replies[-1].text == "What grows best?"


def test_no_more_about_a_topic_erases_what_was_answered_to_it(asked: Talk) -> None:
    asked.through("/affirm", "/affirm")
    asked.say("stop this topic")
    assert asked.keys == ["utter_topic_stopped", "ask_after"]
    assert runs(asked) == [] and acts(asked) == [Act.ASKED, Act.GRANTED, Act.WITHDRAWN]
    with pytest.raises(screening.NotPermitted):
        answers(asked)
    asked.say("I need food")
    assert "utter_service" in asked.keys, "stopping a topic is not stopping everything"


@pytest.mark.parametrize("between", ["are you a robot?", "what does this cost", "who can read this"])
def test_what_comes_between_leaves_the_item_in_hand(asked: Talk, between: str) -> None:
    asked.through("/affirm", "/deny")
    asked.say(between)
    assert asked.replies[-1].text == "How often are you hungry?"
    asked.say("never")
    assert answers(asked)["hungry"] == "0"


def test_asking_for_a_person_leaves_the_item_in_hand(asked: Talk) -> None:
    asked.through("/affirm", "/deny")
    asked.say("can I talk to a person")
    if asked.channel == "sms":
        assert asked.keys[-1] == "ask_contact"
        asked.say("no")
    assert asked.replies[-1].text == "How often are you hungry?"


def test_a_crisis_amid_a_pack_is_a_crisis_and_no_answer(asked: Talk) -> None:
    asked.press("/affirm")
    asked.say("he is at the door with a gun")
    assert asked.keys[0] == "crisis_danger" and answers(asked) == {}


def test_what_does_not_answer_is_asked_again(asked: Talk) -> None:
    asked.through("/affirm", "/affirm")
    asked.say("99")
    assert answers(asked) == {"plot": "yes"}
    asked.press('/answer_item{"value": "99"}')
    assert answers(asked) == {"plot": "yes"} and asked.keys[-1] == "ask_number"


def test_answers_are_shown_forgotten_and_erased_like_everything_else(asked: Talk, at: Any) -> None:
    asked.through("/affirm", "/affirm", "/skip")
    assert "Your answers to questions, sealed: 2" in asked.press("/show_data")[0]
    assert "growing food" in asked.press("/show_consent")[0]
    at(timedelta(hours=13))
    assert retention.run(asked.house.db, Policy()).values_forgotten_in == 1
    assert runs(asked) == [] and retention.run(asked.house.db, Policy()).values_forgotten_in == 0


def test_a_grant_keeps_answers_and_withdrawing_ends_all(asked: Talk, at: Any) -> None:
    asked.through("/affirm", "/affirm", "/keep_month")
    at(timedelta(hours=13))
    retention.run(asked.house.db, Policy())
    assert runs(asked) == [screening.OPEN]
    asked.say("I take back my permission")
    assert runs(asked) == [] and acts(asked)[-1] is Act.WITHDRAWN


def test_scores_are_for_staff_under_the_grant_and_each_reading_is_audited(asked: Talk) -> None:
    asked.through("/affirm", "/deny", '/answer_item{"value": "1"}')
    pack = asked.house.shelf.packs["garden"]
    with asked.house.db.own_transaction() as session:
        found = screening.read_scores(session, asked.house.keys, asked.id, pack, "staff_1")
    assert found == [Sum("total", 1, "high")] and "score.read" in events(asked)
    asked.press("/stop_topic")
    with asked.house.db.own_transaction() as session, pytest.raises(screening.NotPermitted):
        screening.read_scores(session, asked.house.keys, asked.id, pack, "staff_1")


def test_an_instrument_is_not_asked_where_it_was_not_validated(begin: Any) -> None:
    talk = begin("web", "es", PACK.replace("kind: intake", "kind: instrument\nvalidated: [en]"))
    talk.through("/deny", "/affirm", "/need_food", "/inform_place")
    assert "utter_pack_not_here" in talk.keys and talk.keys[-1] == "ask_after"
    talk.press("/need_food")
    assert "utter_pack_not_here" not in talk.keys, "said once"


def test_a_language_it_was_not_validated_in_ends_it_on_the_way(begin: Any) -> None:
    talk = with_food(begin("web", "en", PACK.replace("kind: intake", "kind: instrument\nvalidated: [en]")))
    talk.through("/affirm", "/affirm", '/change_language{"language": "es"}')
    assert "utter_pack_not_here" in talk.keys and talk.keys[-1] == "ask_after"
    assert runs(talk) == [screening.STOPPED] and events(talk).count("pack.ended") == 1
