"""The catalogue: every line, button title and name, per language, read from YAML and never from code."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Mapping, Optional

import yaml

from bot.errors import AlderError

FALLBACK = "en"
_HERE = Path(__file__).parent
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
    shape = yaml.safe_load((folder / "lines.yml").read_text("utf-8"))
    languages = {}
    for path in sorted((folder / "catalogue").glob("*.yml")):
        words = yaml.safe_load(path.read_text("utf-8"))
        missing = [part for part in ("name", "dir", "review", *_SECTIONS) if part not in words]
        if missing:
            raise CatalogueError(f"{path.name} lacks {', '.join(missing)}.")
        languages[path.stem] = words
    return Catalogue(shape, languages)
