"""Brings a message and a phrase to the same plain spelling, so that how it was typed hides nobody in danger."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u0060\u00b4\u2032]")
_CENSORED = re.compile(r"(?<=[a-z])\*(?=[a-z])|(?<=\b[a-z])!(?=[a-z])")
_DIGIT_IN_WORD = re.compile(r"(?<=[a-z])[013457@$](?=[a-z])|(?<![\w$])\$(?=[a-z]{2})")
_DIGIT_LETTERS = str.maketrans("013457@$", "oieastas")
_HAN = re.compile("([\u3400-\u4dbf\u4e00-\u9fff])")
_TRAILING_OFF = re.compile(r"\.{2,}")
_SENTENCE_END = re.compile("[!?;\n\r\u3002\u061f\u0964\u061b]+|\\.(?=\\s|$)")
_CLAUSE_END = re.compile('[,:\u060c\u3001()"\u201c\u201d]+|(?:^|\\s)[-\u2013\u2014]+(?=\\s)')
# Indic vowel signs are parts of words, though \\w does not hold them.
_INDIC = "\u0900-\u0963\u0966-\u0dff"
_NEITHER_WORD_NOR_MARK = re.compile(rf"[^\w\s.,{_INDIC}]|_|(?<=\S)[.,](?=\S)")
_MARKS = re.compile(r"[.,](?: [.,])+")
_SPELT_OUT = re.compile(r"\b[a-z](?: [a-z]){2,}\b")
# Doubled e, o and f tell words apart (bleed/bled, shoot/shot, off/of); any other doubling is a slip or a shout. So it is
# of the Arabic letters that draw a vowel out, and of the Russian vowels that no two words differ in.
_REPEATED = re.compile(r"([a-dg-np-zاوаыуэюя])\1+|([^\W\d])\2{2,}")


def _is_dropped(char: str) -> bool:
    """Invisible characters, and the marks over Latin, Greek, Cyrillic and Arabic letters (not Indic vowels)."""
    return (
        "\u0300" <= char <= "\u036f"
        or "\u064b" <= char <= "\u065f"
        or char in "\u0670\u0640"
        or unicodedata.category(char) == "Cf"
    )


def normalise(text: str) -> str:
    """Lower-case words separated by single spaces; ``.`` and ``,`` stand alone where a sentence or clause ends.

    Accents, apostrophes and invisible characters are gone, repeated letters are single (``plsss``, and ``kill``
    becomes ``kil``, on both sides of every comparison), digits and signs inside a word are letters again (``k1ll``,
    ``su*cide``), spelt-out words are joined (``d i e``) and Chinese characters are words of their own.
    The result is for comparing only: it is never shown and never stored. Linear in the length of ``text``.
    """
    text = _APOSTROPHES.sub("", text)
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(char for char in text if not _is_dropped(char))
    text = unicodedata.normalize("NFC", text)
    text = _CENSORED.sub("i", text)
    text = _DIGIT_IN_WORD.sub(lambda found: found.group().translate(_DIGIT_LETTERS), text)
    text = _TRAILING_OFF.sub(" ", text)
    text = _CLAUSE_END.sub(" , ", text)
    text = _SENTENCE_END.sub(" . ", text)
    text = _NEITHER_WORD_NOR_MARK.sub(" ", text)
    text = _HAN.sub(r" \1 ", text)
    text = _MARKS.sub(lambda found: "." if "." in found.group() else ",", " ".join(text.split()))
    text = _SPELT_OUT.sub(lambda found: found.group().replace(" ", ""), text)
    return _REPEATED.sub(lambda found: found.group(1) or found.group(2), text)
