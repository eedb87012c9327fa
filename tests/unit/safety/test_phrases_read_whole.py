"""Phrases read as people write: elisions, words that only look alike, and one language's words inside another's."""

from __future__ import annotations

import pytest

from bot.safety.crisis import kinds
from bot.safety.kind import Kind
from bot.safety.phrasebook import phrasebooks, spell
from bot.safety.text import normalise


@pytest.mark.parametrize(
    "text",
    [
        "il veut m'égorger",
        "mon mari va m'assassiner ce soir",
        "il a essayé de m'écraser avec la voiture",
    ],
)
def test_french_elisions_hide_no_threat(text: str) -> None:
    """The apostrophe is dropped when a text is read: "m'égorger" and "m egorger" must be one."""
    assert Kind.DANGER in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "à l'âge de 9 ans mon oncle m'a enfermée dans la cave",
        "avant d'arriver ici on m'a enfermée deux mois",
        "à l'époque il m'a étranglée, plus de nouvelles depuis",
    ],
)
def test_french_elisions_hide_no_past(text: str) -> None:
    assert kinds(text) == ()


def test_french_je_is_not_j_ai() -> None:
    """ "jé" loses its accent when it is read: as a short spelling of "j'ai" it made one word of all "je"."""
    french = next(book for book in phrasebooks() if book.language == "fr")
    assert spell(normalise("je dors"), french.spelling) == "je dors"


@pytest.mark.parametrize(
    "text",
    [
        "a moça do abrigo sumiu com minha ficha",  # not Korean "sumi" (breath)
        "a prefeitura daqui tem auxílio?",  # a benefit, not Spanish "auxilio"
        "o dentista disse que é o siso e eu quero tirar",  # not Spanish "me quiero tirar"
        "aquela permissão que eu dei, agora não quero mais",  # gave leave, not birth
        "nakikita ko pa po yung mapa sa screen ko",  # "pa" (still), not "paa" (foot)
        "naputol pa yung signal kagabi, ulitin ko po",
        "nampyeoni ttaeryeoyo",  # he hits: a disclosure in either script, danger when it is now
    ],
)
def test_a_word_of_another_language_raises_nothing(text: str) -> None:
    assert kinds(text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("jigeum ttaeryeoyo dowajuseyo", Kind.DANGER),
        ("me quiero tirar hoy, ya no puedo", Kind.SELF_HARM),
        ("dei à luz sozinha agora mesmo", Kind.MEDICAL),
        ("lumalabas na yung paa ng baby", Kind.MEDICAL),
        ("sumi mak hyeoyo", Kind.MEDICAL),
        ("le psy m'a demandé si je veux mourir, j'ai dit non, j'ai menti", Kind.SELF_HARM),
    ],
)
def test_what_was_narrowed_is_still_raised(text: str, kind: Kind) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "la prensa me agarro la mano hace tres años, quedo torcida",
        "elle a fait un avc en 2017, elle remarche",
        "le psy demande si je veux mourir, je dis que non",
        "어제 뱀한테 잡히는 꿈 꿨어요 해몽 좀",
        "tinanong ako ng nurse kung gusto ko na mamatay, sabi ko hindi",
        "dèt la ap trangle m, gen èd pou sa?",
    ],
)
def test_past_dreams_and_denials_raise_nothing(text: str) -> None:
    assert kinds(text) == ()
