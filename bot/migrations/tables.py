"""Every table of the system, so that whoever compares the schema with the code sees all of it."""

from __future__ import annotations

from bot.audit import models as audit
from bot.consent import models as consent
from bot.content import editions
from bot.conversation import models as conversation
from bot.directory import models as directory
from bot.directory.searching import models as searching
from bot.insight import models as insight
from bot.returning import models as returning
from bot.screening import models as screening
from bot.vault import models as vault

ALL = (audit, consent, editions, conversation, directory, insight, returning, screening, searching, vault)
