"""The reserved words of text messaging (STOP, START, HELP) and when a whole message is one of them."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from typing import Optional

from bot.content.catalogue import read_files


class CarrierWord(Enum):
    """What a reserved word asks for."""

    STOP = "stop"
    START = "start"
    HELP = "help"


# Twilio's default opt-out list, which is the CTIA list plus REVOKE and OPTOUT of 47 CFR 64.1200(a)(10). That rule also
# says any reasonable wording revokes, so each language has words of its own in its catalogue (`carrier`); longer
# wordings are the `opt_out` intent. They are read from the files of the repository: no edition may take STOP away.
_STOP = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"})
# No "ayuda" and the like: whoever writes that wants help, not the carrier's boilerplate; the conversation goes on.
_HELP = frozenset({"help", "info"})
_START = frozenset({"start", "unstop"})

# "STOP ALL", "opt-out", "un subscribe": phones and people put a gap where the list has none.
_GAPPED = {"stop all": "stopall", "opt out": "optout", "un subscribe": "unsubscribe", "un stop": "unstop"}
_GAP = re.compile(r"[\s\-\u2010-\u2015]+")


def carrier_word(text: str, opted_out: bool = False) -> Optional[CarrierWord]:
    """The reserved word that ``text`` is, or None.

    The word must be the whole message; case, surrounding spaces, quotes, punctuation and emoji do not matter.
    So ``STOP!`` stops and ``bus stop`` does not. ``opted_out`` says whether this number is opted out now: only then
    is YES a START, otherwise it is an answer.
    """
    word = _bare(text)
    if word in _STOP or word in _of_languages("stop"):
        return CarrierWord.STOP
    if word in _HELP:
        return CarrierWord.HELP
    if word in _START or (opted_out and word in _of_languages("start")):
        return CarrierWord.START
    return None


@lru_cache(maxsize=2)
def _of_languages(kind: str) -> frozenset[str]:
    """Every language's words, as they look bare. Those to start count only for a number that is opted out."""
    languages = read_files().languages.values()
    return frozenset(_bare(str(word)) for words in languages for word in words["carrier"][kind])


def _bare(text: str) -> str:
    """``text`` without what surrounds it, in small letters, full-width letters as plain ones."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    start, end = 0, len(plain)
    while start < end and not plain[start].isalnum():
        start += 1
    while end > start and not plain[end - 1].isalnum():
        end -= 1
    word = _GAP.sub(" ", plain[start:end])
    return _GAPPED.get(word, word)
