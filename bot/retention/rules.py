"""How long things are kept. What people are told of it is said from here, so that it cannot become untrue."""

from __future__ import annotations

from datetime import timedelta

WORKING_VALUES_IDLE = timedelta(hours=12)
RECORD = timedelta(days=30)
