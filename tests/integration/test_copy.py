"""A copy of everything, and the receipts: whole, in the person's words, for nobody but them, and escaped."""

from __future__ import annotations

import copy
import json
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from bot import bootstrap
from bot.audit.models import AuditRow
from bot.content.catalogue import Catalogue
from bot.conversation import service as conversations
from bot.conversation.models import Conversation, Message
from bot.kept import copy as copies
from bot.retention import service as retention
from bot.retention.rules import Policy
from channels.web import copy_page
from tests.integration.serving import Server
from tests.integration.test_screening import PACK
from tests.integration.test_web_api import Person, refused
from tests.talking import Talk

TYPED = "my name is Maria Lopez & <script>alert(1)</script>, call 305-555-0177"


class _Page(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, Any]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def made(talk: Talk, kind: str = "page") -> copies.Copy:
    with talk.house.db.own_transaction() as session:
        return copies.of(session, talk.house, session.get(Conversation, talk.id), kind)


def page(talk: Talk) -> _Page:
    catalogue = talk.house.editions.current().catalogue
    return _Page(copy_page.page(made(talk), catalogue, copies.holder(talk.house)))


def records(talk: Talk) -> list[dict[str, Any]]:
    with talk.house.db.own_transaction() as session:
        return copies.records(session, talk.house, session.get(Conversation, talk.id))


