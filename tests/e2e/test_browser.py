"""The chat in a real browser against a real server: from greeting to services, by any means, leaving nothing behind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable, Iterator

import pytest

from tests.conftest import ROOT
from tests.e2e.conftest import PICTURES_WANTED
from tests.e2e.visit import EXIT, Visit
from tests.integration.serving import Server, wait_until

PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 150_000


@pytest.fixture
def visit(server: Server, chromium: Any) -> Iterator[Callable[..., Visit]]:
    """Opens the page; at the end nobody may have complained, and nothing may be kept or have gone elsewhere."""
    visits: list[Visit] = []

    def go(**how: Any) -> Visit:
        visits.append(Visit(chromium, server.url, **how))
        return visits[-1]

    yield go
    for one in visits:
        if one.page.url.startswith(server.url):
            assert one.violations() == []
            assert not any(one.kept().values()), one.kept()
        assert one.complaints == [] and [url for url in one.elsewhere if url != EXIT] == []
        one.close()


def token_is_dead(visit: Visit, server: Server) -> bool:
    """Whether the server has forgotten the conversation."""
    path = f"/api/chat/conversations/{visit.opened['id']}/events"
    with server.http.stream("GET", path, headers={"Authorization": f"Bearer {visit.opened['token']}"}) as answer:
        return bool(answer.status_code == 401)


def axe(visit: Visit) -> list[str]:
    """Every accessibility rule that is broken, and where."""
    from axe_playwright_python.sync_playwright import Axe

    results = Axe().run(visit.page).response
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes']]}" for one in results["violations"]]


def keep_picture(visit: Visit, name: str) -> None:
    """Save a picture for the documentation, where that is asked for."""
    if not PICTURES_WANTED:
        return
    path: Path = PICTURES / name
    path.parent.mkdir(exist_ok=True)
    visit.page.screenshot(path=path)
    assert path.stat().st_size < MOST_BYTES


def test_from_greeting_to_services_by_typing(visit: Callable[..., Visit]) -> None:
    person = visit()
    person.said("I'm an automated assistant, not a person")
    person.said("could someone else see this screen or phone?")
    for words, reply in (
        ("no, nobody else", "May I ask two questions"),
        ("yes", "What would help you most right now?"),
        ("I have nowhere to sleep tonight", "Where should I look?"),
        ("33130", "What would you like next?"),
    ):
        person.type(words)
        person.said(reply)
    person.said("3 places fit: A place to stay.")
    assert person.message().filter(has_text="Cost: Free").count() == 3
    number = person.page.get_by_role("link", name="305-555-0100").first
    assert number.get_attribute("href") == "tel:+13055550100"
    assert person.in_view("3 places fit"), "a long answer is shown from its first line"
    order = person.message().evaluate_all("all => all.map((one) => Number(one.dataset.seq))")
    assert order == sorted(order) and len(order) == len(set(order))
    keep_picture(person, "chat.png")


def test_from_greeting_to_services_by_buttons(visit: Callable[..., Visit]) -> None:
    person = visit()
    for title, reply in (
        ("No, only me", "May I ask two questions"),
        ("Yes", "What would help you most right now?"),
        ("A doctor or dentist", "Where should I look?"),
        ("Anywhere", "What would you like next?"),
        ("Show more", "What would you like next?"),
        ("Take a break", "Take the time you need."),
        ("Go on", "What would you like next?"),
    ):
        person.press(title)
        person.said(reply)
    assert person.message().filter(has_text="Cost: ").count() >= 4


def test_in_spanish_on_a_small_phone(visit: Callable[..., Visit]) -> None:
    person = visit(width=320, height=568, locale="es-MX")
    person.said("Soy un asistente automático")
    assert person.page.get_by_test_id("leave").inner_text() == "Salir de esta página"
    for said, reply in (
        ("No, solo yo", "¿Me permite hacerle dos preguntas"),
        ("Sí", "¿Qué le ayudaría más en este momento?"),
        ("Comida", "¿Dónde busco?"),
    ):
        person.press(said)
        person.said(reply)
    person.type("Miami")
    person.said("¿Qué quiere hacer ahora?")
    assert person.message().filter(has_text="Costo: ").count() == 3
    assert person.message().last.locator("p").get_attribute("lang") == "es"
    wide = person.page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= 320, "nothing may have to be scrolled sideways"
    small = person.page.get_by_test_id("choice").evaluate_all("all => all.filter(one => one.offsetHeight < 44).length")
    assert small == 0, "a finger needs 44 pixels"
    assert axe(person) == []
    keep_picture(person, "chat-phone.png")


def test_whoever_writes_spanish_in_an_english_browser_is_offered_it(visit: Callable[..., Visit]) -> None:
    person = visit()
    person.type("no, nadie más puede ver esto")
    person.said("¿Quiere seguir en español?")
    person.press("Español")
    person.said("¿Me permite hacerle dos preguntas")
    assert person.page.get_by_test_id("leave").inner_text() == "Salir de esta página"


def test_axe_finds_nothing_at_any_step(visit: Callable[..., Visit]) -> None:
    person = visit()
    assert axe(person) == []
    for said in ("No, only me", "Yes", "Food", "Anywhere"):
        person.press(said)
        person.page.get_by_test_id("choice").first.wait_for()
        assert axe(person) == [], said


def test_by_keyboard_only(visit: Callable[..., Visit]) -> None:
    person = visit()
    press = person.page.keyboard.press
    press("Tab")
    assert "Skip to the chat" in person.page.evaluate("() => document.activeElement.innerText")
    press("Tab")
    assert "Leave this page" in person.page.evaluate("() => document.activeElement.innerText"), "leaving is second"
    for title, reply in (("No, only me", "May I ask"), ("Yes", "What would help"), ("Food", "Where should I look?")):
        reach(person, "choice", title)
        press("Enter")
        person.said(reply)
    reach(person, "words")
    person.page.keyboard.type("Hialeah")
    press("Enter")
    person.said("What would you like next?")


def reach(person: Visit, testid: str, title: str = "") -> None:
    """Go there with Tab alone, or back with Shift and Tab when the end of the page comes first."""
    focused = (
        "() => { let at = document.activeElement;"
        " while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;"
        " return [at ? at.dataset.testid || '' : '', at ? at.textContent : '']; }"
    )
    for _ in range(60):
        at, text = person.page.evaluate(focused)
        if at == testid and title in text:
            return
        person.page.keyboard.press("Tab")
    raise AssertionError(f"{testid} {title} cannot be reached by keyboard")


def test_leaving_shows_another_page_and_the_server_forgets(visit: Callable[..., Visit], server: Server) -> None:
    person = visit()
    person.type("no, nobody else")
    person.said("May I ask two questions")
    assert not token_is_dead(person, server)
    person.page.get_by_test_id("leave").click()
    person.page.wait_for_url(EXIT)
    wait_until(lambda: token_is_dead(person, server))
    assert server.rows("SELECT count(*) FROM conversation WHERE id = ?", person.opened["id"]) == [(0,)]
    assert person.page.evaluate("() => history.length") <= 2, "the chat was replaced, not left one step back"


def test_shift_three_times_leaves_too(visit: Callable[..., Visit], server: Server) -> None:
    person = visit()
    person.page.get_by_test_id("words").focus()
    for _ in range(3):
        person.page.keyboard.press("Shift")
    person.page.wait_for_url(EXIT)
    wait_until(lambda: token_is_dead(person, server))


def test_a_page_that_is_left_is_blank_at_once(visit: Callable[..., Visit]) -> None:
    """Before the neutral page has even been asked for, nothing of the chat is to be seen or found."""
    person = visit()
    seen = person.page.evaluate(
        """() => {
            const chat = document.querySelector('alder-chat').shadowRoot;
            chat.querySelector('[data-testid=leave]').click();
            return [document.querySelectorAll('[data-testid=alder-blank]').length, document.title.trim(),
              getComputedStyle(document.body).display, chat.querySelector('[data-testid=log]').textContent];
        }"""
    )
    assert seen == [1, "\u200b", "none", ""]
    person.page.wait_for_url(EXIT)


def test_a_crisis_is_answered_with_numbers_to_touch(visit: Callable[..., Visit]) -> None:
    person = visit()
    person.type("I want to kill myself")
    person.said("I'm glad you told me")
    person.said("988")
    assert person.page.get_by_role("link", name="988").first.get_attribute("href") in ("tel:988", "sms:988")
    person.type("no")
    person.said("May I ask two questions")


def test_after_the_end_one_can_start_again(visit: Callable[..., Visit]) -> None:
    person = visit()
    person.type("bye")
    person.said("All right. You can come back any time.")
    person.page.get_by_test_id("notice").filter(has_text="This chat has ended.").wait_for()
    before = dict(person.opened)
    person.page.get_by_test_id("again").click()
    person.said("could someone else see this screen or phone?")
    wait_until(lambda: person.opened != before or bool(person.page.wait_for_timeout(50)))
    assert person.message("person").count() == 0, "nothing of the last chat is left on the screen"


def test_a_copy_is_saved_as_a_file_and_can_be_read(visit: Callable[..., Visit], chromium: Any, tmp_path: Path) -> None:
    person = visit()
    for said in ("no, nobody else", "yes", "I need food", "Hialeah"):
        person.type(said)
    person.said("What would you like next?")
    person.type("can I have a copy of this chat?")
    person.said("Whoever can open it there can read it.")
    with person.page.expect_download() as saving:
        person.choice("Save the file").click()
    assert saving.value.suggested_filename == "copy.html"
    saving.value.save_as(tmp_path / "copy.html")
    with person.page.expect_download() as saving:
        person.choice("Save it as data").click()
    saving.value.save_as(tmp_path / saving.value.suggested_filename)
    kept = json.loads((tmp_path / "copy.json").read_text("utf-8"))
    assert "Where: Hialeah" in kept["kept"] and kept["receipts"]
    assert person.message("person").filter(has_text="Save the file").count() == 0, "it is not a message"

    reading = chromium.new_context(offline=True)
    page = reading.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.goto(f"file://{tmp_path / 'copy.html'}")
    assert page.get_by_role("heading", name="What you said yes to").is_visible()
    assert page.locator(".person .said").all_inner_texts()[3] == "Hialeah"
    assert page.locator("body").evaluate("(body) => getComputedStyle(body).maxWidth") != "none", "its style is its own"
    assert complaints == []
    reading.close()


def test_a_copy_that_cannot_be_fetched_is_owned_up_to(visit: Callable[..., Visit]) -> None:
    person = visit()
    person.type("give me a copy")
    person.said("Whoever can open it there can read it.")
    person.page.route(
        "**/copy*", lambda route: route.fulfill(status=503, json={"error": {"code": "x", "message": "x"}})
    )
    person.choice("Save the file").click()
    person.page.get_by_test_id("notice").filter(has_text="The signal is lost.").wait_for()
    person.page.unroute("**/copy*")
    with person.page.expect_download():
        person.choice("Save the file").click()
    person.page.get_by_test_id("notice").filter(has_not_text="The signal is lost.").wait_for(state="attached")
    person.complaints.clear()  # the browser's own word on the answer that failed
