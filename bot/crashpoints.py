"""Named points between two steps at which a test can kill the process, to show that nothing is lost or done twice."""

from __future__ import annotations

import os
import signal
from collections import Counter

POINTS = (
    "received",
    "stored",
    "claimed",
    "redacted",
    "answered",
    "before_commit",
    "committed",
    "before_send",
    "sending",
    "sent_unmarked",
    "sent",
    "key_destroyed",
)
_times: Counter[str] = Counter()


def reached(point: str) -> None:
    """Die here without any clean-up if ``ALDER_CRASH_AT`` says so (refused in production, see the settings).

    It holds points separated by commas; ``claimed:3`` is the third time that this process reaches ``claimed``.
    """
    armed = os.environ.get("ALDER_CRASH_AT")
    if not armed:
        return
    _times[point] += 1
    for one in armed.split(","):
        name, _, nth = one.strip().partition(":")
        if name == point and _times[point] == int(nth or 1):
            os.kill(os.getpid(), signal.SIGKILL)
