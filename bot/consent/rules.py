"""Whether something is permitted, given the ledger: pure, so that it can be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Iterable, Optional

# A release of what identifies somebody must be "reasonably time-limited" (VAWA, 34 U.S.C. 12291(b)(2)(B)(ii)).
RELEASE_DAYS, LONGEST_RELEASE = timedelta(days=30), timedelta(days=90)


class Scope(str, Enum):
    """What a permission is for; one purpose each."""

    NOTICE = "notice"  # was told what this is, what is kept and who can read it
    QUESTIONS = "questions"  # may be asked about need and place
    TOPIC = "topic"  # may be asked about one topic, the subject
    KEEP = "keep"  # answers stay, so that nothing need be said again
    CONTACT = "contact"  # may be contacted back
    SHARE = "share"  # named fields go to one organization, the subject
    STATISTICS = "statistics"  # is counted, without identity


class Act(str, Enum):
    """What happened to a permission."""

    TOLD = "told"
    ASKED = "asked"
    GRANTED = "granted"
    WITHDRAWN = "withdrawn"


class Purpose(str, Enum):
    """What a sealed value may be read for. Each reading is audited with it."""

    REDACTION = "redaction"
    SEARCH = "search"
    REPLY = "reply"
    COPY = "copy"  # for the person it is about, at their word


class Verdict(str, Enum):
    """Whether something is allowed, or why it is not."""

    ALLOWED = "allowed"
    NEVER_GIVEN = "never_given"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_THIS_FIELD = "not_this_field"


@dataclass(frozen=True)
class Entry:
    """One line of the ledger as the rules see it.

    ``subject`` is the topic or organization, empty where the purpose has none. A grant names the ``fields`` that it is
    for and ends at ``until``; without one it stands until it is withdrawn, but no release ever stands longer than 90
    days, and 30 where nothing was said.
    """

    scope: Scope
    act: Act
    at: datetime
    subject: str = ""
    fields: frozenset[str] = frozenset()
    until: Optional[datetime] = None

    @property
    def ends(self) -> Optional[datetime]:
        """When a grant ends by itself."""
        if self.scope is not Scope.SHARE:
            return self.until
        return min(self.until or self.at + RELEASE_DAYS, self.at + LONGEST_RELEASE)


def may(
    ledger: Iterable[Entry], now: datetime, scope: Scope, subject: str = "", field: Optional[str] = None
) -> Verdict:
    """Whether ``scope`` permits ``field`` (or, without one, anything at all) for ``subject`` at ``now``.

    The last grant or withdrawal of that purpose and subject decides; being asked again takes nothing back.
    """
    last: Optional[Entry] = None
    for entry in ledger:
        if entry.scope is scope and entry.subject == subject and entry.act in (Act.GRANTED, Act.WITHDRAWN):
            last = entry
    if last is None:
        return Verdict.NEVER_GIVEN
    if last.act is Act.WITHDRAWN:
        return Verdict.WITHDRAWN
    if last.ends is not None and now >= last.ends:
        return Verdict.EXPIRED
    if field is not None and field not in last.fields:
        return Verdict.NOT_THIS_FIELD
    return Verdict.ALLOWED


def may_read(ledger: Iterable[Entry], purpose: Purpose, told_at: datetime) -> Verdict:
    """Whether a value that was told at ``told_at`` may be read for ``purpose``.

    What goes back to the person, or hides what they wrote, is theirs whatever they agreed to. A search uses a place
    that was told for it, asked for or not: who refuses the questions is helped all the same. Taking that back ends it
    for all that was told before, even where the value should still be there.
    """
    ended = any(
        entry.scope is Scope.QUESTIONS and entry.act is Act.WITHDRAWN and entry.at >= told_at for entry in ledger
    )
    return Verdict.WITHDRAWN if purpose is Purpose.SEARCH and ended else Verdict.ALLOWED


def standing(ledger: Iterable[Entry], now: datetime) -> list[Entry]:
    """The grants that stand at ``now``, in the order in which they were given."""
    last: dict[tuple[Scope, str], Entry] = {}
    for entry in ledger:
        if entry.act in (Act.GRANTED, Act.WITHDRAWN):
            last.pop((entry.scope, entry.subject), None)
            last[(entry.scope, entry.subject)] = entry
    return [entry for entry in last.values() if entry.act is Act.GRANTED and (entry.ends is None or now < entry.ends)]
