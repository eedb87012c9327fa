"""Recognizes e-mail addresses said in words."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.shapes import TOP_LEVEL, any_of
from redaction.types import EMAIL


class SpokenEmail(Shapes):
    """ "jane at example dot com", "ana arroba gmail punto com"."""

    entity = EMAIL

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        at, dot, hosts = any_of(self.cues["mail_at"]), any_of(self.cues["mail_dot"]), any_of(self.cues["mail_hosts"])
        joins = any_of((*self.cues["mail_dot"], *self.cues["mail_joins"]))
        local = rf"(?<![\w.+-])[\w.+-]{{1,64}}(?:\s{joins}\s[\w.+-]{{1,64}}){{0,3}}\s{{0,2}}{at}\s{{0,2}}"
        end = rf"(?:(?:\s{{0,2}}{dot}\s{{0,2}}|\.){TOP_LEVEL}|\s\.\s?(?:com|net|org|edu))(?!\w)"
        yield "dot", rf"{local}[\w-]{{2,63}}(?:(?:\s{{1,2}}{dot}\s{{1,2}}|\.)[\w-]{{2,63}}){{0,2}}?{end}", 0.85
        # Any ending, where "at" and "dot" are both words of their own: "kim dot lee at mailbox dot example".
        any_end = rf"(?:\s{{1,2}}{dot}\s{{1,2}}[\w-]{{2,20}}){{1,3}}(?!\w)"
        yield "any ending", rf"{local}[\w-]{{2,63}}{any_end}", 0.7
        yield "known host", rf"{local}{hosts}(?!\w)", 0.75
