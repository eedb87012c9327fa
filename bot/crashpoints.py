"""Named points between two steps at which a test can kill the process, to show that nothing is lost or done twice."""

from __future__ import annotations

import os
import signal

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
)


def reached(point: str) -> None:
    """Die here without any clean-up if ``ALDER_CRASH_AT`` says so (refused in production, see the settings)."""
    if os.environ.get("ALDER_CRASH_AT") == point:
        os.kill(os.getpid(), signal.SIGKILL)
