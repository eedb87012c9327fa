"""Nothing is lost and nothing is done twice: a real server is killed at each named point, and people come back to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator

import pytest

from bot.crashpoints import POINTS
from channels.sms.phone import OUR_NUMBER
from channels.sms.stand_in import StandIn, create_stand_in, running
from tests.integration.people import Texter, WebPerson, record
from tests.integration.serving import Lives, Server, serving

pytestmark = pytest.mark.timeout(900)

OF_A_TURN = ("received", "stored", "claimed", "redacted", "answered", "before_commit", "committed")
OF_A_SEND = ("before_send", "sending", "sent_unmarked", "sent")
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
    assert OF_A_TURN + OF_A_SEND == POINTS


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


def test_web_events_carry_every_message_once(spared: Server) -> None:
    person = WebPerson(spared)
    person.say("hello")
    said = person.record()
    assert [(message["seq"], message["who"]) for message in person.events(len(said))] == [row[:2] for row in said]


def test_each_text_goes_out_once_wherever_the_server_is_killed(
    mortal: Server, spared: Server, stand_in: tuple[StandIn, str]
) -> None:
    points = ["received", *(f"{point}:2" for point in POINTS[1:])]
    lives = Lives(mortal, points)
    killed, other = Texter(mortal, stand_in[0], KILLED, lives), Texter(spared, stand_in[0], SPARED)
    for line in SMS:
        killed.say(line)
        other.say(line)
    assert lives.deaths == points
    assert killed.received == other.received
    assert len(killed.received) >= len(SMS)
    [said], [reference] = _texted(mortal), _texted(spared)
    assert said == reference
    assert sum(who == "person" for _, who, *_ in said) == len(SMS)


def _texted(server: Server) -> list[list[Any]]:
    return [record(server, id) for (id,) in server.rows("SELECT id FROM conversation WHERE channel = 'sms'")]
