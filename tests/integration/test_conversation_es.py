"""The same conversation in Spanish, and how one changes language: by a word, by an offer, or honestly not at all."""

from __future__ import annotations

import re

import pytest

from bot.content.catalogue import read_files
from bot.conversation.models import Conversation
from bot.directory.needing.taxonomy import need_codes
from tests.integration.points import POINTS, STANDING, bring, stands_at
from tests.talking import Talk

pytestmark = pytest.mark.usefixtures("places_known")
ENGLISH = re.compile(
    r"\b(Open now|Closed now|Hours|Call|Text|Speaks|Cost|Address|Distance|For:|you|the|Mon|Tue|Wed|Thu|Sat|Sun|Free)\b"
)


def cards(talk: Talk) -> list[str]:
    """The services of the last replies."""
    return [str(reply.text) for reply in talk.replies if reply.key == "utter_service"]


def undecided(talk: Talk) -> Talk:
    """The same person, whose language is only their browser's."""
    with talk.house.db.own_transaction() as session:
        session.get(Conversation, talk.id).language_chosen = False
    return talk


def language(talk: Talk) -> str:
    row = talk.row()
    assert row is not None
    return str(row.language)


def test_from_greeting_to_services_in_the_persons_own_words(talk_es: Talk) -> None:
    said = list(talk_es.keys)
    notice, question = (str(reply.text) for reply in talk_es.replies)
    assert "asistente automático" in notice and "no una persona" in notice and "30 días" in notice
    assert "solo el personal de este programa puede leer" in notice and "¿alguien más podría ver" in question
    for words, last in (
        ("no, solo yo", "ask_permission"),
        ("sí, está bien", "ask_need"),
        ("no tengo dónde dormir esta noche", "ask_place"),
        ("Miami", "ask_after"),
    ):
        talk_es.say(words)
        said += talk_es.keys
        assert talk_es.keys[-1] == last
    assert said.count("utter_notice") == 1 and len(cards(talk_es)) == 3
    assert "Miami" not in "".join(str(message.text) for message in talk_es.record() if message.who == "person")


def test_by_buttons_and_every_title_is_spanish(talk_es: Talk) -> None:
    for payload in ("/deny", "/affirm", "/need_food", "/inform_place"):
        assert payload in talk_es.buttons and set(talk_es.buttons) >= STANDING
        titles = [button["title"] for reply in talk_es.replies for button in reply.buttons]
        assert not [title for title in titles if title in ("Skip this", "Take a break", "Leave", "Yes", "Food")]
        talk_es.press(payload)
    assert stands_at(talk_es, "after") and {reply.lang for reply in talk_es.replies} == {"es"}


def test_every_service_is_told_in_spanish(talk_es: Talk) -> None:
    talk_es.through("/deny", "/affirm", f"/need_{need_codes()[0]}").say("33130")
    told: dict[str, str] = {}
    for code in need_codes():
        talk_es.press(f"/need_{code}")
        while cards(talk_es):
            told |= {card.splitlines()[0]: card for card in cards(talk_es)}
            talk_es.press("/more_results")
    assert len(told) > 30
    for card in told.values():
        lines = card.splitlines()
        assert lines[2].startswith(("Abierto ahora. ", "Cerrado ahora. ", "Horario: ")), card
        for labels in (("Llamar al ", "Mensaje de texto "), ("Hablan: ",), ("Costo: ",)):
            assert any(line.startswith(labels) for line in lines), card
        assert not ENGLISH.search("\n".join(lines[1:])), card  # the first line is a name


@pytest.mark.parametrize("no", ["no", "no gracias", "saltar", "no sé", "prefiero no decir"])
def test_no_to_questions_still_helps(talk_es: Talk, no: str) -> None:
    talk_es.press("/deny")
    talk_es.say(no)
    assert talk_es.keys == ["utter_permission_no", "ask_menu"]
    talk_es.say("necesito un abogado")
    assert stands_at(talk_es, "after") and cards(talk_es)
    assert not {"ask_need", "ask_place"} & {message.key for message in talk_es.record()}


@pytest.mark.parametrize(
    "where", ["33130", "Miami", "estoy en Hialeah", "donde sea", "en cualquier lugar", "saltar", "no sé"]
)
def test_where_can_be_said_in_many_ways_or_not_at_all(talk_es: Talk, where: str) -> None:
    bring(talk_es, "place").say(where)
    assert stands_at(talk_es, "after") and cards(talk_es)


def test_a_place_we_do_not_know_is_asked_again_kindly(talk_es: Talk) -> None:
    assert "No conozco ese lugar" in bring(talk_es, "place").say("Zorbleville")[0]
    assert stands_at(talk_es, "place")


