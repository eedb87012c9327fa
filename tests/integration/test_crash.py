"""Nothing is lost, nothing is done twice: a real server is killed at each named point, and people come back to it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, Callable, Iterator

import httpx
import pytest

from bot.crashpoints import POINTS
from channels.sms.phone import OUR_NUMBER
from channels.sms.stand_in import StandIn, create_stand_in, running
from tests.integration.people import Texter, WebPerson, record
from tests.integration.serving import Lives, Server, serving, wait_until

pytestmark = pytest.mark.timeout(900)

OF_A_TURN = ("received", "stored", "claimed", "redacted", "answered", "before_commit", "committed")
OF_A_SEND = ("before_send", "sending", "sent_unmarked", "sent")
OF_AN_ERASURE = ("key_destroyed",)
AT_ONCE = 4
KILLED, SPARED = "+13055550142", "+13055550143"
# One line for each point of a turn, then some more. None is answered with hours that change while the test runs.
WEB = (
    "hello",
    "no",
    "yes",
    "my name is Rosa Quintanilla and I need a place to sleep",
    "33101",
    "are you a robot",
    "my number is 305-555-0187",
    "I want to die",
    "bye",
)
SMS = (*WEB[:-1], "is this free", "who can read this", "menu", "can I call you from 305-555-0187", "bye")


@pytest.fixture(scope="module")
def stand_in() -> Iterator[tuple[StandIn, str]]:
    """Twilio, as far as the server can tell; it outlives every server."""
    app = create_stand_in()
    with running(app) as address:
        yield app.state.stand_in, address


@pytest.fixture(scope="module")
def spared(tmp_path_factory: pytest.TempPathFactory, stand_in: tuple[StandIn, str]) -> Iterator[Server]:
    """A server that nobody kills."""
    home = tmp_path_factory.mktemp("spared")
    with serving(home, twilio_api_url=stand_in[1], twilio_from=OUR_NUMBER) as server:
        assert server.start(), server.log
        yield server
        assert "Traceback" not in server.log


@pytest.fixture
def mortal(tmp_path: Path, stand_in: tuple[StandIn, str]) -> Iterator[Server]:
    """A server of which each life ends early."""
    with serving(tmp_path / "mortal", twilio_api_url=stand_in[1], twilio_from=OUR_NUMBER) as server:
        yield server


def test_every_point_is_killed_at() -> None:
    assert OF_A_TURN + OF_A_SEND + OF_AN_ERASURE == POINTS


def test_web_replies_are_those_of_a_server_that_was_not_killed(mortal: Server, spared: Server) -> None:
    points = [f"{point}:2" for point in OF_A_TURN]  # in the first life the opening of the chat is the first
    lives = Lives(mortal, points)
    killed, other = WebPerson(mortal, lives), WebPerson(spared)
    for line in WEB:
        killed.say(line)
        other.say(line)
    assert lives.deaths == points
    assert killed.heard == other.heard
    said = killed.record()
    assert said == other.record()
    assert sum(who == "person" for _, who, *_ in said) == len(WEB)
    assert [row[2] for row in said if row[1] == "assistant"] == [message["text"] for message in killed.heard]


def test_an_erasure_that_is_cut_off_after_its_key_is_finished(mortal: Server) -> None:
    """The key is gone at once, and nobody has to ask for the rest again."""
    lives = Lives(mortal, ["key_destroyed"])
    person = WebPerson(mortal, lives)
    person.say("my name is Rosa Quintanilla")
    with pytest.raises(httpx.TransportError):
        person.post("ERASE", "c-erase")
    assert mortal.killed and mortal.rows("SELECT count(*) FROM conversation WHERE id = ?", person.id) == [(1,)]
    lives.revive()
    wait_until(
        lambda: mortal.rows("SELECT count(*) FROM conversation WHERE id = ?", person.id) == [(0,)], lambda: mortal.log
    )
    assert mortal.rows("SELECT count(*) FROM vault_value") == [(0,)]


def test_web_events_carry_every_message_once(spared: Server) -> None:
    person = WebPerson(spared)
    person.say("hello")
    said = person.record()
    assert [(message["seq"], message["who"]) for message in person.events(len(said))] == [row[:2] for row in said]


def test_each_text_goes_out_once_wherever_the_server_is_killed(
    mortal: Server, spared: Server, stand_in: tuple[StandIn, str]
) -> None:
    points = ["received", *(f"{point}:2" for point in (*OF_A_TURN[1:], *OF_A_SEND))]
    lives = Lives(mortal, points)
    killed, other = Texter(mortal, stand_in[0], KILLED, lives), Texter(spared, stand_in[0], SPARED)
    for line in SMS:
        killed.say(line)
        other.say(line)
    assert lives.deaths == points
    assert killed.received == other.received
    assert len(killed.received) >= len(SMS)
    [said], [reference, *_] = _texted(mortal), _texted(spared)
    assert said == reference
    assert sum(who == "person" for _, who, *_ in said) == len(SMS)


def _texted(server: Server) -> list[list[Any]]:
    oldest_first = "SELECT id FROM conversation WHERE channel = 'sms' ORDER BY opened_at"
    return [record(server, found) for (found,) in server.rows(oldest_first)]


def test_a_message_that_kills_the_server_three_times_is_answered_with_lines(mortal: Server) -> None:
    lives = Lives(mortal, ("claimed:2", "claimed", "claimed"))
    person = WebPerson(mortal, lives)
    person.say("hello")
    assert len(lives.deaths) == 3
    assert [key for _, who, _, key, _ in person.record() if who == "assistant"][-2:] == ["utter_trouble", "utter_lines"]
    assert "[REDACTED]" in [text for _, _, text, *_ in person.record()]
    person.say("no")
    assert person.record()[-1][3] == "ask_permission"


def test_the_same_web_message_many_times_at_once_is_one_turn(spared: Server) -> None:
    person = WebPerson(spared)
    answers = at_once(lambda _: person.post("hello", "the-same"))
    assert [answer.status_code for answer in answers] == [200] * AT_ONCE
    assert len({answer.text for answer in answers}) == 1
    assert [who for _, who, *_ in person.record()].count("person") == 1


@pytest.mark.parametrize("sids", [1, AT_ONCE], ids=["the same delivery", "different messages"])
def test_a_new_number_may_text_many_times_at_once(spared: Server, stand_in: tuple[StandIn, str], sids: int) -> None:
    """Twilio does not deliver an SMS again by itself after an error: none of these may be refused."""
    phone = Texter(spared, stand_in[0], f"+130555501{50 + sids}")
    before = len(_texted(spared))
    answers = at_once(lambda number: phone.webhook("hello", f"SM{sids}x{number % sids}"))
    assert [answer.status_code for answer in answers] == [200] * AT_ONCE
    Lives(spared, ()).settle()
    assert len(phone.received) == sids
    assert len(_texted(spared)) == before + 1


def test_what_could_not_be_stored_is_refused_and_answered_when_it_comes_again(
    spared: Server, stand_in: tuple[StandIn, str]
) -> None:
    web, phone = WebPerson(spared), Texter(spared, stand_in[0], "+13055550144")
    phone.say("hello")
    said, heard = web.record(), len(phone.received)
    with closing(spared.connect()) as connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON inbox BEGIN SELECT RAISE(FAIL, 'disk full'); END")
        refused = [web.post("no", "again"), phone.webhook("no", "SMagain")]
        connection.execute("DROP TRIGGER full")
    assert [answer.status_code for answer in refused] == [500, 500]
    assert (web.record(), len(phone.received)) == (said, heard)
    taken = [web.post("no", "again"), phone.webhook("no", "SMagain")]
    assert [answer.status_code for answer in taken] == [200, 200]
    Lives(spared, ()).settle()
    assert len(phone.received) == heard + 1
    assert [who for _, who, *_ in web.record()].count("person") == 1


def at_once(request: Callable[[int], httpx.Response]) -> list[httpx.Response]:
    """The answers to requests that are made at the same moment."""
    ready = threading.Barrier(AT_ONCE)

    def go(number: int) -> httpx.Response:
        ready.wait()
        return request(number)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(go, range(AT_ONCE)))
