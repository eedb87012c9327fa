"""A whole conversation in English on the web, as the person has it: told first, asked for permission, helped anyway."""

from __future__ import annotations

import json
import re

import pytest

from bot.directory.needing.taxonomy import need_codes
from tests.conftest import ROOT
from tests.integration.points import POINTS, STANDING, bring, stands_at
from tests.talking import Talk

pytestmark = pytest.mark.usefixtures("places_known")


def services(talk: Talk) -> list[list[str]]:
    """The cards of the last replies, line by line."""
    return [reply.text.splitlines() for reply in talk.replies if reply.key == "utter_service"]


def test_it_says_what_it_is_and_what_is_kept_before_it_asks_anything(talk: Talk) -> None:
    assert talk.keys == ["utter_notice", "ask_device"]
    notice, question = (reply.text for reply in talk.replies)
    assert "automated" in notice and "not a person" in notice
    assert "names and numbers" in notice and "30 days" in notice and "only staff of this programme can read" in notice
    assert len(re.findall(r"[.!?](?:\s|$)", notice.removeprefix("Hello. "))) == 2, "two sentences"
    assert question.count("?") == 1 and "could someone else see" in question


def test_from_hello_to_services_in_the_persons_own_words(talk: Talk) -> None:
    said = list(talk.keys)
    for words, last in (
        ("hi", "ask_device"),
        ("no, nobody else", "ask_permission"),
        ("yes ok", "ask_need"),
        ("I have nowhere to sleep tonight", "ask_place"),
        ("33130", "ask_after"),
    ):
        talk.say(words)
        said += talk.keys
        assert talk.keys[-1] == last
    assert said.count("utter_notice") == 1
    assert len(services(talk)) == 3 and talk.keys[-2] == "utter_how_to_go_on"
    assert "33130" not in "".join(str(message.text) for message in talk.record() if message.who == "person")


def test_from_greeting_to_services_by_buttons_only(talk: Talk) -> None:
    for payload in ("/deny", "/affirm", "/need_food", "/inform_place"):
        assert payload in talk.buttons and set(talk.buttons) >= STANDING
        talk.press(payload)
    assert stands_at(talk, "after") and len(services(talk)) == 3


def test_a_service_says_what_it_is_hours_phone_languages_and_cost(talk: Talk) -> None:
    bring(talk, "after")
    for card in services(talk):
        name, what, hours, *more = card
        assert name and what.endswith(".")
        assert hours.startswith(("Open now. ", "Closed now. ", "Hours: "))
        for label in ("Call 305-555-01", "Speaks: ", "Cost: "):
            assert any(line.startswith(label) for line in more), card


@pytest.mark.parametrize("no", ["no", "/deny", "/skip", "I don't know", "I'd rather not say"])
def test_no_to_questions_still_helps_and_nothing_more_is_asked(talk: Talk, no: str) -> None:
    talk.press("/deny")
    talk.press(no) if no.startswith("/") else talk.say(no)
    assert talk.keys == ["utter_permission_no", "ask_menu"]
    assert {f"/need_{code}" for code in need_codes()} <= set(talk.buttons)
    talk.say("I need a doctor")
    assert stands_at(talk, "after") and services(talk)
    asked = {message.key for message in talk.record()} & {"ask_need", "ask_place"}
    assert not asked, "a question was asked without permission"


@pytest.mark.parametrize(
    "where",
    ["33130", "33130-1234", "Miami", "I'm in Homestead", "Fort Lauderdale, FL", "anywhere", "anywhere is fine",
     "skip", "I don't know", "I'd rather not say"],
)  # fmt: skip
def test_where_can_be_said_in_many_ways_or_not_at_all(talk: Talk, where: str) -> None:
    bring(talk, "place").say(where)
    assert stands_at(talk, "after") and 1 <= len(services(talk)) <= 3