@pytest.mark.parametrize(
    ("words", "need"),
    [
        ("necesito comida en Miami", "food"),
        ("busco un doctor cerca de 33142", "medical"),
        ("un abogado en Hialeah por favor", "legal"),
    ],
)
def test_a_need_and_a_place_in_one_sentence(talk_es: Talk, words: str, need: str) -> None:
    bring(talk_es, "need").say(words)
    assert stands_at(talk_es, "after") and cards(talk_es) and talk_es.slots["need"] == need


def test_another_need_keeps_the_place_and_more_shows_others(talk_es: Talk) -> None:
    bring(talk_es, "place").say("33130")
    talk_es.say("también necesito un abogado")
    assert stands_at(talk_es, "after") and talk_es.slots["need"] == "legal"
    first = cards(talk_es)
    talk_es.say("muéstreme más")
    assert cards(talk_es) and not set(cards(talk_es)) & set(first)


@pytest.mark.parametrize("words", ["español", "Spanish please", "can we speak spanish", "¿habla español?"])
@pytest.mark.parametrize("point", POINTS)
def test_a_word_changes_the_language_and_the_question_comes_again(talk: Talk, point: str, words: str) -> None:
    assert bring(talk, point).say(words)[0] == "Está bien, español."
    assert stands_at(talk, point) and talk.replies[-1].lang == "es"


@pytest.mark.parametrize("words", ["english", "in English please", "¿habla inglés?", "quiero hablar en inglés"])
def test_and_back_to_english(talk_es: Talk, words: str) -> None:
    assert bring(talk_es, "need").say(words)[0] == "All right, English."
    assert stands_at(talk_es, "need") and talk_es.replies[-1].lang == "en"


@pytest.mark.parametrize("yes", ["sí", '/change_language{"language": "es"}'])
def test_whoever_plainly_writes_spanish_is_answered_and_then_offered_it(talk: Talk, yes: str) -> None:
    undecided(bring(talk, "need")).say("necesito un lugar para dormir")
    assert talk.keys == ["ask_place", "offer_language"], "the answer first, then the offer, the one thing to say yes to"
    offer = talk.replies[-1]
    assert "¿Quiere seguir en español?" in offer.text and "English" in offer.text
    assert [button["title"] for button in offer.buttons] == ["Español", "English"]
    assert language(talk) == "en", "offered, not imposed"
    talk.press(yes) if yes.startswith("/") else talk.say(yes)
    assert talk.keys == ["utter_language_set", "ask_place"] and language(talk) == "es"


@pytest.mark.parametrize(("answer", "last"), [("no", "ask_permission"), ("skip", "ask_permission"), ("yes", None)])
def test_an_offer_is_made_once_and_a_yes_to_it_gives_no_permission(talk: Talk, answer: str, last: str | None) -> None:
    undecided(talk).say("no, nadie más puede ver esto")
    assert talk.keys == ["ask_permission", "offer_language"]
    talk.say(answer)
    assert stands_at(talk, "permission"), "the yes was for the language"
    assert language(talk) == ("en" if last else "es")
    talk.press("/affirm")
    talk.say("i need food, or maybe mejor un lugar para dormir esta noche por favor")
    assert "offer_language" not in talk.keys


def test_an_offer_not_taken_is_dropped(talk: Talk) -> None:
    undecided(bring(talk, "need")).say("necesito comida para mi familia")
    talk.say("33130")
    assert stands_at(talk, "after") and language(talk) == "en"


def test_no_offer_while_something_cannot_be_undone(talk: Talk) -> None:
    undecided(bring(talk, "need")).say("quiero que borren mis datos por favor")
    assert talk.keys == ["ask_erase"]


@pytest.mark.parametrize(("lang", "words"), [("en", "do you speak german?"), ("es", "¿habla alemán?")])
@pytest.mark.parametrize("point", ["device", "place", "after"])
def test_a_language_we_do_not_have_is_said_so_with_interpreters(
    request: pytest.FixtureRequest, lang: str, words: str, point: str
) -> None:
    talk: Talk = request.getfixturevalue("talk" if lang == "en" else "talk_es")
    bring(talk, point).say(words)
    assert talk.keys == ["utter_language_missing", "utter_lines"]
    titles = [button["title"] for button in talk.replies[0].buttons]
    assert titles == [words["name"] for words in read_files().languages.values()]
    assert "1-888-373-7888" in talk.replies[1].text.splitlines()[0], "the line with interpreters comes first"
    talk.say("ok")
    assert stands_at(talk, point), "an ok chooses no language and answers no older question"


def test_prestado_answers_who_can_see_this(talk_es: Talk) -> None:
    talk_es.say("es prestado")
    assert talk_es.slots["device"] == "seen" and "utter_device_tip" in talk_es.keys
