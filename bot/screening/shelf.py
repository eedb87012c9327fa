"""The packs of this installation: those that come with Alder, those beside the running system, and which are on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Sequence

from bot.errors import SettingsError
from bot.screening.file import read
from bot.screening.pack import Pack, PackKind

OURS = Path(__file__).parent / "packs"
BESIDE = "packs"  # in ALDER_HOME


@dataclass(frozen=True)
class Shelf:
    """Every pack by name, and the names of those that are on, in the programme's order."""

    packs: Mapping[str, Pack]
    on: tuple[str, ...]

    def about(self, name: str, lang: str) -> str:
        """What a pack is about, inside a sentence; its name when it is no longer on."""
        pack = self.packs.get(name)
        words = pack and (pack.words.get(lang) or pack.words.get("en"))
        return words.about if words else name

    def after(self, need: str) -> list[Pack]:
        """The packs to offer once services for ``need`` were shown."""
        return [self.packs[name] for name in self.on if need in self.packs[name].needs]


def stocked(home: Path, on: Sequence[str]) -> Shelf:
    """Read every pack that is on, and know of the others.

    Raises:
        PackError: a pack that is on cannot be read.
        SettingsError: ALDER_PACKS names one that is not there, or one that only staff may use.
    """
    files = {path.stem: path for folder in (OURS, home / BESIDE) for path in sorted(folder.glob("*.yml"))}
    missing = next((name for name in on if name not in files), None)
    if missing:
        raise SettingsError(f"ALDER_PACKS: there is no pack {missing}.")
    packs = {name: read(files[name]) for name in on}
    for pack in packs.values():
        if pack.kind is PackKind.STAFF:
            raise SettingsError(f"ALDER_PACKS: {pack.pack} is for staff and is never asked by the assistant.")
    return Shelf(packs, tuple(on))
