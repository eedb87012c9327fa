"""What must be mended in a pack before anybody is asked from it: the same rules as for lines."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator, Sequence

from bot.content.check.problem import Problem
from bot.content.check.rules import asking, wording
from bot.screening.file import PackError, read
from bot.screening.pack import Pack, PackKind
from bot.screening.shelf import BESIDE, OURS

_LONGEST_TITLE = 32  # characters: a button on a narrow screen, a line of a list by SMS


def problems(home: Path, languages: Sequence[str]) -> Iterator[Problem]:
    """Of every pack that comes with Alder and every one beside the running system."""
    for path in (*sorted(OURS.glob("*.yml")), *sorted((home / BESIDE).glob("*.yml"))):
        try:
            pack = read(path)
        except PackError as error:
            yield Problem("en", f"packs/{path.name}", "pack", error.message)
            continue
        yield from _of(pack, languages)


def _of(pack: Pack, languages: Sequence[str]) -> Iterator[Problem]:
    where = f"packs.{pack.pack}"
    if pack.kind is not PackKind.INTAKE:
        return  # a published wording stays as it was published
    for lang in languages:
        if lang not in pack.words:
            yield Problem(lang, where, "missing", "is not translated; it is not asked in this language", blocks=False)
    for lang, words in pack.words.items():
        texts = {"about": words.about, "note": words.note, "title": words.title, **words.items}
        titles = [title for ones in words.scales.values() for title in ones]
        titles += [title for ones in words.options.values() for title in ones.values()]
        texts.update({f"answers.{number}": title for number, title in enumerate(titles)})
        for name, text in texts.items():
            yield from wording(lang, f"{where}.{name}", text)
            if name in words.items:
                yield from asking(lang, f"{where}.{name}", text)
        if any(len(title) > _LONGEST_TITLE for title in titles):
            yield Problem(lang, where, "length", f"has an answer of over {_LONGEST_TITLE} characters", blocks=False)
