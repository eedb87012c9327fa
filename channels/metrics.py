"""Counts for operators, without identifiers: labels are channels and states, never a conversation."""

from __future__ import annotations

from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

REGISTRY = CollectorRegistry()
messages_received = Counter("alder_messages_received", "Messages stored in the inbox.", ["channel"], registry=REGISTRY)
turns_failed = Counter("alder_turns_failed", "Turns that ended with the help lines.", ["channel"], registry=REGISTRY)
texts_sent = Counter("alder_texts_sent", "SMS handed to the provider.", ["outcome"], registry=REGISTRY)
sms_parts = Counter(
    "alder_sms_parts", "Parts of the SMS that were sent: what they cost.", ["encoding"], registry=REGISTRY
)
_turns = Histogram(
    "alder_turn_seconds",
    "Time of one turn.",
    ["channel"],
    registry=REGISTRY,
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5),
)


def turn_seconds(channel: str) -> Any:
    """A context manager that times one turn."""
    return _turns.labels(channel).time()


def page() -> bytes:
    """All counts in the Prometheus text format."""
    return generate_latest(REGISTRY)
