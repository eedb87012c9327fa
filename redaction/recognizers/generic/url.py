"""Recognizes web addresses, which often name a profile."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.shapes import any_of
from redaction.types import URL

_PATH = r"[^\s<>'\x22]"
_SURE = r"(?:com|net|org|edu|gov|info|biz|app|io|mx|gt|hn|sv|link|page|site|online|xyz)"


class Url(Shapes):
    """With or without a scheme. Endings that are also words ("me", "us") need a path behind them."""

    entity = URL

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        name = r"(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,4}"
        yield "scheme", rf"(?<!\w)(?:https?://|www\.){_PATH}{{2,2000}}", 0.95
        yield "bare", rf"{name}{_SURE}(?:/{_PATH}{{0,2000}})?(?![\w@])", 0.8
        dot, slash = any_of((*self.cues["mail_dot"], ".")), r"(?:slash|barra|/)"
        said = rf"[a-z0-9-]{{2,63}}\s{{0,2}}{dot}\s{{0,2}}[a-z]{{2,10}}"
        yield "said", rf"(?<![\w@.-]){said}(?:\s{{1,2}}{slash}\s{{1,2}}[\w.-]{{2,40}}){{1,4}}", 0.7
        yield "path", rf"{name}[a-z]{{2,10}}/{_PATH}{{1,2000}}", 0.8
