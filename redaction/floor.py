"""The floor: what still redacts when Presidio cannot load. Broader than the recognizers, because it knows less."""
from __future__ import annotations

from redaction.cues import Cues
from redaction.names import Names
from redaction.organizations import Organizations
from redaction.places import Places
from redaction.shapes import any_of, compiled, whole
from redaction.spoken import SpokenNumbers
from redaction.types import (
    ADDRESS, AGE, DATE_OF_BIRTH, EMAIL, FINANCIAL, GOVERNMENT_ID, IP_ADDRESS, LOCATION, PHONE, SOCIAL_HANDLE, URL, VEHICLE, Finding,
)  # fmt: skip

_SCORE = 0.5
_PATTERN_SECONDS = 0.2
# What a cue of each of these kinds announces is masked to the end of the number.
_CUED = (("ssn", GOVERNMENT_ID), ("itin", GOVERNMENT_ID), ("alien_number", GOVERNMENT_ID), ("receipt", GOVERNMENT_ID), ("passport", GOVERNMENT_ID),
         ("visa", GOVERNMENT_ID), ("licence", GOVERNMENT_ID), ("national_id", GOVERNMENT_ID), ("case_number", GOVERNMENT_ID),
         ("card", FINANCIAL), ("account", FINANCIAL), ("plate", VEHICLE), ("born", DATE_OF_BIRTH), ("po_box", ADDRESS))  # fmt: skip


class Floor:
    """The same answer as the frame, from the project's own finders and a few blunt patterns; needs no Presidio."""

    def __init__(self, cues: Cues, places: Places) -> None:
        self._finders = (Names(cues), places, Organizations(cues), SpokenNumbers(cues))
        number = r"[^\n\w]{0,4}(?:\w{1,8}[^\n\w]{1,3}){0,2}?(?P<id>[A-Z]{0,5}[ -]?\d[\w./-]{1,30}(?: \d{2,6}){0,5})"
        shapes = [
            (EMAIL, r"(?<![\w.+'%-])[\w.+'%-]{1,64}\s{0,2}@\s{0,2}[\w-]{2,63}(?:\s?\.\s?[\w-]{2,63}){0,5}"),
            (EMAIL, rf"(?<![\w.+-])[\w.+-]{{1,64}}\s{any_of(cues['mail_at'])}\s[\w-]{{2,63}}\s{any_of(cues['mail_dot'])}\s\w{{2,10}}"),
            (URL, r"(?<!\w)(?:https?://|www\.)\S{2,2000}"),
            (URL, r"(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|net|org|edu|gov|info|app|io|mx|me/|page|site)(?:/\S{0,2000})?(?!\w)"),
            (SOCIAL_HANDLE, r"(?<![\w@])@\w[\w.]{1,40}"),
            (SOCIAL_HANDLE, rf"{whole(cues['networks'])}[\s:=-]{{1,3}}(?:{any_of(cues['network_joins'])}[\s:]{{1,3}}){{1,2}}(?P<id>[\w.-]{{3,30}})"),
            (IP_ADDRESS, r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d)"),
            (IP_ADDRESS, r"(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){4,7}(?![\w:])"),
            (DATE_OF_BIRTH, r"(?<![\w/.-])(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})(?![\w/-])"),
            (DATE_OF_BIRTH, rf"(?<!\w)(?:\d{{1,2}}\s(?:de\s|of\s)?{any_of(cues.months)}|{any_of(cues.months)}\s\d{{1,2}})\D{{1,7}}(?:19|20)\d{{2}}(?!\w)"),
            (AGE, rf"(?<!\w){any_of(cues['age_before'])}\s(?P<id>1\d)(?![\w:%]|\s{any_of(cues['age_not'])})"),
            (AGE, rf"(?<![\w$])(?P<id>\d{{1,3}})[\s-]?{any_of(cues['age_after'])}(?!\w)"),
            (AGE, r"(?<!\w)tengo\s(?P<id>\d{1,2})\sanos"),
            (ADDRESS, rf"(?<![\w$])\d{{1,6}}\s(?:[NSEW]{{1,2}}\.?\s)?(?-i:[A-Z0-9][\w.']{{1,20}}\s){{1,4}}{any_of(cues['street_after'])}(?!\w)(?:[\s,]{{1,3}}(?:{any_of(cues['unit'])}\s?|#)\w{{1,6}})?"),
            (ADDRESS, rf"(?<!\w){any_of(cues['street_before'])}\.?\s(?:[\w.']{{1,20}}\s){{0,3}}?(?:#\s?)?\d{{1,6}}(?!\w)"),
            (LOCATION, rf"{whole(cues['zip'])}\W{{1,4}}(?:(?:is|es|code)\W{{1,3}})?(?P<id>\d{{5}}(?:-\d{{4}})?)(?!\w)"),
            (LOCATION, r"\A\s{0,9}\d{5}(?:-\d{4})?[\s.!]{0,9}\Z"),
            (GOVERNMENT_ID, r"(?<!\w)[A-Z]{1,4}[#-]{0,2}\d[\d -]{5,20}\d(?!\w)"),
            (GOVERNMENT_ID, r"(?<!\w)(?=[A-Z0-9-]{0,30}\d)(?=[A-Z0-9-]{0,30}[A-Z])[A-Z0-9-]{8,34}(?!\w)"),
            (PHONE, r"(?<![\w$.])(?>[+(]{0,2}\d(?:[ ().\-/]{0,3}\d){6,18})(?!\d)"),
            *((type_, whole(cues[kind]) + number) for kind, type_ in _CUED),
        ]  # fmt: skip
        self._shapes = [(type_, compiled(shape)) for type_, shape in shapes]

    def find(self, text: str, lang: str) -> list[Finding]:
        """Findings in view offsets; `lang` changes nothing."""
        found = [finding for finder in self._finders for finding in finder.find(text)]
        for type_, pattern in self._shapes:
            group = "id" if "id" in pattern.groupindex else 0
            for match in pattern.finditer(text, timeout=_PATTERN_SECONDS):
                value = match.group(group)
                # Without a digit the last two are ordinary words.
                if type_ not in (GOVERNMENT_ID, VEHICLE) or sum(c.isdigit() for c in value) >= 3:
                    found.append(Finding(type_, match.start(group), match.end(group), _SCORE))
        return found
