"""Before anything else a person is told, once, what this is, what is kept and who can read it; the ledger notes it."""

from __future__ import annotations

from typing import Optional

from bot.consent import service as ledger
from bot.consent.rules import Act, Scope
from bot.consent.service import Shown
from channels.way import End, Way


def consent(way: Way) -> Optional[End]:
    """Say the notice if it was not said. What a person may be asked is decided by the ledger in `actions/`."""
    if way.intent == "opt_out" and way.channel == "sms":
        return None  # the confirmation stands alone (47 CFR 64.1200(a)(12))
    if way.reopened or not ledger.happened(way.session, way.conversation.id, Scope.NOTICE, Act.TOLD):
        way.say("utter_notice")
        shown = Shown("utter_notice", way.lang, way.edition.id)
        ledger.note(way.session, way.conversation.id, Scope.NOTICE, Act.TOLD, shown)
    return None
