"""Recognizes names used on social networks and payment apps."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.shapes import any_of, whole
from redaction.types import SOCIAL_HANDLE
from redaction.view import fold

_CUED = 0.72


class SocialHandle(Shapes):
    """@x, "my insta is x", "snap: x", $cashtag, name#1234."""

    entity = SOCIAL_HANDLE

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        handle = r"@?[A-Z0-9_][\w.-]{2,30}"
        links = rf"(?:[\s:=-]{{1,3}}(?:{any_of(self.cues['network_joins'])}(?!\w)[\s:=-]{{1,3}}){{0,2}})"
        yield "at", r"(?<![\w.@])@[A-Z0-9_](?:[\w.]{0,29}\w)?", 0.85
        yield "cue", rf"{whole(self.cues['networks'])}{links}(?P<id>{handle})", _CUED
        yield "cashtag", r"(?<![\w$])\$[A-Z]\w{2,20}", 0.6
        yield "discord", r"(?<!\w)[A-Z][\w.]{1,31}#\d{4}(?!\d)", 0.7

    def score(self, text: str, start: int, end: int, base: float) -> float:
        # "my instagram is hacked": an everyday word is not a handle.
        words = fold(text[start:end])
        named = words in self.cues["networks"] or words in self.cues["network_joins"]
        bare = words.strip("$.-@")
        # "zelle 300" is a payment; a number of seven digits or more may be an id (QQ, VK).
        plain = self.cues.plain(bare) or (bare.isdigit() and len(bare) < 7)
        return 0.0 if base == _CUED and (named or plain) else base
