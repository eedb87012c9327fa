"""What came in, before anything was done to it. Its ``repr`` hides the text: it is the live plane."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Mapping, Optional


@dataclass(frozen=True)
class Inbound:
    """One message as a channel received it. ``provider_id`` is unique within the channel."""

    channel: str
    provider_id: str
    conversation_id: str
    text: Optional[str] = field(default=None, repr=False)
    payload: Optional[str] = field(default=None, repr=False)
    opening: bool = False  # the person opened the chat and said nothing yet
    meta: Mapping[str, str] = field(default_factory=dict, repr=False)

    def to_bytes(self) -> bytes:
        """For the inbox, which seals it."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, plain: bytes) -> Inbound:
        return cls(**json.loads(plain))
