"""Recognizes network addresses."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.types import IP_ADDRESS


class IpAddress(Shapes):
    """Version 4 and version 6; a time of day has colons too, so version 6 must be well formed."""

    entity = IP_ADDRESS

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "v4", r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)", 0.8
        yield "v6", r"(?<![\w:])[0-9a-f:]{3,39}(?<=:[0-9a-f:]{1,36})(?![\w:])", 0.9

    def score(self, text: str, start: int, end: int, base: float) -> float:
        value = text[start:end]
        if ":" not in value:
            return base if all(int(part) < 256 for part in value.split(".")) else 0.0
        try:
            ipaddress.IPv6Address(value)
        except ValueError:
            return 0.0
        return base if value.count(":") > 1 and len(value) > 3 else 0.0