def asked(record: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = record["pii_processing"]["privacy_notice"]["asked"]
    return found


@pytest.fixture
def served(at: Any, talk: Talk) -> Talk:
    """Somebody who found food in Miami and told their name."""
    for one in ("just me", "yes", "I need food", "Miami", TYPED):
        talk.say(one)
    return talk


# In the chat


@pytest.mark.parametrize("words", ["give me a copy", "can I have a copy of this chat?", "/give_copy", "/save_copy"])
def test_on_the_web_a_file_is_offered_with_a_word_of_care(served: Talk, words: str) -> None:
    served.press(words) if words.startswith("/") else served.say(words)
    assert served.keys == ["utter_copy"] and "can read it" in served.went_out[0]
    assert served.buttons == ["/save_copy", "/save_copy_json", "/repeat"]
    served.press("/repeat")
    assert served.keys[-1] == "ask_after"


def test_it_is_offered_beside_what_is_kept(served: Talk, sms: Talk) -> None:
    served.press("/show_data")
    assert "/give_copy" in served.buttons
    sms.say("hello")
    sms.say("just me")
    sms.press("/show_data")
    assert "/show_consent" in sms.buttons and "/give_copy" not in sms.buttons, "no file can be saved from a text"


def test_by_sms_it_is_said_plainly_with_what_there_is_instead(at: Any, sms: Talk) -> None:
    for one in ("hello", "just me", "yes", "I need food", "Miami", "give me a copy"):
        sms.say(one)
    assert sms.keys == ["utter_copy"] and "can't send a file" in sms.went_out[0]
    assert sms.buttons == ["/show_data", "/show_consent", "/repeat"]
    sms.say("1")
    assert sms.keys == ["utter_have"]


def test_a_phone_of_which_nobody_said_who_sees_it_is_told_nothing(at: Any, sms: Talk) -> None:
    sms.say("hello")
    sms.say("give me a copy")
    assert sms.keys == ["ask_device"]


# What is in it


def test_it_holds_what_is_kept_with_the_persons_own_values(served: Talk) -> None:
    found = made(served)
    assert "What you looked for: Food" in found.kept and "Where: Miami" in found.kept
    assert {"Miami", "305-555-0177"} <= set(found.values)
    typed = [one.text for one in found.messages if one.who == "person" and not one.pressed]
    assert typed == ["just me", "yes", "I need food", "Miami", TYPED]
    assert [one.seq for one in found.messages] == list(range(1, len(found.messages) + 1))
    on_record = [one.text for one in served.record() if one.who == "person"]
    assert "Miami" not in str(on_record), "the record keeps its placeholders"


def test_what_was_pressed_is_called_as_it_was(talk: Talk) -> None:
    talk.through("/deny", "/affirm", "/need_food", "/show_plan", '/answer_item{"value": "1"}')
    pressed = [one.text for one in made(talk).messages if one.pressed]
    assert pressed == ["No, only me", "Yes", "Food", "My plan so far", ""]
    assert "(by a button)" in page(talk).text


def test_a_return_code_is_told_nowhere_again(talk: Talk) -> None:
    talk.press("/deny")
    talk.press("/return_code")
    code = talk.went_out[0].split("is ")[1][:19]
    talk.say("0000 0000 0000 0001")
    text = page(talk).text
    assert code.replace(" ", "").isdigit() and code not in text and "Your code is …" in text
    assert "/return_code" not in text and "0000" not in text, "a guess stands nowhere either"


def test_what_was_forgotten_is_dots_and_not_a_placeholder(served: Talk, at: Any) -> None:
    at(timedelta(hours=13))
    retention.run(served.house.db, Policy())
    found = made(served)
    assert found.values == [] and "Where: …" in found.kept
    typed = [one.text for one in found.messages if one.who == "person"][-1]
    assert "…" in typed and "_1>" not in typed
    assert "Maria" not in str(found) and "0177" not in str(found)


def test_each_value_is_read_once_and_audited_with_its_purpose(served: Talk) -> None:
    served.say("Miami, Miami, and 305-555-0177 again")

    def audited() -> list[tuple[str, Any]]:
        with served.house.db.own_transaction() as session:
            rows = session.execute(select(AuditRow).where(AuditRow.conversation_id == served.id)).scalars()
            return [(row.event, row.codes.get("purpose") or row.codes.get("kind")) for row in rows]

    before = audited()
    found = made(served, "json")
    new = audited()[len(before) :]
    assert new.count(("vault.read", "copy")) == len(found.values) == len(new) - 1
    assert ("copy.given", "json") in new


def test_it_is_in_the_language_and_direction_of_the_conversation(house: Any, engine: Any, redactor: Any) -> None:
    talk = Talk(house, engine, redactor, lang="ar")
    talk.through("/deny", "/affirm", "/need_food")
    found = page(talk)
    assert ("lang", "ar") in found.attributes and ("dir", "rtl") in found.attributes
    assert "نسخة من هذه المحادثة" in found.text and "طعام" in found.text


def test_the_page_loads_and_runs_nothing_and_what_was_typed_is_only_text(served: Talk) -> None:
    found = page(served)
    assert TYPED in found.text and "Names, numbers and places\n" in found.text
    assert not {"script", "img", "link", "iframe", "object", "form", "a"} & set(found.tags)
    assert not [name for name, _ in found.attributes if name in ("src", "href", "srcset") or name.startswith("on")]
    assert found.tags.count("style") == 1 and "url(" not in found.text
    assert served.id not in found.text


@pytest.mark.parametrize("chosen", ["en", "es", "fr", "pt", "ht", "zh", "vi", "ko", "tl", "ru", "ar", "hi"])
def test_the_page_speaks_every_language(house: Any, engine: Any, redactor: Any, chosen: str) -> None:
    talk = Talk(house, engine, redactor, lang=chosen)
    talk.through("/deny", "/affirm", "/keep_day")
    text = page(talk).text
    assert "{" not in text.replace(copy_page._STYLE, "") and "What is kept" not in (text if chosen != "en" else "")


def test_answers_to_a_pack_are_told_in_words(
    home: Path, house: Any, engine: Any, redactor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "packs").mkdir()
    (home / "packs" / "garden.yml").write_text(PACK)
    monkeypatch.setenv("ALDER_PACKS", "garden")
    bootstrap.reset()
    talk = Talk(bootstrap.house(), engine, redactor)
    talk.through("/deny", "/affirm", "/need_food", "/inform_place", "/affirm", "/deny", '/answer_item{"value": "1"}')
    talk.press("/skip")
    [topic] = made(talk).answers
    assert topic.about == "growing food"
    assert list(topic.pairs) == [
        ("Do you have a plot?", "No"),
        ("How often are you hungry?", "Some days"),
        ("What grows best?", "Skipped"),
    ]
    assert "How often are you hungry?" in page(talk).text
    [_, about] = records(talk)
    assert about["pii_processing"]["purposes"][0]["subject"] == "garden"
    assert asked(about)["wording"].startswith("May I ask a few questions about growing food?")


# The receipts


def test_receipts_say_what_was_asked_and_what_became_of_it(served: Talk, at: Any) -> None:
    served.through("/keep_answers", "/keep_month")
    questions, keep = records(served)
    assert asked(questions)["wording"].startswith("May I ask two questions")
    assert asked(keep)["wording"].startswith("I forget what you need and where after 12 quiet hours.")
    assert questions["pii_processing"]["privacy_notice"]["told"]["wording"].startswith("Hello. I'm an automated")
    assert [one["event"][-1]["event_state"] for one in (questions, keep)] == ["given", "given"]
    assert "It ends by itself on April 6, 2026" in page(served).text
    at(timedelta(days=1))
    served.say("I take back my permission")
    assert [one["event"][-1]["event_state"] for one in records(served)] == ["withdrawn", "withdrawn"]
    assert "took it back on March 8, 2026" in page(served).text


@pytest.mark.parametrize("of_the_record", [True, False])
def test_the_words_are_those_of_the_edition_that_spoke(talk: Talk, of_the_record: bool) -> None:
    before = talk.house.editions.current()
    talk.press("/deny")
    talk.house.editions.publish(_changed(before.catalogue))
    talk.through("/affirm", "/keep_answers", "/keep_day")
    if not of_the_record:  # it may have gone, while what was agreed to still stands
        with talk.house.db.own_transaction() as session:
            session.execute(delete(Message).where(Message.conversation_id == talk.id))
    questions, keep = records(talk)
    assert asked(questions)["wording"].startswith("May I ask two questions")
    assert (asked(questions)["edition"], asked(keep)["edition"]) == (before.id, before.id + 1)
    figure = "12" if of_the_record else "…"
    assert asked(keep)["wording"].startswith(f"I forget what you need and where after {figure} quiet hours.")
    talk.press("/withdraw_consent")
    talk.press("/affirm")


def _changed(catalogue: Catalogue) -> Catalogue:
    languages = copy.deepcopy(dict(catalogue.languages))
    languages["en"]["lines"]["ask_permission"] = "Other words?"
    return Catalogue(catalogue.shape, languages)


def test_nothing_in_a_receipt_leads_to_the_conversation_or_to_what_was_told(served: Talk) -> None:
    text = json.dumps(records(served))
    for word in (served.id, served.id.removeprefix("c_"), "Maria", "Miami", "0177"):
        assert word not in text
    with served.house.db.own_transaction() as session:
        other, _ = conversations.open_web(session, served.house.keys, "en", chosen=True)
        assert copies.records(session, served.house, other) == []


# The addresses


@pytest.fixture
def person(running: Server) -> Person:
    found = Person(running.http)
    for said in ("nobody else", "yes", "I need food", TYPED):
        found.say(text=said)
    return found


def get(person: Person, what: str, **headers: str) -> Any:
    return person.http.get(f"{person.path}/{what}", headers=headers or person.auth)


def test_the_page_is_a_download_that_is_kept_nowhere(person: Person) -> None:
    answer = get(person, "copy")
    assert answer.status_code == 200 and answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == 'attachment; filename="copy.html"'
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy and "script" not in policy
    assert "<script>" not in answer.text and "&lt;script&gt;" in answer.text
    assert TYPED in _Page(answer.text).text and person.path.rsplit("/", 1)[1] not in answer.text


def test_the_same_as_json(person: Person) -> None:
    answer = get(person, "copy?format=json")
    assert answer.headers["content-disposition"] == 'attachment; filename="copy.json"'
    body = answer.json()
    assert TYPED in [one["text"] for one in body["messages"] if one["who"] == "person"]
    assert "What you looked for: Food" in body["kept"]
    assert body["receipts"] == get(person, "receipts").json()["receipts"]
    assert refused(get(person, "copy?format=pdf"), 422, "bad_input")


def test_receipts_are_read_back(person: Person) -> None:
    answer = get(person, "receipts")
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    [receipt] = answer.json()["receipts"]
    assert receipt["schema_version"] == "ISO/IEC TS 27560:2023"
    assert person.path.rsplit("/", 1)[1] not in answer.text


@pytest.mark.parametrize("what", ["copy", "copy?format=json", "receipts"])
def test_nobody_else_gets_them(running: Server, person: Person, what: str) -> None:
    other = Person(running.http)
    assert refused(person.http.get(f"{person.path}/{what}"), 401, "session_token_missing")
    for token in ("guessed", other.token):
        assert refused(get(person, what, Authorization=f"Bearer {token}"), 401, "session_token_expired")
    assert get(person, what).status_code == 200
    person.http.delete(person.path, headers=person.auth)
    assert refused(get(person, what), 401, "session_token_expired")
