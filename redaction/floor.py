"""The floor: what still redacts when Presidio cannot load. Broader than the recognizers, because it knows less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redaction.cues import Cues
from redaction.names import Names
from redaction.organizations import Organizations
from redaction.places import Places
from redaction.shapes import any_of, compiled, digits, matches, whole
from redaction.spoken import SpokenNumbers
from redaction.types import (
    ADDRESS,
    AGE,
    DATE_OF_BIRTH,
    EMAIL,
    FINANCIAL,
    GOVERNMENT_ID,
    IP_ADDRESS,
    LOCATION,
    PHONE,
    SOCIAL_HANDLE,
    URL,
    VEHICLE,
    Finding,
)
from redaction.view import View
from redaction.words import cut

_SCORE = 0.5
_ENDINGS = "(?:com|net|org|edu|gov|info|app|io|mx|page|site)"
# What a cue of each of these kinds announces is masked to the end of the number.
_DOCUMENTS = (
    "ssn", "itin", "alien_number", "receipt", "passport", "visa", "licence", "national_id", "case_number",
)  # fmt: skip
_CUED = (
    *((kind, GOVERNMENT_ID) for kind in _DOCUMENTS),
    ("card", FINANCIAL), ("account", FINANCIAL), ("plate", VEHICLE), ("born", DATE_OF_BIRTH), ("po_box", ADDRESS),
)  # fmt: skip


class Floor:
    """The same answer as the frame, from the project's own finders and a few blunt patterns; needs no Presidio."""

    def __init__(self, cues: Cues, places: Places) -> None:
        self._cues = cues
        self._finders = (Names(cues), places, Organizations(cues), SpokenNumbers(cues))
        self._shapes = [(type_, compiled(shape)) for type_, shape in _shapes(cues)]

    def find(self, view: View, lang: str, tagged: Sequence[Finding] = ()) -> list[Finding]:
        """Findings in view offsets; what is `tagged` is among them, and `lang` changes nothing."""
        text = view.text
        found = [*tagged]
        words = cut(text, self._cues)
        found += [finding for finder in self._finders for finding in finder.find(text, words)]
        for type_, pattern in self._shapes:
            group = "id" if "id" in pattern.groupindex else 0
            for match in matches(pattern, text):
                value = match.group(group)
                # Letters and dashes alone are ordinary words.
                if type_ not in (GOVERNMENT_ID, VEHICLE) or len(digits(value)) >= 3:
                    found.append(Finding(type_, match.start(group), match.end(group), _SCORE))
        return found


def _shapes(cues: Cues) -> Iterator[tuple[str, str]]:
    month, unit, age_not = any_of(cues.months), any_of(cues["unit"]), any_of(cues["age_not"])
    at, dot, join = any_of(cues["mail_at"]), any_of(cues["mail_dot"]), any_of(cues["network_joins"])
    host = r"[\w-]{2,63}"
    yield EMAIL, rf"(?<![\w.+'%-])[\w.+'%-]{{1,64}}(?:@|\s{{1,2}}@\s{{1,2}}){host}(?:\s?\.\s?{host}){{0,5}}"
    yield EMAIL, rf"(?<![\w.+-])[\w.+-]{{1,64}}\s?{at}\s?{host}\s?{dot}\s?\w{{2,10}}"
    yield URL, r"(?<!\w)(?:https?://|www\.)\S{2,2000}"
    yield URL, rf"(?<![\w@.-])(?:[a-z0-9-]{{1,63}}\.){{1,4}}(?:{_ENDINGS}(?:/\S{{0,2000}})?(?!\w)|me/\S{{1,2000}})"
    yield SOCIAL_HANDLE, r"(?<![\w@])@\w[\w.]{1,40}"
    yield SOCIAL_HANDLE, rf"{whole(cues['networks'])}[\s:=-]{{1,3}}(?:{join}[\s:]{{1,3}}){{1,2}}(?P<id>[\w.-]{{3,30}})"
    yield IP_ADDRESS, r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d)"
    yield IP_ADDRESS, r"(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){4,7}(?![\w:])"
    yield DATE_OF_BIRTH, r"(?<![\w/.-])(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})(?![\w/-])"
    day = rf"(?:\d{{1,2}}\s(?:de\s|of\s)?{month}|{month}\s\d{{1,2}})"
    yield DATE_OF_BIRTH, rf"(?<!\w){day}\D{{1,7}}(?:19|20)\d{{2}}(?!\w)"
    yield AGE, rf"(?<!\w){any_of(cues['age_before'])}\s(?P<id>[1-9]\d)(?![\w:%$]|[.,]\d|\s{age_not})"
    yield AGE, rf"(?<![\w$])(?P<id>\d{{1,3}})[\s-]?{any_of(cues['age_after'])}(?!\w)"
    yield AGE, r"(?<!\w)tengo\s(?P<id>\d{1,2})\sanos"
    street = any_of(cues["street_after"])
    name = r"(?:(?-i:[A-Z0-9])[\w.']{0,20}\s){1,4}"
    yield ADDRESS, rf"(?<![\w$])\d{{1,6}}\s{name}{street}(?!\w)(?:[\s,]{{1,3}}(?:{unit}\s?|#)\w{{1,6}})?"
    yield ADDRESS, rf"(?<!\w){any_of(cues['street_before'])}\.?\s(?:[\w.']{{1,20}}\s){{0,3}}?(?:#\s?)?\d{{1,6}}(?!\w)"
    yield LOCATION, rf"{whole(cues['zip'])}\W{{1,4}}(?:(?:is|es|code)\W{{1,3}})?(?P<id>\d{{5}}(?:-\d{{4}})?)(?!\w)"
    yield LOCATION, r"\A\s{0,9}\d{5}(?:-\d{4})?[\s.!]{0,9}\Z"
    yield GOVERNMENT_ID, r"(?<!\w)[A-Z]{1,4}[#-]{0,2}\d[\d -]{5,20}\d(?!\w)"
    yield GOVERNMENT_ID, r"(?<!\w)(?=[A-Z0-9-]{0,30}\d)(?=[A-Z0-9-]{0,30}[A-Z])[A-Z0-9-]{8,34}(?!\w)"
    yield PHONE, r"(?<![\w$.])[+(]{0,2}\d(?:[ ().\-/]{0,3}\d){6,18}(?!\d)"
    yield PHONE, r"(?<!\w)(?:1[ .-])?\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]{0,2}\d{4}(?!\w)"
    number = r"[^\n\w]{0,4}(?:\w{1,8}[^\n\w]{1,3}){0,2}?(?P<id>[A-Z]{0,5}[ -]?\d[\w./-]{1,30}(?: \d{2,6}){0,5})"
    for kind, type_ in _CUED:
        yield type_, whole(cues[kind]) + number