def test_a_place_we_do_not_know_is_asked_again_kindly(talk: Talk) -> None:
    bring(talk, "place")
    for unknown in ("Zorbleville", "00000"):
        assert "I don't know that place" in talk.say(unknown)[0]
        assert stands_at(talk, "place")
    talk.say("33142")
    assert stands_at(talk, "after")


def test_more_shows_others_until_there_are_none(talk: Talk) -> None:
    bring(talk, "after")
    seen = [card[0] for card in services(talk)]
    for number in range(20):
        talk.say("show me more") if number % 2 else talk.press("/more_results")
        if "utter_no_more" in talk.keys:
            break
        assert len(services(talk)) <= 3
        seen += [card[0] for card in services(talk)]
    assert talk.keys == ["utter_no_more", "ask_after"]
    assert len(seen) == len(set(seen)) > 3


def test_another_need_keeps_the_place(talk: Talk) -> None:
    bring(talk, "place").say("33130")
    place = talk.slots["place"]
    talk.say("I also need a lawyer")
    assert "ask_place" not in talk.keys and stands_at(talk, "after")
    assert talk.slots["need"] == "legal" and talk.slots["place"] == place
    assert "A lawyer" in talk.replies[0].text


@pytest.mark.parametrize(
    ("words", "need"),
    [
        ("I need a safe place to sleep in Hialeah", "shelter"),
        ("need a doctor near 33142", "medical"),
        ("where can I get food in Miami", "food"),
        ("lawyer in Miami Beach please", "legal"),
    ],
)
@pytest.mark.parametrize("point", ["need", "menu", "after"])
def test_a_need_and_a_place_in_one_sentence(talk: Talk, words: str, need: str, point: str) -> None:
    bring(talk, point).say(words)
    assert stands_at(talk, "after") and services(talk)
    assert talk.slots["need"] == need and talk.slots["place"].startswith("<LOCATION_")


@pytest.mark.parametrize("point", ["device", "permission"])
def test_what_was_said_before_it_was_asked_is_kept(talk: Talk, point: str) -> None:
    bring(talk, point).say("I need a doctor in Miami")
    assert stands_at(talk, point), "what must be asked first is still asked first"
    talk.through(*{"device": ("/deny", "/affirm"), "permission": ("/affirm",)}[point])
    assert stands_at(talk, "after") and talk.slots["need"] == "medical"


@pytest.mark.parametrize("skip", ["skip", "/skip", "I'd rather not say"])
def test_every_question_can_be_skipped(talk: Talk, skip: str) -> None:
    for question, next_one in (("device", "permission"), ("permission", "menu"), ("menu", "menu")):
        assert talk.slots["question"] == question
        talk.press(skip) if skip.startswith("/") else talk.say(skip)
        assert talk.slots["question"] == next_one
    talk.press("/need_food")
    assert services(talk)


def test_skipping_the_need_shows_everything_there_is(talk: Talk) -> None:
    bring(talk, "need").say("skip")
    assert talk.keys == ["utter_skipped", "ask_menu"]


@pytest.mark.parametrize(
    ("words", "device"), [("no", "private"), ("nobody else", "private"), ("yes", "seen"), ("maybe", "seen"),
                          ("he checks my phone", "seen"), ("I don't know", "seen")],
)  # fmt: skip
def test_whoever_may_be_seen_is_told_how_to_leave(talk: Talk, words: str, device: str) -> None:
    talk.say(words)
    assert stands_at(talk, "permission") and talk.slots["device"] == device
    if device == "seen":
        assert "Leave this page" in talk.replies[0].text


def test_after_no_more_questions_only_the_person_asks(talk: Talk) -> None:
    bring(talk, "place").say("no more questions please")
    assert talk.keys == ["utter_no_more_questions", "ask_menu"]
    talk.press("/need_medical")
    assert stands_at(talk, "after") and services(talk)


