"""Taking the figures: messages per second, latencies, memory, and what a message costs late in a conversation."""

from __future__ import annotations

import http.client
import json
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Mapping, Optional, Protocol, Sequence

from tests.bench import script
from tests.bench.process import BenchFailed

CONVERSATIONS = 8
PLACES = (10, 100, 400)
WINDOW = 5  # messages on either side of a place
_ANSWER_SECONDS = 60.0
_LONG_SECONDS = 20.0  # in which a further long conversation may begin
_LONG_MOST = 5


class Client:
    """One keep-alive connection to a system. Not thread-safe: each conversation has its own."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_ANSWER_SECONDS)

    def post(self, path: str, body: Mapping[str, Any], headers: Optional[Mapping[str, str]] = None) -> Any:
        """The JSON answer.

        Raises:
            BenchFailed: the answer was no success.
        """
        sent = {"Content-Type": "application/json", **(headers or {})}
        self._connection.request("POST", path, json.dumps(body), sent)
        answer = self._connection.getresponse()
        text = answer.read()
        if not 200 <= answer.status < 300:
            raise BenchFailed(f"{path} answered {answer.status}")
        return json.loads(text)

    def close(self) -> None:
        self._connection.close()


class Conversation(Protocol):
    """One conversation with a system; ``say`` returns how many messages came back."""

    def say(self, text: str) -> int: ...

    def close(self) -> None: ...


class System(Protocol):
    """A system under test, running."""

    def open(self, name: str, lang: str) -> Conversation: ...

    def pids(self) -> list[int]: ...


@dataclass(frozen=True)
class Figures:
    """One run of one system. Times in milliseconds, memory in MiB (proportional set size of all its processes)."""

    per_second: float
    p50: float
    p95: float
    memory: float
    at: Mapping[int, float]


def run(system: System, per_conversation: int) -> Figures:
    """All measures on a fresh system: load first, then one long conversation."""
    took, seconds = load(system, per_conversation)
    memory = memory_mib(system.pids())
    return Figures(len(took) / seconds, 1e3 * median(took), 1e3 * percentile(took, 0.95), memory, long(system))


def load(system: System, per_conversation: int) -> tuple[list[float], float]:
    """Seconds of each message of :data:`CONVERSATIONS` concurrent conversations, and of all of it together.

    Opening and the first message are not counted: a first message loads what is loaded on first use.
    """
    everyone = [_begun(system, number, per_conversation) for number in range(CONVERSATIONS)]
    took: list[float] = []
    failed: list[Exception] = []

    def talk(conversation: Conversation, messages: Sequence[str]) -> None:
        try:
            for message in messages:
                took.append(_say(conversation, message))
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=talk, args=one, daemon=True) for one in everyone]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    for conversation, _ in everyone:
        conversation.close()
    if failed:
        raise BenchFailed(str(failed[0]))
    return took, seconds


def _begun(system: System, number: int, messages: int) -> tuple[Conversation, list[str]]:
    lang = script.LANGUAGES[number % len(script.LANGUAGES)]
    conversation = system.open(f"load-{number}", lang)
    first, *rest = script.said(lang, messages + 1)
    _say(conversation, first)
    conversation.close()  # servers drop connections that rest; it opens again with the next message
    return conversation, rest


def long(system: System) -> dict[int, float]:
    """Milliseconds around each of :data:`PLACES` in one conversation: medians over the message and its neighbours.

    A fast system has another such conversation, and another, while the time lasts: a tenth of a second around one
    message says more about what else the machine did in it than about the system.
    """
    around: dict[int, list[float]] = {place: [] for place in PLACES}
    end = time.monotonic() + _LONG_SECONDS
    for number in range(_LONG_MOST):
        if number and time.monotonic() > end:
            break
        conversation = system.open(f"long-{number}", "en")
        took = [_say(conversation, message) for message in script.said("en", PLACES[-1] + WINDOW)]
        conversation.close()
        for place, found in around.items():
            found += took[place - 1 - WINDOW : place + WINDOW]
    return {place: 1e3 * median(found) for place, found in around.items()}


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def memory_mib(pids: Sequence[int]) -> float:
    """Proportional set size: memory that processes share counts once."""
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def _say(conversation: Conversation, text: str) -> float:
    began = time.perf_counter()
    answered = conversation.say(text)
    took = time.perf_counter() - began
    if not answered:
        raise BenchFailed("a message got no answer")
    return took
