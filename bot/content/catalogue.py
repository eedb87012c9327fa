"""The catalogue: every line, button title and name, per language, read from YAML and never from code."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterable, Mapping, Optional

import yaml

from bot.errors import AlderError
from bot.yaml_file import read_yaml

FALLBACK = "en"
DRAFT = "draft"  # no native speaker has reviewed it
_HERE = Path(__file__).parent
_SOURCES = "translated_from.yml"
_SECTIONS = ("lines", "buttons", "needs", "meanings", "widget", "carrier")


class CatalogueError(AlderError):
    """A catalogue file is missing something that every language must have."""

    code = "catalogue"


@dataclass(frozen=True)
class Catalogue:
    """``shape`` says which buttons go with a line; ``languages`` holds the words. JSON-able, immutable by agreement."""

    shape: Mapping[str, Any]
    languages: Mapping[str, Mapping[str, Any]]

    def digest(self) -> str:
        """SHA-256 over the canonical JSON: the same words give the same digest."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def to_json(self) -> str:
        return json.dumps({"shape": self.shape, "languages": self.languages}, sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Catalogue:
        data = json.loads(text)
        return cls(data["shape"], data["languages"])

    def knows(self, lang: str) -> bool:
        return lang in self.languages

    def direction(self, lang: str) -> str:
        """``ltr`` or ``rtl``."""
        return str(self.languages.get(lang, {}).get("dir", "ltr"))

    def own_name(self, lang: str) -> str:
        """A language's name in itself."""
        return str(self.languages[lang]["name"])

    def line(self, key: str, lang: str, channel: str) -> tuple[str, str]:
        """``(template, language it is in)``: the channel's variant if there is one, English if the line is missing.

        Raises:
            CatalogueError: no language has this line.
        """
        for code in (lang, FALLBACK):
            found = self._find("lines", key, code)
            if isinstance(found, dict):
                found = found.get(channel, found.get("text"))
            if found is not None:
                return found.strip(), code
        raise CatalogueError(f"The catalogue has no line {key}.")

    def review(self, key: str, lang: str) -> str:
        """``draft``, or who reviewed a line: the line's own state, else its language's."""
        words = self.languages[lang]
        return str(words.get("reviewed", {}).get(key) or words["review"])

    def english(self, key: str) -> str:
        """Eight characters that change when the English line does, in any variant: what a translation was made from."""
        line = json.dumps(self.languages[FALLBACK]["lines"][key], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(line.encode()).hexdigest()[:8]

    def title(self, section: str, name: str, lang: str) -> str:
        """A short title: a button's, a need's name, or the meaning of an intent."""
        found = self._find(section, name, lang)
        if found is None:
            found = self._find(section, name, FALLBACK)
        if found is None:
            raise CatalogueError(f"The catalogue has no {section} title {name}.")
        return str(found)

    def _find(self, section: str, name: str, lang: str) -> Optional[Any]:
        return self.languages.get(lang, {}).get(section, {}).get(name)


def read_files(folder: Path = _HERE) -> Catalogue:
    """The catalogue of the repository: ``lines.yml`` and one file per language.

    Raises:
        CatalogueError: a language file lacks its name, direction or a section.
    """
    shape = read_yaml(folder / "lines.yml")
    made_from = read_sources(folder)
    languages = {}
    for path in sorted((folder / "catalogue").glob("*.yml")):
        words = read_yaml(path)
        missing = [part for part in ("name", "dir", "review", *_SECTIONS) if part not in words]
        if missing:
            raise CatalogueError(f"{path.name} lacks {', '.join(missing)}.")
        languages[path.stem] = {**words, "translated_from": made_from.get(path.stem, {})}
    return Catalogue(shape, languages)


def read_sources(folder: Path = _HERE) -> dict[str, dict[str, str]]:
    """By language and line, the English that a translation was made from, as :meth:`Catalogue.english` names it."""
    path = folder / _SOURCES
    return read_yaml(path) or {} if path.exists() else {}


def accept(lang: str, keys: Iterable[str], folder: Path = _HERE) -> int:
    """Notes that these lines of ``lang`` say what English says now; how many. Without ``keys`` all that it has.

    Raises:
        CatalogueError: the language, or one of the lines, is not there.
    """
    catalogue = read_files(folder)
    if not catalogue.knows(lang) or lang == FALLBACK:
        raise CatalogueError(f"There is no translation into {lang}.")
    lines = catalogue.languages[lang]["lines"]
    wanted = list(keys) or list(lines)
    unknown = [key for key in wanted if key not in lines]
    if unknown:
        raise CatalogueError(f"{lang} has no line {unknown[0]}.")
    sources = read_sources(folder)
    sources[lang] = {**sources.get(lang, {}), **{key: catalogue.english(key) for key in wanted}}
    about = "# Written by `alder content accept`: which English each translation was made from.\n"
    (folder / _SOURCES).write_text(about + yaml.safe_dump(sources, sort_keys=True), "utf-8")
    return len(wanted)