def test_a_permission_taken_back_is_taken_back(talk: Talk) -> None:
    bring(talk, "after").say("I take back my permission")
    assert talk.keys == ["utter_withdrawn", "utter_nothing_shared", "ask_menu"]
    assert not talk.slots.get("need") and not talk.slots.get("place")
    talk.press("/need_food")
    assert stands_at(talk, "after") and "ask_place" not in talk.keys


@pytest.mark.parametrize(
    "words", ["they make me work and keep my pay", "my boyfriend hits me", "I am 16 years old"],
)  # fmt: skip
@pytest.mark.parametrize("point", POINTS)
def test_after_something_hard_thanks_and_no_question_about_it(talk: Talk, point: str, words: str) -> None:
    first, *rest = bring(talk, point).say(words)
    assert first.startswith("Thank you for telling me.")
    assert not any(word in " ".join([first, *rest]).lower() for word in ("why", "sorry", "victim", "!", "who did"))
    assert talk.keys[-1] == ("ask_need" if point == "after" else f"ask_{point}")


@pytest.mark.parametrize("typed", ["/restart", "/session_start", '/talk_to_person{"a": "b"}', "/deny"])
def test_a_typed_slash_gives_no_orders(talk: Talk, typed: str) -> None:
    bring(talk, "need")
    before = dict(talk.slots)
    assert talk.say(typed)
    recorded = talk.record()[-1 - len(talk.replies)].text
    assert recorded == talk.gateway._redactor.redact(typed).text, "it is redacted and recorded as any other text"
    kept = {name: before[name] for name in ("device", "permission")}
    assert {name: talk.slots.get(name) for name in kept} == kept


def test_a_forged_button_is_not_obeyed(talk: Talk) -> None:
    for forged in ("/restart", "/maria_lopez", '/affirm{"x": 1}', "/action_end", "/need_gold"):
        assert talk.press(forged)
        assert talk.record()[-1 - len(talk.replies)].text == "/nlu_fallback"


def secret_address() -> list[str]:
    """Everything in the sample that would tell where the confidential shelter is."""
    files = (ROOT / "bot/directory/sample/palmera_bay/casa-semilla.json").read_text("utf-8")
    found = re.findall(r'"(?:address_1|address_2|postal_code|latitude|longitude)": *"?([^",}]+)', files)
    return [value.strip() for value in found if value.strip()]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_confidential_address_is_nowhere(lang: str, request: pytest.FixtureRequest) -> None:
    talk: Talk = request.getfixturevalue("talk" if lang == "en" else "talk_es")
    talk.through("/deny", "/affirm")
    cards, secrets = [], secret_address()
    for code in need_codes():
        talk.press(f"/need_{code}")
        if "ask_place" in talk.keys:
            talk.say("33130")
        while services(talk):
            cards += [card for card in services(talk) if "Semilla" in card[0]]
            talk.press("/more_results")
    assert cards
    for card in cards:
        text = "\n".join(card)
        assert {"en": "The address is private. Call first", "es": "La dirección es privada. Llame primero"}[
            lang
        ] in text
        assert not re.search(r"Address:|Distance:|Dirección:|Distancia:|33\d{3}|\bmi\.", text)
        assert not [secret for secret in secrets if secret in json.dumps(card)]


def test_it_speaks_calmly_all_along(talk: Talk) -> None:
    for point in ("permission", "need", "place", "after"):
        talk.press({"permission": "/affirm", "need": "/affirm", "place": "/need_shelter", "after": "/skip"}[point])
    for words in ("thanks", "are you a robot?", "will you tell the police", "this is too much", "menu", "bye"):
        talk.say(words)
    said = [str(message.text) for message in talk.record() if message.who == "assistant"]
    assert not [text for text in said if re.search(r"[!\U0001F300-\U0001FAFF]|\b(victim|just|don't worry)\b", text)]


def test_just_me_answers_who_can_see_this(talk: Talk) -> None:
    talk.say("just me")
    assert talk.slots["device"] == "private" and "ask_permission" in talk.keys
